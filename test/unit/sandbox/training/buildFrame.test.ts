import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FileType } from "../../../../src/dataFiles/fileTypes";
import { buildFrame, frameBuffers } from "../../../../src/sandbox/training/buildFrame";
import { type MetricChoice, type ProductsMode } from "../../../../src/sandbox/training/frameTypes";
import { dataRows } from "../../../support/dataRows";

const NATION = { country_code: "SWE", region_code: "all", grouping: "all" };
const HEADERS = {
  Sales: "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit",
  Media: "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value",
  Events: "Country,Region,Grouping,StartDate,EndDate,Event",
  Distribution: "Country,Region,Grouping,Date,Product,Channel,Value",
  Macro: "Country,Region,Grouping,Date,Indicator,Value",
  Visits: "Country,Region,Grouping,Date,Channel,Visits",
  "Competitor Price": "Country,Region,Grouping,Date,Competitor,Product,PricePerUnit",
} as const;
type WithHeader = keyof typeof HEADERS;

const MONDAYS = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"];

async function frameOf(
  files: Partial<Record<WithHeader, readonly string[]>>,
  products: ProductsMode = "sum",
  combination = NATION,
  metrics: readonly MetricChoice[] = [],
) {
  const given = Object.entries(files) as [WithHeader, readonly string[]][];
  const tables = await Promise.all(given.map(([type, rows]) => dataRows(type, [HEADERS[type], ...rows].join("\n"))));
  return buildFrame({ tables, combination, products, metrics });
}

/** Four weeks of one product. */
const fourWeeks = (product = "Health", units = [10, 20, 30, 40], price = 5) =>
  MONDAYS.map((date, i) => `SWE,all,all,${date},${product},${String(units[i] ?? "")},${String(price)}`);

const demo = async (type: FileType) =>
  dataRows(type, readFileSync(new URL(`../../../../media/demo/${type}.csv`, import.meta.url), "utf8"));

/** Sums of a CSV column, by a reader that shares nothing with ours. */
function columnSum(type: string, column: number, where: (cells: string[]) => boolean): number {
  const text = readFileSync(new URL(`../../../../media/demo/${type}.csv`, import.meta.url), "utf8");
  const rows = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));
  return rows.filter(where).reduce((sum, cells) => sum + Number(cells[column]), 0);
}

const sum = (values: Iterable<number> | undefined) => [...(values ?? [])].reduce((total, value) => total + value, 0);
const close = (a: number, b: number) =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${String(a)} != ${String(b)}`);

describe("buildFrame", function () {
  this.timeout(20_000);

  it("lays out the demo data with the sums of its files", async () => {
    const tables = await Promise.all((["Sales", "Media", "Events", "Distribution"] as const).map(demo));
    const { frame } = buildFrame({ tables, combination: NATION, products: "sum" });
    assert.deepEqual(
      [frame.units, frame.dates.length, frame.dates[0], frame.dates.at(-1)],
      [["all"], 156, "2022-01-03", "2024-12-23"],
    );
    assert.equal(frame.daysPerPeriod, 7);
    assert.equal(
      sum(frame.sales),
      columnSum("Sales", 5, () => true),
    );
    assert.equal(sum(frame.observed), 156);
    // First week by hand: 4445 Espresso at 128.45 and 3028 Filter at 89.38.
    assert.equal(frame.sales[0], 4445 + 3028);
    close(frame.price?.[0] ?? 0, (570_960.25 + 270_642.64) / 7473);
    assert.deepEqual(Object.fromEntries(frame.mediaMetrics), {
      TV: "GRP",
      OnlineVideo: "Impression",
      Social: "Impression",
      Search: "Clicks",
      OOH: "Impression",
    });
    for (const [name, metric] of frame.mediaMetrics) {
      close(
        sum(frame.media.get(name)),
        columnSum("Media", 8, (cells) => cells[5] === name && cells[7] === metric),
      );
      close(
        sum(frame.investment.get(name)),
        columnSum("Media", 8, (cells) => cells[5] === name && cells[7] === "Investment"),
      );
    }
    assert.deepEqual(
      [...frame.events].map(([name, shares]) => [name, sum(shares)]),
      [
        ["Black Week", 3],
        ["Website down", 1],
        ["Strike", 2],
      ],
    );
    close(
      sum(frame.distribution.get("Stores")),
      columnSum("Distribution", 6, () => true),
    );
  });

  it("keeps the demo's sums when its products are pooled, spend split and exposure shared", async () => {
    const tables = await Promise.all((["Sales", "Media", "Events", "Distribution"] as const).map(demo));
    const { frame, notes } = buildFrame({ tables, combination: NATION, products: "pooled" });
    assert.deepEqual(frame.units, ["Espresso", "Filter"]);
    assert.equal(
      sum(frame.sales.subarray(0, 156)),
      columnSum("Sales", 5, (cells) => cells[4] === "Espresso"),
    );
    const spend = columnSum("Media", 8, (cells) => cells[5] === "TV" && cells[7] === "Investment");
    close(sum(frame.investment.get("TV")), spend);
    close(sum(frame.investment.get("TV")?.subarray(0, 156)), spend / 2);
    const grp = columnSum("Media", 8, (cells) => cells[5] === "TV" && cells[7] === "GRP");
    close(sum(frame.media.get("TV")?.subarray(156)), grp);
    assert.ok(notes.includes("Media: spend for all products is split evenly over them."));
    assert.equal(frame.sharedSpend, true);
    assert.equal(buildFrame({ tables, combination: NATION, products: "sum" }).frame.sharedSpend, undefined);
  });

  it("keeps a missing week in the calendar, unobserved, with the price carried over it", async () => {
    const rows = fourWeeks().filter((row) => !row.includes("2024-01-15"));
    const { frame, notes } = await frameOf({ Sales: [...rows, "SWE,all,all,2024-01-29,Health,50,6"] });
    assert.deepEqual(frame.dates, [...MONDAYS, "2024-01-29"]);
    assert.deepEqual([...frame.sales], [10, 20, 0, 40, 50]);
    assert.deepEqual([...frame.observed], [1, 1, 0, 1, 1]);
    assert.deepEqual([...(frame.price ?? [])], [5, 5, 5, 5, 6]);
    assert.deepEqual(notes, [
      "Sales: 1 week without any row stays in the calendar, left out of the likelihood.",
      "Price: 1 week without a value carries the last one forward.",
    ]);
  });

  it("masks a period whose sales are missing or below zero, and says so", async () => {
    const rows = fourWeeks("Health", [10, 20, 30, 40]).map((row, i) => (i === 1 ? row.replace(",20,", ",,") : row));
    const { frame, notes } = await frameOf({ Sales: [...rows, ...fourWeeks("Life", [1, 2, -3, 4])] });
    assert.deepEqual([...frame.sales], [11, 0, 0, 44]);
    assert.deepEqual([...frame.observed], [1, 0, 0, 1]);
    assert.ok(notes.some((note) => note.includes("2 rows with UnitsSold missing or below zero")));
    const pooled = await frameOf({ Sales: [...rows, ...fourWeeks("Life", [1, 2, -3, 4])] }, "pooled");
    assert.deepEqual([...pooled.frame.observed], [1, 0, 1, 1, 1, 1, 0, 1]);
  });

  it("weighs prices by units sold, and asks the list price where nothing was sold", async () => {
    const { frame } = await frameOf({
      Sales: [...fourWeeks("A", [10, 0, 5, 1], 10), ...fourWeeks("B", [30, 0, 5, 1], 20)],
    });
    assert.deepEqual([...(frame.price ?? [])], [17.5, 15, 15, 15]);
  });

  it("weighs profits by units sold too, losses among them, and goes without where a product has none", async () => {
    const rows = (profits: readonly string[]) =>
      MONDAYS.flatMap((date, i) => [
        `SWE,all,all,${date},A,10,20,${profits[0] ?? ""}`,
        `SWE,all,all,${date},B,${i === 1 ? "0" : "30"},20,${profits[1] ?? ""}`,
      ]);
    const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit";
    const profitOf = async (products: "sum" | "pooled", profits: readonly string[]) => {
      const tables = [await dataRows("Sales", [header, ...rows(profits)].join("\n"))];
      const { frame, notes } = buildFrame({ tables, combination: NATION, products, metrics: [] });
      return { profit: frame.profit && [...frame.profit], notes };
    };
    assert.deepEqual(await profitOf("sum", ["8", "-4"]), { profit: [-1, 8, -1, -1], notes: [] });
    assert.deepEqual((await profitOf("pooled", ["8", "-4"])).profit, [8, 8, 8, 8, -4, -4, -4, -4]);
    assert.deepEqual(await profitOf("sum", ["8"]), {
      profit: [8, 8, 8, 8],
      notes: ["Profit: 3 rows without a value count like the others of their date."],
    });
    assert.equal((await profitOf("pooled", ["8"])).profit, undefined);
    assert.deepEqual(await profitOf("sum", []), { profit: undefined, notes: [] });
  });

  it("goes without a price where a product has none", async () => {
    const { frame, notes } = await frameOf({ Sales: fourWeeks().map((row) => row.replace(/,5$/, ",")) });
    assert.equal("price" in frame, false);
    assert.ok(notes.includes("Sales: there is no usable PricePerUnit, so the model has no price and no revenue."));
  });

  it("says when a product without a row makes the sum too small", async () => {
    const life = fourWeeks("Life", [1, 2, 3, 4]).filter((row) => !row.includes("2024-01-15"));
    const { notes } = await frameOf({ Sales: [...fourWeeks(), ...life] });
    assert.ok(notes.includes("Sales: a product without a row counts as 0 in the sum: Life 1 week."), notes.join("\n"));
  });

  it("counts missing media as 0 and adds up campaigns", async () => {
    const media = (date: string, campaign: string, metric: string, value: number, product = "all") =>
      `SWE,all,all,${date},${product},TV,${campaign},${metric},${String(value)}`;
    const { frame, notes } = await frameOf({
      Sales: fourWeeks(),
      Media: [
        ...["a", "b"].flatMap((campaign) => [
          media("2024-01-08", campaign, "GRP", 10),
          media("2024-01-08", campaign, "Investment", 100),
        ]),
        media("2024-01-22", "a", "GRP", 5),
        media("2024-01-22", "a", "Investment", 50),
        media("2023-12-25", "a", "Investment", 1),
      ],
    });
    assert.deepEqual([...(frame.media.get("TV") ?? [])], [0, 20, 0, 5]);
    assert.deepEqual([...(frame.investment.get("TV") ?? [])], [0, 200, 0, 50]);
    assert.deepEqual(notes, [
      "Media: 1 row outside the Sales calendar left out.",
      "Media: a missing value counts as 0: TV 2 weeks.",
    ]);
  });

  it("prefers exposure over money only where it covers the periods with spend", async () => {
    const row = (date: string, metric: string) => `SWE,all,all,${date},all,TV,all,${metric},7`;
    const spend = MONDAYS.map((date) => row(date, "Investment"));
    const whole = await frameOf({
      Sales: fourWeeks(),
      Media: [...spend, ...MONDAYS.map((date) => row(date, "Clicks")), ...MONDAYS.map((date) => row(date, "GRP"))],
    });
    assert.equal(whole.frame.mediaMetrics.get("TV"), "GRP");
    const part = await frameOf({ Sales: fourWeeks(), Media: [...spend, row(MONDAYS[0] ?? "", "Impression")] });
    assert.equal(part.frame.mediaMetrics.get("TV"), "Investment");
    assert.ok(
      part.notes.includes("Media TV: Impression is missing in many periods with spend, so Investment is used."),
    );
  });

  it("takes the metric that the graph names, and refuses data without it", async () => {
    const row = (media: string, metric: string) =>
      MONDAYS.map((date) => `SWE,all,all,${date},all,${media},all,${metric},7`);
    const files = {
      Sales: fourWeeks(),
      Media: [
        ...row("TV", "GRP"),
        ...row("TV", "Investment"),
        ...row("Radio", "Investment"),
        ...row("Radio", "Clicks"),
      ],
    };
    const { frame } = await frameOf(files, "sum", NATION, [
      { media: null, metric: "Investment" },
      { media: "Radio", metric: "Clicks" },
    ]);
    assert.deepEqual(Object.fromEntries(frame.mediaMetrics), { TV: "Investment", Radio: "Clicks" });
    await assert.rejects(frameOf(files, "sum", NATION, [{ media: "Radio", metric: "GRP" }]), {
      message: /reads GRP of media Radio, which the dataset does not have; it has Investment, Clicks\./,
    });
  });

  it("leaves media of products without Sales out of pooled products, and says so", async () => {
    const media = (product: string) => `SWE,all,all,2024-01-08,${product},TV,all,Investment,9`;
    const { frame, notes } = await frameOf(
      { Sales: [...fourWeeks("A"), ...fourWeeks("B")], Media: [media("A"), media("C")] },
      "pooled",
    );
    assert.deepEqual([...(frame.investment.get("TV") ?? [])], [0, 9, 0, 0, 0, 0, 0, 0]);
    assert.ok(notes.includes("Media: rows of products without Sales are left out: C."));
  });

  it("gives events the share of each period that they cover, never more than 1", async () => {
    const { frame, notes } = await frameOf({
      Sales: fourWeeks(),
      Events: [
        "SWE,all,all,2024-01-06,2024-01-09,Strike",
        "SWE,all,all,2024-01-08,2024-01-14,Strike",
        "SWE,all,all,2023-12-01,2024-01-01,Sale",
        "SWE,all,all,2025-01-01,2025-01-02,Later",
      ],
    });
    assert.deepEqual([...(frame.events.get("Strike") ?? [])], [2 / 7, 1, 0, 0]);
    assert.deepEqual([...(frame.events.get("Sale") ?? [])], [1 / 7, 0, 0, 0]);
    assert.equal(frame.events.has("Later"), false);
    assert.ok(notes.includes("Events: outside the Sales calendar and left out: Later."));
  });

  it("carries distribution and controls forward, also into the calendar from before it", async () => {
    const { frame, notes } = await frameOf({
      Sales: fourWeeks(),
      Distribution: ["SWE,all,all,2024-01-08,all,Stores,90", "SWE,all,all,2024-01-22,all,Stores,95"],
      Macro: ["SWE,all,all,2023-12-01,CCI,100", "SWE,all,all,2024-01-17,CCI,104"],
      Visits: MONDAYS.map((date, i) => `SWE,all,all,${date},Direct,${String(i)}`),
    });
    assert.deepEqual([...(frame.distribution.get("Stores") ?? [])], [90, 90, 90, 95]);
    assert.deepEqual([...(frame.controls.get("CCI") ?? [])], [100, 100, 104, 104]);
    assert.deepEqual([...(frame.controls.get("Visits Direct") ?? [])], [0, 1, 2, 3]);
    assert.deepEqual(notes, [
      "Distribution Stores: 1 week without a value carries the last one forward, and 1 week before the first value takes it.",
      "Macro CCI: 3 weeks without a value carry the last one forward.",
    ]);
  });

  it("gives a pooled product its own distribution where it has one, and the mean price of competitors", async () => {
    const { frame } = await frameOf(
      {
        Sales: [...fourWeeks("A"), ...fourWeeks("B")],
        Distribution: MONDAYS.flatMap((date) => [
          `SWE,all,all,${date},A,Stores,7`,
          `SWE,all,all,${date},all,Stores,100`,
        ]),
        "Competitor Price": MONDAYS.flatMap((date) => [
          `SWE,all,all,${date},Rival,X,10`,
          `SWE,all,all,${date},Rival,Y,20`,
        ]),
      },
      "pooled",
    );
    assert.deepEqual([...(frame.distribution.get("Stores") ?? [])], [7, 7, 7, 7, 100, 100, 100, 100]);
    assert.deepEqual([...(frame.controls.get("Price Rival") ?? [])], Array(8).fill(15));
  });

  it("adds up everything below a combination, and nothing beside it", async () => {
    const regions = ["North", "South"].flatMap((region, i) =>
      MONDAYS.map((date) => `SWE,${region},all,${date},Health,${String(10 * (i + 1))},5`),
    );
    const Sales = [...regions, ...MONDAYS.map((date) => `NOR,all,all,${date},Health,1000,5`)];
    const Media = [
      "SWE,all,all,2024-01-08,all,TV,all,Investment,9",
      "SWE,South,all,2024-01-08,all,TV,all,Investment,1",
    ];
    const nation = await frameOf({ Sales, Media });
    assert.deepEqual([...nation.frame.sales], [30, 30, 30, 30]);
    assert.deepEqual([...(nation.frame.media.get("TV") ?? [])], [0, 10, 0, 0]);
    const north = await frameOf({ Sales, Media }, "sum", { ...NATION, region_code: "North" });
    assert.deepEqual([...north.frame.sales], [10, 10, 10, 10]);
    assert.deepEqual([...(north.frame.media.get("TV") ?? [])], [0, 9, 0, 0]);
  });

  it("does not count national sales and those of its regions together", async () => {
    const north = MONDAYS.map((date) => `SWE,North,all,${date},Health,10,5`);
    const { frame } = await frameOf({ Sales: [...fourWeeks("Health", [100, 100, 100, 100]), ...north] });
    assert.deepEqual([...frame.sales], [100, 100, 100, 100]);
  });

  it("refuses a combination without Sales in a sentence", async () => {
    await assert.rejects(frameOf({ Sales: fourWeeks() }, "sum", { ...NATION, country_code: "DNK" }), {
      message: "There are no Sales rows for DNK, all, all.",
    });
    await assert.rejects(frameOf({ Macro: ["SWE,all,all,2024-01-01,CCI,1"] }), {
      message: "The dataset has no Sales file.",
    });
  });

  it("says that files without documented columns are not used", async () => {
    const tables = [
      await dataRows("Sales", [HEADERS.Sales, ...fourWeeks()].join("\n")),
      await dataRows("Brand", "Country,Region,Date,Awareness\nSWE,all,2024-01-08,0.4"),
    ];
    const { notes } = buildFrame({ tables, combination: NATION, products: "sum" });
    assert.deepEqual(notes, ["Brand: the rows are kept and not used, because their columns are not documented."]);
  });

  it("names all of its memory for the hand-over to another thread, each piece once", async () => {
    const { frame } = await frameOf({ Sales: fourWeeks(), Media: ["SWE,all,all,2024-01-08,all,TV,all,Investment,9"] });
    const moved = structuredClone(frame, { transfer: frameBuffers(frame) });
    assert.equal(frame.sales.length, 0);
    assert.equal(frame.media.get("TV")?.length, 0);
    assert.deepEqual([...moved.sales], [10, 20, 30, 40]);
    assert.deepEqual([...(moved.investment.get("TV") ?? [])], [0, 9, 0, 0]);
  });
});
