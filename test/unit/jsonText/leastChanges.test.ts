import assert from "node:assert/strict";
import fc from "fast-check";
import { changedText } from "../../../src/jsonText/changes";
import { leastChanges } from "../../../src/jsonText/leastChanges";
import { readJson } from "../../../src/jsonText/read";

const made = (text: string, wanted: string): string =>
  changedText(text, leastChanges(text, readJson(text), readJson(wanted)));

describe("making one value another", () => {
  const text = '{\n  "a": 1.0,\n  "list": [\n    "\\u00e4",\n    {"big": 12345678901234567890}\n  ],\n  "b": 1e-7\n}';

  it("changes the characters of what differs and leaves lines, spaces and spellings alone", () => {
    const rows: readonly (readonly [wanted: string, after: string])[] = [
      ['{"a": 1.0, "list": ["\\u00e4", {"big": 12345678901234567890}], "b": 1e-7}', text],
      ['{"a": 1.0, "list": ["\\u00e4", {"big": 3}], "b": 1e-7}', text.replace("12345678901234567890", "3")],
      ['{"a": 1.0, "list": ["\\u00e4"], "b": 1e-7}', text.replace(',\n    {"big": 12345678901234567890}', "")],
      ['{"a": 1.0, "list": ["\\u00e4", {"big": 12345678901234567890}]}', text.replace(',\n  "b": 1e-7', "")],
      [
        '{"a": 1.0, "list": ["\\u00e4", {"big": 12345678901234567890}], "b": 1e-7, "c": null}',
        text.replace("1e-7", '1e-7,\n  "c": null'),
      ],
    ];
    for (const [wanted, after] of rows) assert.equal(made(text, wanted), after);
  });

  it("takes the new text whole where members change places, come and go at once, or stand there twice", () => {
    for (const wanted of ['{"b": 1, "a": 2}', '{"a": 1, "c": 3}', '{"a": 1, "a": 2}'])
      assert.equal(made('{ "a": 1,  "b": 2 }', wanted), wanted);
  });

  it("says what was wanted, whatever was there", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (before, wanted) => {
        assert.equal(JSON.stringify(JSON.parse(made(before, wanted))), JSON.stringify(JSON.parse(wanted)));
      }),
      { numRuns: 3_000 },
    );
  });
});
