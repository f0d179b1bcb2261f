import assert from "node:assert/strict";
import { stopsOf } from "../../../../webview/graph-editor/slider";

describe("a slider", () => {
  it("stops at every whole number of a short range, and at each once where many are passed", () => {
    assert.deepEqual(stopsOf({ min: 0, max: 5, by: "steps", whole: true }, 3), [0, 1, 2, 3, 4, 5]);
    const lags = stopsOf({ min: 1, max: 365, by: "factors", whole: true }, 13);
    assert.equal(lags[lags.indexOf(13) + 1], 14);
    assert.deepEqual([lags[0], lags.at(-1)], [1, 365]);
    assert.ok(lags.every((stop, at) => Number.isInteger(stop) && (at === 0 || stop > (lags[at - 1] ?? 0))));
  });

  it("holds the number that stands there, however it is, and widens for one beyond its range", () => {
    assert.ok(stopsOf({ min: 0.01, max: 10, by: "factors" }, 0.12345).includes(0.12345));
    assert.equal(stopsOf({ min: -5, max: 5, by: "steps" }, 40).at(-1), 40);
    assert.equal(stopsOf({ min: 0.1, max: 100, by: "factors" }, 0.001)[0], 0.001);
  });

  it("has no stop for each of very many whole numbers", () => {
    const stops = stopsOf({ min: 1, max: 26, by: "steps", whole: true }, 1_000_000_000);
    assert.ok(stops.length <= 202, String(stops.length));
    assert.ok(stops.every(Number.isInteger));
  });

  it("stops at short numbers", () => {
    const stops = stopsOf({ min: -5, max: 5, by: "steps" }, 0.2);
    assert.ok(stops.every((stop) => String(stop).length <= 5));
  });
});
