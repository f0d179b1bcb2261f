import assert from "node:assert/strict";
import fc from "fast-check";
import { laidOut } from "../../../src/jsonText/layout";
import { readJson, toValue } from "../../../src/jsonText/read";

describe("a JSON text laid out for a reader", () => {
  it("keeps big numbers, spellings, doubled keys and words that are no JSON", () => {
    const text =
      '\uFEFF{"id":90071992547409931,"r2":1.0, "r2":-0,"at":NaN,"e":{},"l":[ ],"s":"a\\u00e4, b","in":[{"x":[1]}]}';
    assert.equal(
      laidOut(text),
      `{
  "id": 90071992547409931,
  "r2": 1.0,
  "r2": -0,
  "at": NaN,
  "e": {},
  "l": [],
  "s": "a\\u00e4, b",
  "in": [
    {
      "x": [
        1
      ]
    }
  ]
}`,
    );
  });

  it("says the same as before, and is laid out already the second time", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = laidOut(JSON.stringify(value));
        assert.deepEqual(toValue(readJson(once)), toValue(readJson(JSON.stringify(value))));
        assert.equal(once, JSON.stringify(value, null, 2));
        assert.equal(laidOut(once), once);
      }),
    );
  });

  it("refuses what is no JSON", () => {
    for (const text of ["", "{", "[1,]", "{} x"]) assert.throws(() => laidOut(text), { name: "JsonTextError" });
  });
});
