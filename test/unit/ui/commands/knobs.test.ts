import assert from "node:assert/strict";
import { knobValues, parseKnob, parseSeed } from "../../../../src/ui/commands/ask/knobs";

describe("the numbers of a training", () => {
  it("have sensible values around the usual one, each once", () => {
    const values = (...args: Parameters<typeof knobValues>) =>
      knobValues(...args).map(({ pace, value }) => `${pace} ${String(value)}`);
    assert.deepEqual(values("epochs", 50), ["usual 50", "quick 10", "thorough 200"]);
    assert.deepEqual(values("learningRate", 0.001), ["usual 0.001", "quick 0.005", "thorough 0.0002"]);
    assert.deepEqual(values("learningRate", 0.5), ["usual 0.5", "quick 1", "thorough 0.1"]);
    assert.deepEqual(values("samples", 1), ["usual 1", "thorough 4"]);
  });

  it("are taken only as a server takes them", () => {
    for (const text of ["7", " 7 "]) assert.equal(parseKnob("epochs", text), 7);
    for (const text of ["", " ", "0", "-1", "1.5", "1e20", "ten"]) assert.equal(parseKnob("samples", text), undefined);
    for (const text of ["0.01", "0,01", "1e-2"]) assert.equal(parseKnob("learningRate", text), 0.01);
    for (const text of ["", "0", "1.1", "-0.1", "fast"]) assert.equal(parseKnob("learningRate", text), undefined);
  });

  it("take a seed only where it is a whole number that is not below 0", () => {
    assert.deepEqual(["0", " 7 ", "12345"].map(parseSeed), [0, 7, 12345]);
    for (const text of ["", " ", "-1", "1.5", "1e3", "99999999999999999999"]) assert.equal(parseSeed(text), undefined);
  });
});
