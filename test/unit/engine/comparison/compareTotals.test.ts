import assert from "node:assert/strict";
import { storedDraws } from "../../../../src/sandbox/engine/attribution/decomposeSales";
import { summariseDraws } from "../../../../src/sandbox/engine/attribution/summariseDraws";
import { type Compared, compareTotals } from "../../../../src/sandbox/engine/comparison/compareTotals";
import { drawPairs } from "../../../../src/sandbox/engine/comparison/drawPairs";
import { drawTotals } from "../../../../src/sandbox/engine/comparison/drawTotals";
import { type ContributionDraws, type DriverKind } from "../../../../src/sandbox/engine/contract";
import { interval } from "../../../../src/sandbox/engine/diagnostics/interval";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";

const DATES = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"];
const kindOf = (name: string): DriverKind => (name === "Base" ? "base" : name === "Price" ? "price" : "media");

interface Setting {
  readonly seed: number;
  readonly drawCount?: number;
  readonly drivers?: readonly string[];
  readonly units?: readonly string[];
  /** Added to every draw of TV. */
  readonly more?: number;
  readonly priced?: boolean;
  /** Spend of each medium in each cell. */
  readonly spend?: number;
}

function drawsOf(setting: Setting): ContributionDraws {
  const { seed, drawCount = 400, drivers = ["Base", "TV", "Price"], units = ["all"], more = 0, spend = 5 } = setting;
  const random = new RandomStream(seed);
  const cells = units.length * DATES.length;
  const contributions = new Float64Array(drawCount * drivers.length * cells);
  for (let draw = 0, at = 0; draw < drawCount; draw++) {
    for (const name of drivers) {
      const level = (name === "Base" ? 100 : 10) + 2 * random.normal() + (name === "TV" ? more : 0);
      for (let cell = 0; cell < cells; cell++) contributions[at++] = level + 0.3 * random.normal();
    }
  }
  const media = drivers.filter((name) => kindOf(name) === "media");
  return {
    engine: "1",
    seed,
    drivers: drivers.map((name) => ({ name, kind: kindOf(name), zeroSum: name === "Price" })),
    units,
    dates: DATES,
    reference: "training mean",
    drawCount,
    contributions,
    ...(setting.priced !== false && { price: Float64Array.from({ length: cells }, (_, i) => 2 + 0.1 * i) }),
    investment: new Map(media.map((name) => [name, new Float64Array(cells).fill(spend)])),
  };
}

const all = (draws: ContributionDraws) => ({
  units: draws.units.map((_, at) => at),
  dates: draws.dates.map((_, at) => at),
});
const totalsOf = (draws: ContributionDraws) => drawTotals(storedDraws(draws), all(draws));

function agree(one: number | undefined, other: number | undefined, what: string): void {
  assert.ok(one !== undefined && other !== undefined, what);
  assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other)), `${what}: ${one} is not ${other}`);
}

describe("two results side by side", () => {
  const setting = { level: 0.9, pairing: "independent", unit: "units" } as const;
  const [a, b] = [drawsOf({ seed: 1 }), drawsOf({ seed: 2, drawCount: 300, more: 4 })];
  const compared = compareTotals({ ...setting, first: totalsOf(a), second: totalsOf(b) });
  const rowOf = (name: string, from = compared) => from.totals.find(({ driver }) => driver === name);

  it("agree with each result's own numbers, and differ in the mean by the difference of their means", () => {
    const [one, other] = [summariseDraws(a, 0.9), summariseDraws(b, 0.9)];
    const check = (pair: Compared | undefined, first: object, second: object, what: string): void => {
      for (const end of ["mean", "p50", "lo", "hi"] as const) {
        if (!(end in first)) continue;
        agree(pair?.first?.[end], (first as Record<string, number>)[end], `${what} ${end} of the first`);
        agree(pair?.second?.[end], (second as Record<string, number>)[end], `${what} ${end} of the second`);
      }
      if (!("mean" in first) || !("mean" in second)) return;
      agree(pair?.difference?.mean, (second.mean as number) - (first.mean as number), `${what} difference`);
    };
    check(compared.total, one.total, other.total, "total");
    for (const [at, { driver }] of one.totals.entries()) {
      const [mine, its] = [one.totals[at], other.totals.find((each) => each.driver === driver)];
      assert.ok(mine && its);
      check(rowOf(driver)?.amount, mine, its, driver);
      check(rowOf(driver)?.share, mine.share, its.share, `share of ${driver}`);
    }
    const [roi, otherRoi] = [one.roi[0], other.roi[0]];
    assert.ok(roi && otherRoi);
    check(compared.roi[0]?.roi, roi, otherRoi, "ROI");
    agree(compared.roi[0]?.roi.first?.lo50, roi.lo50, "50 %");
    check(compared.media?.share, one.media?.share ?? {}, other.media?.share ?? {}, "share of media");
  });

  it("has the interval of independent draws: as wide as both together, and where a direct computation has it", () => {
    const difference = rowOf("TV")?.amount.difference;
    assert.ok(difference);
    const [one, other] = [totalsOf(a), totalsOf(b)].map(({ units, drawCount }) =>
      units.subarray(drawCount, 2 * drawCount),
    );
    assert.ok(one && other);
    // Every draw of one with every draw of the other: what pairs at random estimate.
    const every = new Float64Array(one.length * other.length);
    other.forEach((mine, i) => one.forEach((its, j) => (every[i * one.length + j] = mine - its)));
    const direct = interval(every, 0.9);
    const width = direct.hi - direct.lo;
    for (const end of ["p50", "lo", "hi"] as const) {
      assert.ok(Math.abs(difference[end] - direct[end]) < 0.12 * width, `${end}: ${difference[end]}, ${direct[end]}`);
    }
    const higher = every.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / every.length;
    assert.ok(Math.abs(difference.pHigher - higher) < 0.05, `${difference.pHigher}, ${higher}`);
    assert.ok(difference.pHigher > 0.75);
  });

  it("do not pair two fits that moved alike by number: the interval stays that of independent draws", () => {
    // Same seed: draw by draw the same noise, so that pairs by number would all differ by the same.
    const twin = drawsOf({ seed: 1, more: 4 });
    const independent = compareTotals({ ...setting, first: totalsOf(a), second: totalsOf(twin) });
    const paired = compareTotals({ ...setting, pairing: "draw", first: totalsOf(a), second: totalsOf(twin) });
    const width = (from: typeof paired): number => {
      const { lo = NaN, hi = NaN } = rowOf("TV", from)?.amount.difference ?? {};
      return hi - lo;
    };
    assert.ok(width(paired) < 1e-9, `paired: ${width(paired)}`);
    agree(rowOf("TV", paired)?.amount.difference?.p50, 4 * DATES.length, "every pair differs by the same");
    const own = rowOf("TV")?.amount.first;
    assert.ok(own && width(independent) > 1.2 * (own.hi - own.lo), `independent: ${width(independent)}`);
    assert.deepEqual([paired.pairing, paired.pairs, independent.pairing], ["draw", 400, "independent"]);
  });

  it("takes pairs of one fit from equally many draws, and each result's own numbers from all of its draws", () => {
    const [few, many] = [drawsOf({ seed: 1, drawCount: 40 }), a];
    const again = drawsOf({ seed: 1, drawCount: 40, more: 1 });
    const made = compareTotals({
      ...{ level: 0.9, pairing: "draw", unit: "units", first: totalsOf(many), second: totalsOf(few) },
      paired: { first: totalsOf(few), second: totalsOf(again) },
    });
    const row = rowOf("TV", made)?.amount;
    agree(row?.first?.mean, summariseDraws(many, 0.9).totals[1]?.mean, "all draws");
    agree(row?.difference?.p50, DATES.length, "pairs");
    agree(row?.difference?.mean, (row?.second?.mean ?? NaN) - (row?.first?.mean ?? NaN), "difference of means");
    assert.equal(made.pairs, 40);
    assert.throws(() => drawPairs("draw", 40, 400), /one by one/);
  });

  it("says equal draws of one fit are no evidence for either", () => {
    const same = compareTotals({ ...setting, pairing: "draw", first: totalsOf(a), second: totalsOf(a) });
    assert.deepEqual(
      [rowOf("TV", same)?.amount.difference?.pHigher, same.total.difference?.lo, same.total.difference?.hi],
      [0.5, 0, 0],
    );
  });

  it("keeps what only one of the two has, without a difference, after what both have", () => {
    const other = drawsOf({ seed: 3, drivers: ["Base", "Radio", "Price"] });
    const { totals, roi } = compareTotals({ ...setting, first: totalsOf(a), second: totalsOf(other) });
    assert.deepEqual(
      totals.map(({ driver, amount: { first, second, difference } }) => [
        driver,
        ...[first, second, difference].map((each) => each !== null),
      ]),
      [
        ["Base", true, true, true],
        ["TV", true, false, false],
        ["Price", true, true, true],
        ["Radio", false, true, false],
      ],
    );
    assert.deepEqual(
      roi.map(({ channel, spend, roi }) => [channel, spend.first, spend.second, roi.difference]),
      [
        ["TV", 20, null, null],
        ["Radio", null, 20, null],
      ],
    );
  });

  it("counts a name that means two kinds of drivers as two", () => {
    const other: ContributionDraws = {
      ...b,
      drivers: b.drivers.map((driver) => (driver.name === "TV" ? { ...driver, kind: "events" } : driver)),
    };
    const { totals } = compareTotals({ ...setting, first: totalsOf(a), second: totalsOf(other) });
    const both = totals.filter(({ driver }) => driver === "TV");
    assert.deepEqual(
      both.map(({ kind, amount }) => [kind, amount.difference]),
      [
        ["media", null],
        ["events", null],
      ],
    );
  });

  it("compares revenue only where both have prices, and no return without spend", () => {
    const revenue = compareTotals({ ...setting, unit: "revenue", first: totalsOf(a), second: totalsOf(b) });
    assert.equal(revenue.unit, "revenue");
    agree(rowOf("TV", revenue)?.amount.first?.mean, 20 * (revenue.roi[0]?.roi.first?.mean ?? NaN), "ROI times spend");
    const unpriced = drawsOf({ seed: 2, priced: false });
    const without = compareTotals({ ...setting, unit: "revenue", first: totalsOf(a), second: totalsOf(unpriced) });
    assert.deepEqual([without.unit, without.roi, without.media?.roi], ["units", [], null]);
    const unspent = drawsOf({ seed: 2, spend: 0 });
    const { roi, media } = compareTotals({ ...setting, first: totalsOf(a), second: totalsOf(unspent) });
    assert.deepEqual(
      [roi[0]?.spend.second, roi[0]?.roi.second, roi[0]?.roi.difference, media?.roi],
      [0, null, null, null],
    );
  });

  it("sums the cells that both have and no others", () => {
    const several = drawsOf({ seed: 4, units: ["Beans", "Ground"], drawCount: 3 });
    const part = drawTotals(storedDraws(several), { units: [1], dates: [0, 2] });
    const width = DATES.length;
    const size = 2 * width;
    const at = (draw: number, driver: number, date: number) =>
      several.contributions[(draw * 3 + driver) * size + width + date] ?? NaN;
    agree(part.units[1 * 3 + 2], at(2, 1, 0) + at(2, 1, 2), "TV in draw 2");
    agree(part.spend.get("TV"), 10, "spend");
    const price = (date: number) => several.price?.[width + date] ?? NaN;
    agree(part.revenue?.[3], at(0, 1, 0) * price(0) + at(0, 1, 2) * price(2), "revenue");
  });

  it("puts draws together at random, each about equally often, and the same every time", () => {
    const pairs = drawPairs("independent", 100, 250);
    const counts = new Map<number, number>();
    for (const draw of pairs.first) counts.set(draw, (counts.get(draw) ?? 0) + 1);
    assert.deepEqual([counts.size, Math.min(...counts.values()), Math.max(...counts.values())], [100, 2, 3]);
    assert.equal(new Set(pairs.second).size, 250);
    assert.deepEqual(pairs, drawPairs("independent", 100, 250));
    const together = [...pairs.first].filter((draw, i) => draw === pairs.second[i]).length;
    assert.ok(together < 15, `${together} pairs by number`);
  });
});
