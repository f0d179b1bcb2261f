import assert from "node:assert/strict";
import { Recent } from "../../../../src/sandbox/training/recent";

describe("what was used last", () => {
  it("is kept up to a weight, and what was used longest ago goes first", () => {
    const recent = new Recent<string>(10, (text) => text.length);
    recent.keep("a", "1234");
    recent.keep("b", "1234");
    assert.equal(recent.get("a"), "1234");
    recent.keep("c", "1234");
    assert.deepEqual([recent.get("a"), recent.get("b"), recent.get("c")], ["1234", undefined, "1234"]);
    recent.keep("d", "12345678901");
    assert.deepEqual([recent.get("a"), recent.get("c"), recent.get("d")], [undefined, undefined, undefined]);
  });

  it("does not weigh twice", () => {
    const recent = new Recent<string>(10, (text) => text.length);
    for (let i = 0; i < 5; i++) recent.keep("a", "1234");
    recent.keep("b", "1234");
    assert.equal(recent.get("a"), "1234");
  });
});
