import assert from "node:assert/strict";
import fc from "fast-check";
import { member, readJson, toValue } from "../../../src/jsonText/read";
import { JsonTextError } from "../../../src/jsonText/scan";

/** Big integers as JSON.parse gives them: rounded. */
function rounded(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
}

describe("reading JSON text", () => {
  it("agrees with JSON.parse on every ordinary document", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        assert.deepEqual(rounded(toValue(readJson(text))), JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it("refuses whatever JSON.parse refuses, but for NaN and the infinities", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", ",", "]", '"', "x", "{", "\\", "0"), (text, at, noise) => {
        const cut = at % (text.length + 1);
        const broken = text.slice(0, cut) + noise + text.slice(cut + 1);
        let parses = true;
        try {
          JSON.parse(broken);
        } catch {
          parses = false;
        }
        if (parses) assert.deepEqual(rounded(toValue(readJson(broken))), JSON.parse(broken));
        else assert.throws(() => readJson(broken), JsonTextError);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps integers that a number cannot hold", () => {
    assert.deepEqual(toValue(readJson("[9007199254740993,-9007199254740993,1.5,9007199254740991]")), [
      9007199254740993n,
      -9007199254740993n,
      1.5,
      9007199254740991,
    ]);
  });

  it("accepts what Python writes for numbers that are none", () => {
    assert.deepEqual(toValue(readJson("[NaN,Infinity,-Infinity]")), [NaN, Infinity, -Infinity]);
  });

  it("takes the last of equal keys and treats __proto__ as a key", () => {
    assert.equal(member(readJson('{"a":1,"a":2}'), "a")?.text, "2");
    const value = toValue(readJson('{"__proto__":{"polluted":true}}')) as object;
    assert.deepEqual(Object.keys(value), ["__proto__"]);
    assert.equal("polluted" in value, false);
  });

  it("passes over a byte order mark", () => {
    assert.equal(toValue(readJson("\ufeff 1")), 1);
  });

  it("refuses nesting that would exhaust the stack", () => {
    assert.throws(() => readJson("[".repeat(200_000)), /Nested deeper/);
  });
});
