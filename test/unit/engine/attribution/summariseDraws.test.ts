import assert from "node:assert/strict";
import { summariseDraws } from "../../../../src/sandbox/engine/attribution/summariseDraws";
import { type ContributionDraws } from "../../../../src/sandbox/engine/contract";

const DRAW_COUNT = 101;
const UNITS = ["a", "b"];
const DATES = ["2024-01-01", "2024-01-08"];

/** Draw s = 0..100: TV brings s on every date in unit a and 2 s in unit b, the base 1000, price takes s away and gives it back. */
function draws(): ContributionDraws {
  const drivers = [
    { name: "Base", kind: "base", zeroSum: false },
    { name: "TV", kind: "media", zeroSum: false },
    { name: "Radio", kind: "media", zeroSum: false },
    { name: "Price", kind: "price", zeroSum: true },
  ] as const;
  const value = (s: number, name: string, u: number, t: number): number =>
    ({ Base: 1000, TV: s * (u + 1), Radio: 50, Price: t === 0 ? -s : s })[name] ?? NaN;
  const contributions = Array.from({ length: DRAW_COUNT }, (_, s) =>
    drivers.flatMap(({ name }) => UNITS.flatMap((_unit, u) => DATES.map((_date, t) => value(s, name, u, t)))),
  );
  return {
    engine: "1",
    seed: 1,
    drivers,
    units: UNITS,
    dates: DATES,
    reference: "training mean",
    drawCount: DRAW_COUNT,
    contributions: Float64Array.from(contributions.flat()),
    // Unit a costs 10, unit b 20.
    price: Float64Array.of(10, 10, 20, 20),
    investment: new Map([
      ["TV", Float64Array.of(100, 200, 300, 400)],
      ["Radio", Float64Array.of(0, 0, 0, 0)],
    ]),
  };
}
const near = (actual: number | undefined, expected: number): void =>
  assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-9, `${actual} is not ${expected}`);

describe("summarising draws", () => {
  it("totals are sums over units and dates, with equal-tailed intervals of the draws", () => {
    const { totals, total } = summariseDraws(draws(), 0.9);
    const tv = totals.find(({ driver }) => driver === "TV");
    // The total of draw s is 6 s, s uniform on 0..100.
    near(tv?.mean, 300);
    near(tv?.p50, 300);
    near(tv?.lo, 30);
    near(tv?.hi, 570);
    near(tv?.pPositive, 100 / 101);
    assert.equal(tv?.product, "all");
    near(total.lo, 4000 + 200 + 30);
    near(
      total.mean,
      totals.reduce((sum, { mean }) => sum + mean, 0),
    );
  });

  it("takes all media together draw by draw, with a return over the channels that have spend", () => {
    const { media } = summariseDraws(draws(), 0.9);
    // Draw s: TV 6 s and Radio 200 of 4200 + 6 s units; TV's revenue 100 s over a spend of 1000.
    near(media?.share.p50, 500 / 4500);
    near(media?.share.lo, 230 / 4230);
    near(media?.share.hi, 770 / 4770);
    near(media?.roi?.p50, 5);
    near(media?.roi?.lo, 0.5);
    assert.equal(summariseDraws({ ...draws(), investment: new Map() }, 0.9).media?.roi, null);
    const drivers = draws().drivers.map((driver) => ({ ...driver, kind: "control" as const }));
    assert.equal(summariseDraws({ ...draws(), drivers }, 0.9).media, null);
  });

  it("intervals follow the level and are computed from the draws", () => {
    const half = summariseDraws(draws(), 0.5).totals.find(({ driver }) => driver === "TV");
    near(half?.lo, 150);
    near(half?.hi, 450);
  });

  it("shares are of the draw's own total", () => {
    const tv = summariseDraws(draws(), 0.9).totals.find(({ driver }) => driver === "TV");
    near(tv?.share.p50, 300 / 4500);
    near(tv?.share.hi, 570 / 4770);
  });

  it("zero-sum drivers name their reference level, others none", () => {
    const { totals } = summariseDraws(draws(), 0.9);
    assert.deepEqual(
      totals.map(({ reference }) => reference),
      [null, null, null, "training mean"],
    );
    const price = totals.find(({ driver }) => driver === "Price");
    near(price?.mean, 0);
  });

  it("a return is revenue at each unit's price over spend; a channel without spend has none", () => {
    const { roi } = summariseDraws(draws(), 0.9);
    assert.deepEqual(
      roi.map(({ channel }) => channel),
      ["TV"],
    );
    const [tv] = roi;
    // Revenue of draw s: 2 s at 10 and 4 s at 20 = 100 s; spend 1000.
    near(tv?.spend, 1000);
    near(tv?.spendShare, 1);
    near(tv?.p50, 5);
    near(tv?.lo, 0.5);
    near(tv?.hi, 9.5);
    near(tv?.lo50, 2.5);
    near(tv?.hi50, 7.5);
    near(tv?.mean, 5);
    near(tv?.pAbove1, 90 / 101);
    near(tv?.effectShare.p50, 300 / 500);
  });

  it("without prices there are no returns", () => {
    const unpriced: { -readonly [K in keyof ContributionDraws]: ContributionDraws[K] } = draws();
    delete unpriced.price;
    assert.deepEqual(summariseDraws(unpriced, 0.9).roi, []);
  });
});
