import assert from "node:assert/strict";
import fc from "fast-check";
import { readJson } from "../../../src/jsonText/read";
import { type ChangedPart, readAgain } from "../../../src/jsonText/readAgain";
import { JsonTextError } from "../../../src/jsonText/scan";

/** What reading answers, or what it throws. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof JsonTextError);
    return [error.message, error.offset];
  }
}

function assertSame(text: string, { start, end }: Pick<ChangedPart, "start" | "end">, added: string): void {
  const after = text.slice(0, start) + added + text.slice(end);
  const part = { start, end, length: added.length };
  assert.deepEqual(
    outcome(() => readAgain(readJson(text), after, part)),
    outcome(() => readJson(after)),
    `${text} -> ${after}`,
  );
}

describe("reading JSON text again", () => {
  it("answers what reading all of it would, whatever is changed in it", () => {
    const pieces = [
      "",
      " ",
      "1",
      "-0",
      "NaN",
      '"',
      '"a"',
      "\\\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      ',"k":[2]',
      "}, {",
      "\n",
    ];
    fc.assert(
      fc.property(
        ...[fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1), fc.nat(), fc.nat({ max: 6 })],
        fc.constantFrom(...pieces),
        (value, indent, at, count, added) => {
          const text = JSON.stringify(
            { nodes: [value, { id: "a name that is not short", q: value }], e: value },
            undefined,
            indent,
          );
          const start = at % (text.length + 1);
          assertSame(text, { start, end: Math.min(text.length, start + count) }, added);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("goes no deeper than reading does", () => {
    const text = `${"[".repeat(999)}1${"]".repeat(999)}`;
    const again = (added: string): unknown => {
      const after = text.replace("1", added);
      return outcome(
        () => readAgain(readJson(text), after, { start: 999, end: 1000, length: added.length }).text === after,
      );
    };
    assert.equal(again("[2]"), true);
    assert.deepEqual(again("[[2]]"), ["Nested deeper than 1000 levels at character 1000", 1000]);
  });

  it("looks only at the value around the change", () => {
    const text = '{"nodes": [{"id": "a", "w": 1.0}, {"id": "b"}], "edges": []}';
    const before = readJson(text);
    const start = text.indexOf("1.0");
    // Behind it the text is no JSON any more: who reads on to there, throws.
    const after = text.replace("1.0", "2.50").replace('"b"}', '"b"#');
    assert.throws(() => readJson(after), JsonTextError);
    const again = readAgain(before, after, { start, end: start + 3, length: 4 });
    assert.equal(again.text, after);
  });
});
