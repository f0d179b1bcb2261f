import assert from "node:assert/strict";
import { driverTable } from "../../support/driverTable";
import { type AttributionResult } from "../../../src/platform/results";

const share = { p50: 0.25, lo: 0.1, hi: 0.4 };
const numbers = { mean: 1234.4, p50: 1234.4, lo: -5.6, hi: 2000 };

const result: AttributionResult = {
  ...{ v: 1, engine: "1", seed: 7, draws: 200, level: 0.9, currency: null, dates: ["2024-01-01", "2024-01-08"] },
  total: { mean: 5000, p50: 5000, lo: 4900, hi: 5100 },
  totals: [
    {
      driver: "Price",
      kind: "price",
      product: "all",
      ...numbers,
      p50: -10,
      share,
      pPositive: 0.1,
      reference: "training mean",
    },
    { driver: "TV", kind: "media", product: "all", ...numbers, share, pPositive: 1, reference: null },
  ],
  roi: [
    {
      ...{ channel: "TV", spend: 98765.4, spendShare: 1, effectShare: share, basis: "revenue" },
      ...{ mean: 1.3, p50: 1.25, lo50: 1.1, hi50: 1.4, lo: 0.75, hi: 2, pAbove1: 0.8 },
    },
  ],
};

describe("the demo's table of drivers", () => {
  it("shows contribution, spend and ROI with their intervals, largest first, and whose numbers they are", () => {
    const lines = driverTable(result)
      .split("\n")
      .map((line) => line.replace(/ {2,}/g, " | "));
    assert.equal(lines[0], "Driver | Kind | Units | 90 % | Share | 90 % | Spend | ROI | 90 %");
    assert.equal(lines[2], "TV | media | 1,234 | -6 .. 2,000 | 25.0% | 10.0% .. 40.0% | 98,765 | 1.25 | 0.75 .. 2.00");
    assert.equal(lines[3], "Price | price | -10 | -6 .. 2,000 | 25.0% | 10.0% .. 40.0%");
    assert.equal(lines[5], "Total | 5,000 | 4,900 .. 5,100 | 100.0% | 98,765");
    assert.ok(lines.includes("sandbox engine: not Alviss's own numbers"));
    assert.ok(lines.includes("Price: measured against the training mean."));
  });
});
