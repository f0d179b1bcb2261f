import assert from "node:assert/strict";
import { type GraphEdit } from "../../../../src/graphs/graphEdits";
import { readGraphView } from "../../../../src/graphs/graphView";
import { changedText } from "../../../../src/jsonText/changes";
import { applyAnew } from "../../../../src/ui/graphEditor/applyAnew";

/** A document as VS Code keeps it: a change made for an earlier text is not taken. `typing` comes in between. */
function textWith(start: string, typing: readonly ((text: string) => string)[], isClosed = false) {
  const left = [...typing];
  const document = { text: start, version: 1 };
  return {
    document,
    read: () => ({ ...document, view: readGraphView(document.text), error: undefined }),
    apply: (changes: Parameters<Parameters<typeof applyAnew>[2]>[0]): Promise<boolean> => {
      const typed = left.shift();
      if (isClosed || typed) {
        if (typed) Object.assign(document, { text: typed(document.text), version: document.version + 1 });
        return Promise.resolve(false);
      }
      Object.assign(document, { text: changedText(document.text, changes), version: document.version + 1 });
      return Promise.resolve(true);
    },
  };
}

const start = '{"nodes":[{"id":"a","w":1},{"id":"b"}],"edges":[["a","b"]]}';
const edit: GraphEdit = { kind: "setNodeField", node: { index: 0, id: "a" }, path: ["w"], json: "2" };
const shifted = (text: string): string => text.replace("{", '{ "note": "typed",');

describe("an edit made in the picture while the text is typed in", () => {
  it("is made anew for the text that is there then", async () => {
    const { document, read, apply } = textWith(start, [shifted, shifted]);
    assert.equal(await applyAnew(edit, read, apply), true);
    assert.equal(document.text, shifted(shifted(start)).replace('"w":1', '"w":2'));
  });

  it("is refused where the text has lost what it is about", async () => {
    const { document, read, apply } = textWith(start, [(text) => text.replace('{"id":"a","w":1},', "")]);
    assert.deepEqual(await applyAnew(edit, read, apply), { refused: "gone" });
    assert.ok(!document.text.includes('"a","w"'));
  });

  it("is given up where the text is closed to changes, or never stands still", async () => {
    const closed = textWith(start, [], true);
    assert.equal(await applyAnew(edit, closed.read, closed.apply), false);
    const restless = textWith(
      start,
      Array.from({ length: 20 }, () => shifted),
    );
    assert.equal(await applyAnew(edit, restless.read, restless.apply), false);
  });
});
