import assert from "node:assert/strict";
import { type AnyId, idFromJson, parseTypedId, pathSegment, showId } from "../../../src/platform/ids";

describe("ids", () => {
  it('keep a number beyond 2^53 and the difference between 12 and "12"', () => {
    assert.equal(showId(idFromJson("9007199254740993") as AnyId), "9007199254740993");
    assert.equal(showId(idFromJson('"12"') as AnyId), "12");
    assert.notEqual(idFromJson('"12"'), idFromJson("12"));
  });

  it("are numbers or strings, nothing else", () => {
    for (const text of ["null", "true", "[1]", '{"a":1}', "NaN", '""']) assert.equal(idFromJson(text), undefined, text);
  });

  it("are escaped in an address", () => {
    assert.equal(pathSegment(idFromJson('"a/b ?#å"') as AnyId), "a%2Fb%20%3F%23%C3%A5");
  });

  it("that would climb out of their place in an address are refused", () => {
    assert.throws(() => pathSegment(idFromJson('".."') as AnyId), RangeError);
  });

  it("typed by a person are numbers when they look like whole numbers, else strings", () => {
    const typed: readonly [string, string | undefined][] = [
      ["12", "12"],
      [" 9007199254740993 ", "9007199254740993"],
      ["a-1", '"a-1"'],
      ["007", '"007"'],
      ['"12"', '"12"'],
      ['say "hi', '"say \\"hi"'],
      ["1.5", '"1.5"'],
      ["  ", undefined],
    ];
    for (const [text, expected] of typed) assert.equal(parseTypedId(text), expected, text);
  });
});
