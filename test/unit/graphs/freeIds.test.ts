import assert from "node:assert/strict";
import { FreeIds } from "../../../src/graphs/freeIds";

describe("free ids", () => {
  it("are the wished one, a number behind it, or the next number", () => {
    const names = new FreeIds(["tv", "tv 2", "7"]);
    assert.deepEqual(
      [names.take("radio"), names.take("tv"), names.take("tv 2"), names.take("7")],
      [...["radio", "tv 3", "tv 4", "7 2"]],
    );
    const numbers = new FreeIds(["3", "12345678901234567890"]);
    assert.deepEqual(
      [numbers.find("3"), numbers.take("3"), numbers.take("3"), numbers.take("5")],
      [...["12345678901234567891", "12345678901234567891", "12345678901234567892", "5"]],
    );
    assert.equal(numbers.take("x"), "x");
    assert.equal(numbers.take("3"), "3 2");
  });
});
