import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { demoAnswer, demoQuery, demoTable, demoHeader } from "../../../support/demoResult";
import { englishStrings } from "../../../support/resultsPage";
import { resultColumns } from "../../../../webview/results/columns";
import { resultCsv } from "../../../../webview/results/csv";
import { type ResultTable } from "../../../../webview/results/data/resultTable";
import { findingOf } from "../../../../webview/results/finding";
import { keyFigures, metaLine } from "../../../../webview/results/header";
import { notesOf } from "../../../../webview/results/notes";
import { probabilityText, pValueText } from "../../../../webview/results/probability";
import { driverPlaces, mediaOrder, resultRows, type ResultRow } from "../../../../webview/results/rows";
import { firstSort, nextSort, type Sort, sortRows } from "../../../../webview/results/sorting";
import { totalRow } from "../../../../webview/results/totalRow";
import { numberFormat } from "../../../../webview/shared/numberFormat";
import { csvOrigin } from "../../../../webview/results/source";
import { type ResultsStrings } from "../../../../webview/results/strings";

const format = numberFormat("en");

const origin = { source: "Attribution #5, Beans", dates: ["2022-01-03", "2024-12-23"] } as const;

describe("the table of a result", () => {
  let strings: ResultsStrings;
  before(() => {
    strings = englishStrings();
  });

  const columnsOf = (result: ResultTable, rows: readonly ResultRow[] = resultRows(result)) =>
    resultColumns({ strings, format, ...pick(result), rows, total: result.total.mean });
  const pick = ({ level, currency, unit, basis }: ResultTable) => ({ level, currency, unit, basis });
  const cells = (result: ResultTable, driver: string): string[] => {
    const row = [...resultRows(result), totalRow(result, strings)].find((candidate) => candidate.driver === driver);
    assert.ok(row !== undefined, driver);
    return columnsOf(result).map((column) => column.cell(row));
  };
  const driversBy = (result: ResultTable, sort: Sort): string[] =>
    sortRows(resultRows(result), columnsOf(result), sort, "en").map((row) => row.driver);

  it("has a row for every total of the server, base included, and the return beside its channel", () => {
    const answer = demoAnswer();
    const rows = resultRows(demoTable());
    assert.deepEqual(
      rows.map((row) => row.driver),
      answer.totals.map((total) => total.driver),
    );
    for (const channel of answer.roi) {
      const row = rows.find((candidate) => candidate.driver === channel.channel);
      assert.equal(row?.spend, channel.spend);
      assert.deepEqual(row.roi, { p50: channel.p50, lo: channel.lo, hi: channel.hi });
    }
    assert.deepEqual(
      rows.filter((row) => row.kind !== "media").map((row) => row.roi),
      Array.from({ length: 8 }, () => null),
    );
  });

  it("writes contribution, share, spend and return with their intervals", () => {
    assert.deepEqual(cells(demoTable(), "TV"), [
      "TV",
      "media",
      "106,303",
      "94,549 to 118,476",
      "7.5",
      "6.7 to 8.4",
      "10,134,307",
      "1.18",
      "1.05 to 1.32",
      "> 99",
    ]);
    assert.deepEqual(cells(demoTable(), "Seasonality").slice(2, 6), [
      "−339",
      "−400 to −277",
      "−0.02",
      "−0.03 to −0.02",
    ]);
    assert.deepEqual(cells(demoTable(), "Total").slice(2, 7), [
      "1,406,550",
      "1,399,120 to 1,413,970",
      "100.0",
      "–",
      "25,253,459",
    ]);
  });

  it("says no spend instead of a return where nothing was spent", () => {
    const [tv, ...rest] = demoTable().roi;
    assert.ok(tv !== undefined);
    const result = demoTable({ roi: [{ ...tv, spend: 0, roi: null, pAbove1: null }, ...rest] });
    assert.deepEqual(cells(result, "TV").slice(6), ["0", "no spend", "no spend", "no spend"]);
  });

  it("leaves the columns of returns out when the server has none", () => {
    const result = demoTable({ roi: [] });
    assert.equal(columnsOf(result).length, 6);
    assert.ok(notesOf(result, resultRows(result), strings, format).some(({ text }) => text.startsWith("No return")));
  });

  it("keeps a channel that has a return and no total", () => {
    const result = demoTable({ totals: demoTable().totals.filter(({ driver }) => driver !== "OOH") });
    const row = resultRows(result).at(-1);
    assert.equal(row?.driver, "OOH");
    assert.equal(row.units, null);
    assert.equal(row.roi?.p50, 0.89);
  });

  it("never puts the return over all products beside one of several", () => {
    const totals = demoTable().totals.flatMap((row) => [
      { ...row, product: "A" },
      { ...row, product: "B" },
    ]);
    const rows = resultRows(demoTable({ totals }));
    assert.deepEqual(
      rows.filter((row) => row.driver === "TV").map((row) => [row.product, row.spend]),
      [
        ["A", null],
        ["B", null],
        ["all", 10_134_307],
      ],
    );
  });

  it("gives drivers fixed places: five media, seasonality, price, base, all others alike", () => {
    const places = Object.fromEntries(resultRows(demoTable()).map((row) => [row.driver, row.place]));
    assert.deepEqual(places, {
      Base: "base",
      TV: 1,
      OnlineVideo: 2,
      Social: 3,
      Search: 4,
      OOH: 5,
      Price: 7,
      Stores: "other",
      "Black Week": "other",
      "Website down": "other",
      Strike: "other",
      Seasonality: 6,
      Trend: "other",
    });
  });

  it("leaves a driver the place that it had when a filter leaves others out or brings new ones", () => {
    const whole = demoTable();
    const part = (names: readonly string[]) =>
      demoTable({
        totals: names.map((driver) => ({ ...whole.totals[1], driver, kind: "media" }) as (typeof whole.totals)[number]),
        roi: [],
      });
    const order = mediaOrder(whole);
    const few = mediaOrder(part(["Radio", "Search", "Social"]), order);
    assert.deepEqual(few, [...order, "Radio"]);
    const places = driverPlaces(part(["Radio", "Search", "Social"]), few);
    assert.deepEqual(
      ["TV", "Social", "Search", "Radio"].map((driver) => places.get(driver)),
      [1, 3, 4, "other"],
    );
  });

  it("is sorted by contribution at first, and puts what is missing last either way", () => {
    const result = demoTable();
    assert.deepEqual(driversBy(result, firstSort).slice(0, 3), ["Base", "TV", "Search"]);
    assert.equal(driversBy(result, firstSort).at(-1), "Price");
    assert.deepEqual(driversBy(result, { column: "roi", descending: true }).slice(0, 2), ["Search", "Social"]);
    const rising = driversBy(result, { column: "roi", descending: false });
    assert.deepEqual(rising.slice(0, 5), ["OOH", "TV", "OnlineVideo", "Social", "Search"]);
    assert.equal(rising[5], "Base");
  });

  it("starts a pressed heading at the largest number or at A, and turns it round when pressed again", () => {
    assert.deepEqual(nextSort(firstSort, "spend"), { column: "spend", descending: true });
    assert.deepEqual(nextSort({ column: "spend", descending: true }, "spend"), { column: "spend", descending: false });
    assert.deepEqual(nextSort(firstSort, "driver"), { column: "driver", descending: false });
  });

  it("gives the same numbers as CSV, unrounded, in the order of the table", () => {
    const answer = demoAnswer();
    const result = demoTable();
    const rows = sortRows(resultRows(result), columnsOf(result), firstSort, "en");
    const lines = parse<Record<string, string>>(resultCsv(rows, totalRow(result, strings), result, origin), {
      columns: true,
    });
    assert.deepEqual(
      lines.map((line) => line["driver"]),
      [...rows.map((row) => row.driver), "total"],
    );
    for (const total of answer.totals) {
      const line = lines.find((candidate) => candidate["driver"] === total.driver);
      const roi = answer.roi.find((candidate) => candidate.channel === total.driver);
      const numbers = (...names: string[]): (number | null)[] =>
        names.map((name) => (line?.[name] === "" ? null : Number(line?.[name])));
      assert.deepEqual(numbers("contribution_mean_units", "contribution_median_units"), [total.mean, total.p50]);
      assert.deepEqual(numbers("contribution_low_units", "contribution_high_units"), [total.lo, total.hi]);
      assert.deepEqual(numbers("share_median", "share_low", "share_high"), Object.values(total.share));
      assert.deepEqual(numbers("spend", "roi_median", "roi_low", "roi_high", "probability_roi_above_1"), [
        roi?.spend ?? null,
        roi?.p50 ?? null,
        roi?.lo ?? null,
        roi?.hi ?? null,
        roi?.pAbove1 ?? null,
      ]);
      assert.equal(line?.["interval_level"], "0.9");
      assert.equal(line["source"], "Attribution #5, Beans");
    }
    const total = lines.at(-1);
    assert.equal(Number(total?.["contribution_mean_units"]), answer.total.mean);
    assert.equal(
      Number(total?.["spend"]),
      answer.roi.reduce((sum, { spend }) => sum + spend, 0),
    );
    assert.equal(Number(total?.["roi_median"]), answer.media?.roi?.p50);
  });

  it("names revenue as revenue, in its headings and as CSV, and says when there are no prices for it", () => {
    const result = demoTable({ unit: "revenue", currency: "kr" });
    const units = columnsOf(result).map(({ unit, measure }) => `${unit} ${measure}`);
    assert.deepEqual(units.slice(2, 4), ["revenue, kr revenue, kr", "low to high revenue, kr"]);
    const csv = resultCsv(resultRows(result), totalRow(result, strings), result, origin);
    assert.match(csv, /contribution_mean_revenue,contribution_median_revenue/);
    assert.doesNotMatch(csv, /_units/);
    const [line] = parse<Record<string, string>>(csv, { columns: true });
    assert.equal(Number(line?.["contribution_mean_revenue"]), result.totals[0]?.mean);
    const notes = notesOf(demoTable(), resultRows(demoTable()), strings, format, { ...demoQuery, unit: "revenue" });
    assert.ok(notes.some(({ text }) => text.includes("not revenue")));
  });

  it("quotes commas, quotes and line breaks of names in CSV", () => {
    const [row] = resultRows(demoTable());
    assert.ok(row !== undefined);
    const driver = 'TV, "night"\nand day';
    const lines = parse<Record<string, string>>(resultCsv([{ ...row, driver }], row, demoTable(), origin), {
      columns: true,
    });
    assert.equal(lines[0]?.["driver"], driver);
  });

  it("says in each row of a file what it is about, up to the last day of quarters put together", () => {
    const dates = ["2024-01-01", "2024-04-01"];
    const result = demoTable({ by: "quarter", dates, range: { first: "2022-01-03", last: "2024-06-24" } });
    const query = { ...demoQuery, by: "quarter", product: "Beans", from: "2024-01-01" } as const;
    const about = csvOrigin({ header: demoHeader, query }, result, strings);
    const [line] = parse<Record<string, string>>(
      resultCsv(resultRows(result), totalRow(result, strings), result, about),
      { columns: true },
    );
    assert.deepEqual([line?.["first_date"], line?.["last_date"]], ["2024-01-01", "2024-06-24"]);
    assert.match(line?.["source"] ?? "", /^Sandbox engine: .*Attribution #5, SWE .*Product: Beans, 800 draws/);
  });

  it("lets no name from data begin a formula in a spreadsheet", () => {
    const [row] = resultRows(demoTable());
    assert.ok(row !== undefined);
    for (const driver of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"]) {
      const csv = resultCsv([{ ...row, driver }], row, demoTable(), origin);
      const lines = parse<Record<string, string>>(csv, { columns: true });
      assert.equal(lines[0]?.["driver"], `'${driver}`);
    }
  });

  it("tells the finding in sentences and takes sides only where the probabilities do", () => {
    const result = demoTable();
    assert.equal(
      findingOf(resultRows(result), "revenue", { strings, format }),
      "TV and Search add most to the base; which of them is not sure. TV and Social bring in more revenue than they cost. OOH probably brings in less revenue than it costs.",
    );
    const unsure = { ...result, roi: result.roi.map((channel) => ({ ...channel, pAbove1: 0.5 })) };
    assert.equal(
      findingOf(resultRows(unsure), "revenue", { strings, format }),
      "TV and Search add most to the base; which of them is not sure.",
    );
    const likely = { ...result, roi: result.roi.map((channel) => ({ ...channel, pAbove1: 0.95 })) };
    assert.match(
      findingOf(resultRows(likely), "revenue", { strings, format }, "returns"),
      /^TV, .* and OOH probably bring in more revenue than they cost\.$/,
    );
    const all = { ...result, roi: result.roi.map((channel) => ({ ...channel, pAbove1: 0.98 })) };
    assert.match(
      findingOf(resultRows(all), "profit", { strings, format }, "returns"),
      /^TV, .* and OOH bring in more profit than they cost\.$/,
    );
  });

  it("tells no probability as certain, since it is counted in draws", () => {
    const told = [0, 0.004, 0.01, 0.345, 0.99, 0.995, 1].map((p) => probabilityText(p, { strings, format }));
    assert.deepEqual(told, ["< 1 %", "< 1 %", "1 %", "35 %", "99 %", "> 99 %", "> 99 %"]);
    const ps = [0, 0.31, 1].map((p) => pValueText(p, { strings, format }));
    assert.deepEqual(ps, ["p < 0.01", "p = 0.31", "p > 0.99"]);
  });

  it("warns of few draws and names what is measured against a level", () => {
    const texts = (result: ResultTable): string[] =>
      notesOf(result, resultRows(result), strings, format).map(({ text }) => text);
    assert.equal(
      texts(demoTable())[0],
      "Price, Stores, Seasonality, and Trend: measured against the training mean, so only differences to it count.",
    );
    assert.match(texts(demoTable({ draws: 99 }))[0] ?? "", /few draws \(99\): use 200 or more/);
    assert.doesNotMatch(texts(demoTable({ draws: 100 })).join(), /few draws/);
  });

  it("shows key figures with intervals, and a mean share where the server gives no interval", () => {
    const captions = keyFigures(demoTable({ media: null }), null, strings, format).map(
      ({ value, caption }) => `${value} ${caption}`,
    );
    assert.deepEqual(captions, ["24.0 % of units from media, mean", "1.41M units expected (1.40M to 1.41M)"]);
    const media = { share: { p50: 0.2345, lo: 0.181, hi: 0.3282 }, roi: { p50: 1.47, lo: 1.12, hi: 2.05 } };
    const together = keyFigures(demoTable({ media, currency: "kr" }), null, strings, format);
    assert.deepEqual(
      together.map(({ value, caption }) => `${value} ${caption}`),
      [
        "23.5 % of units from media (18.1 to 32.8)",
        "1.41M units expected (1.40M to 1.41M)",
        "1.47 media ROI, kr per kr (1.12 to 2.05)",
      ],
    );
  });

  it("says in the header what makes the numbers repeatable, and nothing that is not known", () => {
    const unknown = { kind: "attribution", id: "5", model: null, combination: null } as const;
    assert.equal(metaLine(unknown, null, strings, format), "");
    assert.match(
      metaLine(unknown, demoTable(), strings, format),
      /^Jan 3, 2022.*156 weeks, 800 draws, 90 % intervals, seed 1, engine 1$/,
    );
  });
});
