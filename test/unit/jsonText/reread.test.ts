import assert from "node:assert/strict";
import fc from "fast-check";
import { changedText } from "../../../src/jsonText/changes";
import { member, readJson } from "../../../src/jsonText/read";
import { rereadJson } from "../../../src/jsonText/reread";
import { readOrFault } from "../../support/readOrFault";

describe("reading a text again after a change", () => {
  it("finds what reading all of it finds, faults included", () => {
    const added = fc.oneof(fc.constantFrom("", ",", "]", "}", '"', "\\", "[", "1", '"a":', " "), fc.json());
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat({ max: 6 }), added, (text, at, length, put) => {
        const start = at % (text.length + 1);
        const change = { start, end: Math.min(text.length, start + length), text: put };
        const changed = changedText(text, [change]);
        const whole = readOrFault(() => readJson(changed));
        const again = readOrFault(() => rereadJson(readJson(text), changed, change) ?? readJson(changed));
        assert.deepEqual(again, whole);
      }),
      { numRuns: 2_000 },
    );
  });

  const text = '{"nodes": [{"id": "a"}, {"id": "b", "prior": [1, 2]}, {"id": "c"}], "edges": []}';
  const itemsOf = (root: unknown): readonly unknown[] => {
    const nodes = member(root as ReturnType<typeof readJson>, "nodes");
    return nodes?.kind === "array" ? nodes.items : [];
  };

  it("keeps every value that the change is not in", () => {
    const before = readJson(text);
    const old = itemsOf(before);
    const at = text.indexOf("1, 2");
    const change = { start: at, end: at + 1, text: "1000" };
    const root = rereadJson(before, changedText(text, [change]), change);
    const now = itemsOf(root);
    assert.deepEqual(
      now.map((item, place) => item === old[place]),
      [true, false, true],
    );
    assert.equal(member(root, "edges"), member(before, "edges"));
  });

  it("leaves a reading alone that it can do nothing with", () => {
    const before = readJson(text);
    const at = text.indexOf('"b"');
    const change = { start: at, end: at, text: '"x"}, {"id": ' };
    assert.equal(rereadJson(before, changedText(text, [change]), change), undefined);
    assert.deepEqual(before, readJson(text));
  });
});
