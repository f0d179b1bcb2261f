import assert from "node:assert/strict";
import fc from "fast-check";
import { sliceJson } from "../../../../src/sandbox/training/sliceJson";

describe("the characters of a JSON value", () => {
  it("stay as they are: numbers, spaces, order, escapes", () => {
    const nodes = '[ {"b":1.0, "a":123456789012345678901,"s":"}],\\"\\\\"} ]';
    const text = `{"x":[1,{"nodes":0}], "graph" : {"edges":[],"nodes": ${nodes} }}`;
    assert.equal(sliceJson(text, ["graph", "nodes"]), nodes);
    assert.equal(sliceJson(text, ["graph", "edges"]), "[]");
  });

  it("are those of the last of two equal keys, and of none where there is no such key", () => {
    assert.equal(sliceJson('{"a":1,"a":2}', ["a"]), "2");
    assert.equal(sliceJson('{"a":1}', ["b"]), undefined);
    assert.equal(sliceJson("[1]", ["a"]), undefined);
    assert.equal(sliceJson('{"\\u0061":{"b":3}}', ["a", "b"]), "3");
  });

  it("mean what JSON.parse says, for any document", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (document, spaced) => {
        const text = JSON.stringify(document, undefined, spaced ? 2 : 0);
        for (const [key, value] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
          assert.deepEqual(JSON.parse(sliceJson(text, [key]) ?? ""), value);
        }
      }),
    );
  });
});
