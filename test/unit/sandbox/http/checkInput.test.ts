import assert from "node:assert/strict";
import { checkInput } from "../../../../src/sandbox/http/checkInput";
import { modelParam } from "../../../../src/sandbox/http/inputShapes";
import { type Invalid } from "../../../../src/sandbox/http/refusal";

describe("a number in a request", () => {
  const checked = (epochs: unknown, rate: unknown) => {
    const errors: Invalid[] = [];
    const value = checkInput(modelParam, { epochs, learning_rate: rate, samples: 3 }, "body", errors);
    return value ?? errors.map(({ type }) => type);
  };

  it("may be written as text, as the platform's framework takes it", () => {
    const expected = { epochs: 500, learning_rate: 0.001, samples: 3 };
    for (const [epochs, rate] of [
      [500, 0.001],
      ["500", "0.001"],
      ["+500", "1e-3"],
      ["0500", ".001"],
    ]) {
      assert.deepEqual(checked(epochs, rate), expected);
    }
  });

  it("is refused where the text is no number, and checked where it is one", () => {
    assert.deepEqual(checked("0x5", "fast"), ["int_parsing", "float_parsing"]);
    assert.deepEqual(checked("", ""), ["int_parsing", "float_parsing"]);
    assert.deepEqual(checked("1.5", "Infinity"), ["int_parsing", "float_parsing"]);
    assert.deepEqual(checked(true, null), ["int_type", "float_type"]);
    assert.deepEqual(checked("0", "0"), ["greater_than_equal", "greater_than"]);
  });
});
