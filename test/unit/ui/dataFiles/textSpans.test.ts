import assert from "node:assert/strict";
import { textSpan } from "../../../../src/ui/dataFiles/worker/textSpans";

/** The part of a text that a span marks, found as an editor would. */
function marked(text: string, span: Awaited<ReturnType<typeof textSpan>>): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const at = (line: number, character: number) => (starts[line] ?? 0) + character;
  return text.slice(at(span.startLine, span.startCharacter), at(span.endLine, span.endCharacter));
}

async function spanOf(text: string, cell: string, mark = ""): Promise<string> {
  const bytes = Buffer.from(mark + text);
  const startOffset = bytes.indexOf(cell);
  const line = text.slice(0, text.indexOf(cell)).split(/\r\n|\r|\n/).length;
  const read = (start: number, end: number) => Promise.resolve(bytes.subarray(start, end));
  const span = await textSpan(read, { line, startOffset, endOffset: startOffset + Buffer.from(cell).length });
  return marked(text, span);
}

describe("the place of a cell in an editor", () => {
  it("counts UTF-16 units behind letters of two, three and four bytes", async () => {
    assert.equal(await spanOf("a,b\nMalmö,日本,😀,here,x\n", "here"), "here");
    assert.equal(await spanOf("a,b\nMalmö,日本,😀,x", "😀"), "😀");
  });

  it("does not count a byte order mark", async () => {
    assert.equal(await spanOf("Country,Datum", "Datum", "\ufeff"), "Datum");
  });

  it("goes over lines that end in any way, also within quotes", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      assert.equal(await spanOf(`a${end}b,c${end}d,e`, "e"), "e");
      assert.equal(await spanOf(`a,b${end}"x${end}y",z`, `"x${end}y"`), `"x${end}y"`);
    }
  });

  it("finds the start of a line of a megabyte", async () => {
    const long = "x".repeat(1_000_000);
    assert.equal(await spanOf(`a\n${long},here`, "here"), "here");
  });
});
