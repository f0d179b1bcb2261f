import assert from "node:assert/strict";
import fc from "fast-check";
import { differenceOf, theirChange } from "../../../src/graphs/theirChange";
import { changedText } from "../../../src/jsonText/changes";

const letters = fc.string({ unit: fc.constantFrom("a", "b", "1", "\n"), maxLength: 12 });
const made = (text: string, change: ReturnType<typeof differenceOf>): string =>
  change === undefined ? text : changedText(text, [change]);

describe("a text that others have changed meanwhile", () => {
  it("becomes theirs by the one place where it differs", () => {
    fc.assert(fc.property(letters, letters, (one, other) => made(one, differenceOf(one, other)) === other));
    assert.deepEqual(differenceOf('{"a": 2, "b": 1}', '{"a": 3, "b": 1}'), { start: 6, end: 7, text: "3" });
  });

  it("holds both changes where they are about different places, whoever was first", () => {
    fc.assert(
      fc.property(letters, letters, letters, letters, letters, (head, mine, middle, theirs, tail) => {
        const base = `${head}<old>${middle}=<old>${tail}`;
        const here = `${head}<${mine}>${middle}=<old>${tail}`;
        const there = `${head}<old>${middle}=<${theirs}>${tail}`;
        const both = `${head}<${mine}>${middle}=<${theirs}>${tail}`;
        assert.equal(made(here, theirChange(base, here, there)), both);
        assert.equal(made(there, theirChange(base, there, here)), both);
      }),
    );
  });

  it("is neither of the two where both have changed the same place, or places that touch", () => {
    assert.equal(theirChange('{"a": 2}', '{"a": 3}', '{"a": 4}'), undefined);
    assert.equal(theirChange("[1, 2]", "[1, 2, 3]", "[1, 2, 4]"), undefined);
    assert.equal(theirChange("ab", "xb", "ay"), undefined);
  });
});
