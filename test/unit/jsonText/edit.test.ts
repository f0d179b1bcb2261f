import assert from "node:assert/strict";
import fc from "fast-check";
import { edit, type JsonPath, locate, slice } from "../../../src/jsonText/edit";
import { JsonTextError } from "../../../src/jsonText/scan";

/** A JSON text with odd spacing and odd numbers, and the paths of all values in it. */
interface Sample {
  readonly text: string;
  readonly paths: readonly JsonPath[];
}

const space = fc.constantFrom("", " ", "\n", "\t ", "\r\n  ");
const scalar = fc.oneof(
  fc.constantFrom(
    "NaN",
    "Infinity",
    "-Infinity",
    "null",
    "true",
    "false",
    "1.0",
    "-0",
    "1e-7",
    "9007199254740993",
    "123456789012345678901234567890",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.string({ unit: "grapheme" }).map((value) => JSON.stringify(value)),
);

const sample: fc.Arbitrary<Sample> = fc.letrec<{ value: Sample }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar.map((text) => ({ text, paths: [[]] })),
    fc.array(fc.tuple(space, tie("value"), space), { maxLength: 4 }).map((items) => ({
      text: `[${items.map(([before, item, after]) => before + item.text + after).join(",")}]`,
      paths: [[], ...items.flatMap(([, item], index) => item.paths.map((path) => [index, ...path]))],
    })),
    fc
      .array(fc.tuple(fc.constantFrom("a", "b", "nodes", "é", "__proto__"), space, tie("value")), { maxLength: 4 })
      .map((members) => ({
        text: `{${members.map(([key, between, item]) => `${between}${JSON.stringify(key)}${between}:${between}${item.text}`).join(",")}}`,
        paths: [
          [],
          // Of equal keys only the last can be addressed.
          ...members.flatMap(([key, , item], index) =>
            members.slice(index + 1).some(([later]) => later === key) ? [] : item.paths.map((path) => [key, ...path]),
          ),
        ],
      })),
  ),
})).value;

describe("editing JSON text", () => {
  it("changes the addressed characters and no others", () => {
    fc.assert(
      fc.property(sample, scalar, fc.nat(), space, (json, replacement, pick, around) => {
        const text = around + json.text + around;
        const path = json.paths[pick % json.paths.length] ?? [];
        const span = locate(text, path);
        assert.ok(span);
        const changed = edit(text, path, replacement);
        assert.equal(changed.slice(0, span.start), text.slice(0, span.start));
        assert.equal(changed.slice(span.start, span.start + replacement.length), replacement);
        assert.equal(changed.slice(span.start + replacement.length), text.slice(span.end));
        assert.equal(slice(changed, path), replacement);
      }),
      { numRuns: 400 },
    );
  });

  it("gives back the same text when a value is replaced by itself", () => {
    fc.assert(
      fc.property(sample, fc.nat(), ({ text, paths }, pick) => {
        const path = paths[pick % paths.length] ?? [];
        assert.equal(edit(text, path, slice(text, path) ?? ""), text);
      }),
    );
  });

  it("finds what stands beside NaN, which other readers lose count at", () => {
    assert.equal(slice('{"nodes":[NaN,{"id":"a","q":1.0}]}', ["nodes", 1, "q"]), "1.0");
  });

  it("addresses the last of two equal keys, and keys by their meaning", () => {
    assert.equal(slice('{"a":1,"\\u0061":2}', ["a"]), "2");
  });

  it("answers undefined for a path that leads nowhere, and refuses to edit there", () => {
    assert.equal(slice('{"a":[1]}', ["a", 1]), undefined);
    assert.equal(slice('{"a":[1]}', [0]), undefined);
    assert.throws(() => edit('{"a":[1]}', ["b"], "2"), RangeError);
  });

  it("refuses a replacement that is not one JSON value", () => {
    for (const bad of ["", "1,2", '"open', "{a:1}", "1 2"])
      assert.throws(() => edit("[1]", [0], bad), JsonTextError, bad);
  });
});
