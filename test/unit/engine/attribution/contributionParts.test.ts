import assert from "node:assert/strict";
import { combineContributions } from "../../../../src/sandbox/engine/attribution/combineContributions";
import { driverSeries } from "../../../../src/sandbox/engine/attribution/driverSeries";
import { cellsOf, sharedCells } from "../../../../src/sandbox/engine/attribution/memberCells";
import { sliceContributions } from "../../../../src/sandbox/engine/attribution/sliceContributions";

const DATES = ["2024-01-01", "2024-02-05", "2024-04-01", "2025-01-06"];

/** A number that says of which draw, driver, unit and date it is. */
function drawsOf(drivers: readonly string[], units: readonly string[], drawCount: number) {
  const numbers = (blocks: number) =>
    Float64Array.from({ length: blocks * units.length * DATES.length }, (_, at) => {
      const [date, rest] = [at % DATES.length, Math.floor(at / DATES.length)];
      const [unit, block] = [rest % units.length, Math.floor(rest / units.length)];
      return block * 100 + unit * 10 + date;
    });
  return {
    engine: "1",
    seed: 7,
    drivers: drivers.map((name) => ({ name, kind: "media" as const, zeroSum: false })),
    units,
    dates: DATES,
    reference: "training mean",
    drawCount,
    contributions: numbers(drawCount * drivers.length),
    price: numbers(1),
    investment: new Map([["TV", numbers(1)]]),
  };
}

describe("parts and sums of contributions", () => {
  const draws = drawsOf(["Base", "TV"], ["Tea", "Coffee"], 2);
  const part = (slice: Parameters<typeof cellsOf>[1]) => {
    const cells = cellsOf(draws, slice);
    return cells && sliceContributions(draws, cells);
  };

  it("a slice has the numbers of its dates and its product, everywhere", () => {
    const cut = part({ from: "2024-02-01", to: "2024-12-31", product: "Coffee" });
    assert.deepEqual([cut?.dates, cut?.units], [DATES.slice(1, 3), ["Coffee"]]);
    assert.deepEqual([...(cut?.contributions ?? [])], [11, 12, 111, 112, 211, 212, 311, 312]);
    assert.deepEqual([...(cut?.price ?? [])], [11, 12]);
    assert.deepEqual([...(cut?.investment.get("TV") ?? [])], [11, 12]);
  });

  it("a slice of everything is the whole, and one of nothing is none", () => {
    assert.equal(part({}), draws);
    assert.equal(part({ product: "all" }), draws);
    assert.equal(part({ from: "2026-01-01" }), undefined);
    assert.equal(part({ product: "Soup" }), undefined);
  });

  it("of several tables only the dates that all of them have count, and those without any are left out", () => {
    const tables = [
      { units: ["a"], dates: DATES },
      { units: ["b"], dates: DATES.slice(1) },
      { units: ["c"], dates: ["2020-01-01"] },
    ];
    assert.deepEqual(
      sharedCells(tables.slice(0, 2), { to: "2024-12-31" }).map(({ table, cells }) => [table.units, cells]),
      [
        [["a"], { from: 1, to: 3, units: [0] }],
        [["b"], { from: 0, to: 2, units: [0] }],
      ],
    );
    assert.deepEqual(sharedCells(tables, {}), []);
    assert.deepEqual(sharedCells(tables, { from: "2024-01-01" }).length, 2);
  });

  it("several attributions add up, unit beside unit, with zeros where one lacks a driver", () => {
    const other = drawsOf(["Base", "Radio"], ["Milk"], 4);
    const both = combineContributions([draws, other], [0, 0]);
    assert.ok(both);
    assert.deepEqual(
      [both.drivers.map(({ name }) => name), both.units, both.drawCount],
      [["Base", "TV", "Radio"], ["Tea", "Coffee", "Milk"], 2],
    );
    const row = (draw: number, driver: number, unit: number) => {
      const start = ((draw * 3 + driver) * 3 + unit) * DATES.length;
      return [...both.contributions.subarray(start, start + DATES.length)];
    };
    assert.deepEqual(row(1, 1, 1), [310, 311, 312, 313], "TV of the second draw, for coffee");
    assert.deepEqual(row(1, 1, 2), [0, 0, 0, 0], "milk has no TV");
    // The second of two draws is the third of four.
    assert.deepEqual(row(1, 2, 2), [500, 501, 502, 503]);
    assert.equal(combineContributions([draws], [0]), draws);
    assert.equal(combineContributions([], []), undefined);
  });

  // Base has the draws 10 + 2 date and 410 + 2 date, over both units.
  for (const [by, dates, mean, lo] of [
    ["period", DATES, [210, 212, 214, 216], [110, 112, 114, 116]],
    ["quarter", ["2024-01-01", "2024-04-01", "2025-01-06"], [422, 214, 216], [222, 114, 116]],
    ["year", ["2024-01-01", "2025-01-06"], [636, 216], [336, 116]],
  ] as const) {
    it(`series by ${by} sum units and dates before they take means and intervals`, () => {
      const table = driverSeries(draws, [1, 2, 3, null], { level: 0.5, by });
      assert.deepEqual([table.by, table.dates, table.series[0]?.driver], [by, dates, "Base"]);
      assert.deepEqual([table.series[0]?.mean, table.series[0]?.lo], [mean, lo]);
      assert.deepEqual(
        table.series[0]?.hi,
        mean.map((value, at) => 2 * value - (lo[at] ?? 0)),
      );
      assert.deepEqual(table.actual, { period: [1, 2, 3, null], quarter: [3, 3, null], year: [6, null] }[by]);
    });
  }

  it("series of very many dates and drivers are put together until they can be sent, and say so", () => {
    const dates = Array.from({ length: 900 }, (_, day) =>
      new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const drivers = Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, kind: "media" as const, zeroSum: false }));
    const contributions = new Float64Array(dates.length * drivers.length).fill(Math.PI * 1e5);
    const many = { ...draws, units: ["a"], dates, drivers, drawCount: 1, contributions };
    const actual = dates.map(() => 1);
    const table = driverSeries(many, actual, { level: 0.9, by: "period" });
    assert.equal(table.by, "quarter");
    assert.ok(JSON.stringify(table).length < 1_000_000);
    const few = driverSeries({ ...many, drivers: drivers.slice(0, 27) }, actual, { level: 0.9, by: "period" });
    assert.equal(few.by, "period");
    assert.ok(JSON.stringify(few).length < 1_000_000);
  });
});
