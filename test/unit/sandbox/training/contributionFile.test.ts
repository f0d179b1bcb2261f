import assert from "node:assert/strict";
import { keepContributions, readContributions } from "../../../../src/sandbox/training/contributionFile";
import { scratchFolder } from "../../../support/scratchFolder";

describe("kept contributions", () => {
  const folder = scratchFolder();
  const draws = (price: boolean) => ({
    engine: "1",
    seed: 7,
    drivers: [
      { name: "Base", kind: "base" as const, zeroSum: false },
      { name: "TV", kind: "media" as const, zeroSum: false },
    ],
    units: ["a", "b"],
    dates: ["2024-01-01", "2024-01-08", "2024-01-15"],
    reference: "training mean",
    drawCount: 2,
    contributions: Float64Array.from({ length: 24 }, (_, index) => index / 7),
    ...(price ? { price: Float64Array.from({ length: 6 }, (_, index) => 100 + index) } : {}),
    investment: new Map([
      ["TV", new Float64Array(6).fill(3)],
      ["Radio", new Float64Array(6).fill(4)],
    ]),
  });

  for (const price of [true, false]) {
    it(`come back number by number, ${price ? "with" : "without"} prices`, async () => {
      // The record goes through the database as JSON.
      const record: unknown = JSON.parse(JSON.stringify(await keepContributions(folder(), "a.f64", draws(price))));
      const { signal } = new AbortController();
      assert.deepEqual(await readContributions(folder(), record, signal), draws(price));
    });
  }
});
