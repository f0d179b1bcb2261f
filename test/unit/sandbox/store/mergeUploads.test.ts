import assert from "node:assert/strict";
import fc from "fast-check";
import { mergeRows } from "../../../../src/sandbox/store/mergeUploads";
import { dataRows, plainRows } from "../../../support/dataRows";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const sales = (...rows: string[]) => dataRows("Sales", [SALES, ...rows].join("\n"));

describe("mergeUploads", function () {
  this.timeout(20_000);

  it("takes the later file where keys agree and keeps all other rows", async () => {
    const merged = mergeRows([
      await sales("SWE,all,all,2024-01-08,Health,1,10", "SWE,all,all,2024-01-15,Health,2,10"),
      await sales("SWE,all,all,2024-01-15,Health,20,11", "SWE,all,all,2024-01-15,Life,30,12"),
      await sales("NOR,all,all,2024-01-15,Health,4,13"),
    ]);
    assert.ok(merged);
    assert.deepEqual(
      plainRows(merged).map(({ Country, Date, Product, UnitsSold, PricePerUnit }) => [
        Country,
        Date,
        Product,
        UnitsSold,
        PricePerUnit,
      ]),
      [
        ["SWE", "2024-01-08", "Health", 1, 10],
        ["SWE", "2024-01-15", "Health", 20, 11],
        ["SWE", "2024-01-15", "Life", 30, 12],
        ["NOR", "2024-01-15", "Health", 4, 13],
      ],
    );
  });

  it("lets an empty value of the later file win too: the row counts whole", async () => {
    const merged = mergeRows([
      await sales("SWE,all,all,2024-01-08,Health,1,10"),
      await sales("SWE,all,all,2024-01-08,Health,,11"),
    ]);
    assert.ok(merged);
    assert.deepEqual(
      plainRows(merged).map(({ UnitsSold, PricePerUnit }) => [UnitsSold, PricePerUnit]),
      [[NaN, 11]],
    );
  });

  it("sees the same key in files with different columns", async () => {
    const plain = "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value";
    const narrow = await dataRows("Media", `${plain}\nSWE,all,all,2024-01-08,all,TV,all,Investment,1`);
    const wide = await dataRows(
      "Media",
      `${plain},Device\nSWE,all,all,2024-01-08,all,TV,all,Investment,2,\nSWE,all,all,2024-01-08,all,TV,all,Investment,3,Phone`,
    );
    const merged = mergeRows([narrow, wide]);
    assert.ok(merged);
    assert.deepEqual(
      plainRows(merged).map(({ Device, Value }) => [Device, Value]),
      [
        ["all", 2],
        ["Phone", 3],
      ],
    );
  });

  it("keeps a column that only one file has, without values for the others", async () => {
    const profit = await dataRows("Sales", `${SALES},ProfitPerUnit\nSWE,all,all,2024-01-15,Health,1,2,0.5`);
    const merged = mergeRows([await sales("SWE,all,all,2024-01-08,Health,1,10"), profit]);
    assert.ok(merged);
    assert.deepEqual(
      plainRows(merged).map(({ ProfitPerUnit }) => ProfitPerUnit),
      [NaN, 0.5],
    );
  });

  it("tells events by both of their dates", async () => {
    const events = (end: string) =>
      dataRows("Events", `Country,Region,Grouping,StartDate,EndDate,Event\nSWE,all,all,2024-01-08,${end},Strike`);
    const merged = mergeRows([await events("2024-01-08"), await events("2024-01-09"), await events("2024-01-09")]);
    assert.equal(merged?.size, 2);
  });

  it("comes to what a Map of keys comes to, over any files", async () => {
    const row = fc.tuple(fc.constantFrom("SWE", "NOR"), fc.nat(3), fc.constantFrom("A", "B", "C"), fc.nat(99));
    const file = fc.uniqueArray(row, {
      minLength: 1,
      maxLength: 12,
      selector: ([country, week, product]) => `${country}${String(week)}${product}`,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const dates = ["2024-01-08", "2024-01-15", "2024-01-22", "2024-01-29"];
        const expected = new Map<string, number>();
        const tables = await Promise.all(
          files.map((rows) =>
            sales(
              ...rows.map(
                ([country, week, product, units]) =>
                  `${country},all,all,${dates[week] ?? ""},${product},${String(units)},1`,
              ),
            ),
          ),
        );
        for (const [country, week, product, units] of files.flat())
          expected.set(`${country} ${dates[week] ?? ""} ${product}`, units);
        const merged = mergeRows(tables);
        assert.ok(merged);
        const found = plainRows(merged).map((each) => [
          `${String(each["Country"])} ${String(each["Date"])} ${String(each["Product"])}`,
          each["UnitsSold"],
        ]);
        assert.deepEqual(found, [...expected]);
      }),
      { numRuns: 60 },
    );
  });
});
