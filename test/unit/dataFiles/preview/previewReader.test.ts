import assert from "node:assert/strict";
import {
  type FilePreview,
  type WantedCombination,
  type WantedDates,
} from "../../../../src/dataFiles/preview/filePreview";
import { PreviewReader } from "../../../../src/dataFiles/preview/previewReader";
import { type ReadOptions } from "../../../../src/dataFiles/readDataFile";
import { readWholeFile } from "../../../support/readWholeFile";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const MEDIA = "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value";
const day = (start: string, days: number): string =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);

async function preview(
  lines: readonly string[],
  wanted?: WantedCombination,
  options: Partial<ReadOptions> = {},
  dates?: WantedDates,
): Promise<FilePreview> {
  const { batches, summary } = await readWholeFile(lines.join("\n"), options);
  const reader = new PreviewReader(wanted, dates);
  for (const batch of batches) reader.add(batch);
  return reader.finish(summary);
}

describe("the preview of a data file", () => {
  it("draws each measure of each product, with the weeks that are missing and the revenue", async () => {
    const { calendar, series, seriesCount, totals } = await preview([
      SALES,
      "SWE,all,all,2024-01-08,Health,10,2",
      "SWE,all,all,2024-01-22,Health,30,",
      "SWE,all,all,2024-01-08,Life,5,4",
      "SWE,all,all,2024-01-15,Life,5,4",
      "SWE,all,all,2024-01-22,Life,5,4",
    ]);
    assert.deepEqual(calendar, {
      starts: ["2024-01-08", "2024-01-15", "2024-01-22"],
      period: "Week",
      perSlot: 1,
      periods: 3,
      missing: 0,
      coverage: ["full", "partial", "full"],
    });
    assert.equal(seriesCount, 4);
    assert.deepEqual(
      series.map(({ names, measure, kind, points, missing, total }) => [
        ...names,
        measure,
        kind,
        points,
        missing,
        total,
      ]),
      [
        ["Health", "UnitsSold", "amount", [10, null, 30], 1, 40],
        ["Health", "PricePerUnit", "level", [2, null, null], 1, 2],
        ["Life", "UnitsSold", "amount", [5, 5, 5], 0, 15],
        ["Life", "PricePerUnit", "level", [4, 4, 4], 0, 12],
      ],
    );
    assert.deepEqual([series[0]?.min, series[0]?.mean, series[0]?.max, series[0]?.count], [10, 20, 30, 2]);
    assert.deepEqual(totals, {
      of: "Revenue",
      parts: [
        { name: "Life", total: 60 },
        { name: "Health", total: 20 },
      ],
      partCount: 2,
      total: 80,
    });
  });

  it("adds the spend up by medium, and names a series by its metric", async () => {
    const { series, totals } = await preview([
      MEDIA,
      "SWE,all,all,2024-01-08,all,TV,Brand,Investment,100",
      "SWE,all,all,2024-01-08,all,TV,Brand,GRP,7",
      "SWE,all,all,2024-01-08,all,TV,Sale,Investment,50",
      "SWE,all,all,2024-01-08,all,Search,all,Investment,30",
    ]);
    assert.deepEqual(
      series.map(({ names, measure, channel }) => [names, measure, channel]),
      [
        [["TV", "Brand"], "Investment", "TV"],
        [["TV", "Brand"], "GRP", "TV"],
        [["TV", "Sale"], "Investment", "TV"],
        [["Search"], "Investment", "Search"],
      ],
    );
    assert.deepEqual(totals?.parts, [
      { name: "TV", total: 150 },
      { name: "Search", total: 30 },
    ]);
  });

  it("is of one combination: the first, or the one that is asked for", async () => {
    const lines = [
      SALES,
      "SWE,all,all,2024-01-08,Health,1,1",
      "NOR,all,Online,2024-01-08,Health,2,1",
      "NOR,all,Online,2024-01-15,Health,3,1",
    ];
    const first = await preview(lines);
    assert.deepEqual(
      first.combinations.map(({ country, grouping, rows }) => [country, grouping, rows]),
      [
        ["SWE", "all", 1],
        ["NOR", "Online", 2],
      ],
    );
    assert.deepEqual([first.shown, first.series[0]?.points], [0, [1]]);
    const second = await preview(lines, { country: "NOR", region: "all", grouping: "Online" });
    assert.deepEqual([second.shown, second.series[0]?.points], [1, [2, 3]]);
    const absent = await preview(lines, { country: "FIN", region: "all", grouping: "all" });
    assert.deepEqual([absent.shown, absent.series], [-1, []]);
  });

  it("is of some dates alone where they are asked for, of both kinds of rows", async () => {
    const rows = ["2024-01-08", "2024-01-15", "2024-01-22"].map(
      (date, i) => `SWE,all,all,${date},Health,${String(i)},2`,
    );
    const some = await preview([SALES, ...rows], undefined, {}, { from: "2024-01-09", to: "2024-01-15" });
    assert.deepEqual(some.calendar?.starts, ["2024-01-15"]);
    assert.deepEqual([some.series[0]?.points, some.totals?.total], [[1], 2]);
    assert.deepEqual(some.dates, { first: "2024-01-08", last: "2024-01-22" });
    const none = await preview([SALES, ...rows], undefined, {}, { from: "2024-02-01", to: null });
    assert.deepEqual([none.calendar, none.series.length, none.dates?.last], [null, 0, "2024-01-22"]);
    const events = ["Country,Region,Grouping,StartDate,EndDate,EventName", "SWE,all,all,2024-01-01,2024-01-10,Sale"];
    const part = await preview(events, undefined, {}, { from: "2024-01-05", to: "2024-01-07" });
    assert.deepEqual([part.calendar?.starts.length, part.series[0]?.total], [3, 3]);
    assert.deepEqual(part.dates, { first: "2024-01-01", last: "2024-01-10" });
  });

  it("marks the weeks without any row, and those with a key twice, where the larger number counts", async () => {
    const { calendar, series } = await preview([
      SALES,
      ...["2024-01-08", "2024-01-15", "2024-01-22", "2024-01-29"].map((date) => `SWE,all,all,${date},Health,1,1`),
      "SWE,all,all,2024-01-15,Health,9,1",
      "SWE,all,all,2024-02-12,Health,2,1",
    ]);
    assert.deepEqual(calendar?.coverage, ["full", "duplicate", "full", "full", "none", "full"]);
    assert.deepEqual([calendar?.missing, series[0]?.missing], [1, 1]);
    assert.deepEqual(series[0]?.points, [1, 9, 1, 1, null, 2]);
  });

  it("puts many days together into at most 400 points, and keeps the largest of each", async () => {
    const rows = Array.from(
      { length: 1000 },
      (_, i) => `SWE,all,all,${day("2020-01-01", i)},Health,${i === 500 ? 999 : 1},1`,
    );
    const { calendar, series } = await preview([SALES, ...rows]);
    assert.deepEqual(
      [calendar?.period, calendar?.periods, calendar?.perSlot, calendar?.starts.length],
      ["Day", 1000, 3, 334],
    );
    assert.deepEqual([series[0]?.points.length, series[0]?.points[166], series[0]?.total], [334, 999, 1998]);
  });

  it("shows the heaviest series of each measure where there are too many, and says how many there are", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `SWE,all,all,2024-01-08,p${String(i)},${String(i)},1`);
    const { series, seriesCount, totals } = await preview([SALES, ...rows]);
    assert.deepEqual([series.length, seriesCount], [48, 600]);
    assert.ok(series.some(({ names, measure }) => names[0] === "p299" && measure === "UnitsSold"));
    assert.deepEqual([totals?.parts.length, totals?.partCount, totals?.parts[0]?.name], [20, 300, "p299"]);
  });

  it("draws events as the days on which they take place", async () => {
    const { calendar, series } = await preview([
      "Country,Region,Grouping,StartDate,EndDate,Event",
      "SWE,all,all,2024-01-01,2024-01-02,Strike",
      "SWE,all,all,2024-01-05,2024-01-05,Strike",
      "SWE,all,all,2024-01-03,2024-01-01,Sale",
    ]);
    assert.deepEqual([calendar?.periods, calendar?.missing], [5, 0]);
    assert.deepEqual(
      series.map(({ names, kind, points, count, total }) => [names, kind, points, count, total]),
      [
        [["Strike"], "event", [1, 1, null, null, 1], 2, 3],
        [["Sale"], "event", [null, null, 1, null, null], 1, 1],
      ],
    );
  });

  it("shows the calendar alone where the columns of a type are not documented", async () => {
    const { calendar, series } = await preview(
      ["Country,Date,Score", "SWE,2024-01-08,3", "SWE,2024-01-15,4", "SWE,2024-01-15,5"],
      undefined,
      { type: "Brand" },
    );
    assert.deepEqual([calendar?.coverage, series], [["full", "full"], []]);
  });

  it("holds nothing where a file holds nothing", async () => {
    for (const lines of [[], [SALES], ["a,b", "1,2"]]) {
      const { calendar, series, combinations, shown, totals } = await preview(lines);
      assert.deepEqual([calendar, series, combinations, shown, totals], [null, [], [], -1, null]);
    }
  });

  it("stays small enough for a message, whatever the file holds", async () => {
    const long = "x".repeat(5000);
    const rows = Array.from({ length: 2000 }, (_, i) =>
      ["SWE", `${long}${String(i)}`, "all", day("2015-01-01", i), long + String(i % 60), "123456.789", "1"].join(","),
    );
    const found = await preview([SALES, ...rows]);
    assert.ok(JSON.stringify(found).length < 200_000);
  });

  it("holds finite numbers alone, whatever their sums come to", async () => {
    const found = await preview([
      SALES,
      "SWE,all,all,2024-01-08,Health,1e308,10",
      "SWE,all,all,2024-01-15,Health,1e308,10",
      "SWE,all,all,2024-01-08,Life,-1e308,10",
      "SWE,all,all,2024-01-15,Life,-1e308,10",
    ]);
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
  });
});
