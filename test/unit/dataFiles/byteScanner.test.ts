import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { ByteScanner } from "../../../src/dataFiles/byteScanner";
import { OPEN, STRAY } from "../../../src/dataFiles/cellRow";
import { cellText } from "../../../src/dataFiles/cellText";

interface ScannedCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly raw: string;
  readonly flags: number;
}

/** Every cell of a file with the bytes that its offsets address. */
function scan(content: string | Uint8Array, chunk = Infinity): ScannedCell[][] {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const scanner = new ByteScanner();
  const rows: ScannedCell[][] = [];
  const take = () => {
    while (scanner.next()) {
      rows.push(
        Array.from({ length: scanner.cellCount }, (_, cell) => {
          const { line, column, startOffset, endOffset } = scanner.place(cell);
          const raw = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(startOffset, endOffset));
          return { text: cellText(scanner, cell), line, column, raw, flags: scanner.flags[cell] ?? 0 };
        }),
      );
    }
  };
  for (let at = 0; at < bytes.length; at += chunk) {
    scanner.push(bytes.slice(at, at + Math.min(chunk, bytes.length - at)));
    take();
  }
  scanner.end();
  take();
  return rows;
}

const texts = (rows: ScannedCell[][]) => rows.map((row) => row.map(({ text }) => text));

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "Å", "🙂", "0", ".", " ", "-"), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "\r\n", "ö", "€"), maxLength: 6 }),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const table = fc.record({
  rows: fc.array(fc.array(fc.record({ text: cell, quote: fc.boolean() }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 6,
  }),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  mark: fc.boolean(),
  closed: fc.boolean(),
});
const written = fc.tuple(table).map(([{ rows, lineEnd, mark, closed }]) => {
  const line = (row: { text: string; quote: boolean }[]) =>
    row.map(({ text, quote }) => (quote || /[",\r\n]/.test(text) ? quoted(text) : text)).join(",");
  return (mark ? "\ufeff" : "") + rows.map(line).join(lineEnd) + (closed ? lineEnd : "");
});

describe("byteScanner", function () {
  this.timeout(20_000);

  it("reads what csv-parse reads, whatever the line ends, quotes and letters", () => {
    fc.assert(
      fc.property(written, (text) => {
        const reference: string[][] = parse(text, {
          bom: true,
          relax_column_count: true,
          record_delimiter: ["\r\n", "\n", "\r"],
        });
        const notBlank = reference.filter((row) => row.length > 1 || row[0] !== "");
        // A line with nothing but an empty pair of quotes is a row for us, as RFC 4180 has it.
        const ours = texts(scan(text)).filter((row) => row.length > 1 || row[0] !== "");
        assert.deepEqual(ours, notBlank);
      }),
      { numRuns: 500 },
    );
  });

  it("finds the same cells, lines and offsets wherever the chunks are cut", () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
        assert.deepEqual(scan(text, chunk), scan(text));
      }),
      { numRuns: 300 },
    );
  });

  it("gives exact offsets after a byte order mark, CRLF, quotes and letters of several bytes", () => {
    const rows = scan('\ufeffÅr,"a ""b"""\r\n"två\r\nrader",é\r\n');
    assert.deepEqual(
      rows.map((row) => row.map(({ raw, line, column }) => [raw, line, column])),
      [
        [
          ["År", 1, 1],
          ['"a ""b"""', 1, 2],
        ],
        [
          ['"två\r\nrader"', 2, 1],
          ["é", 3, 2],
        ],
      ],
    );
    assert.deepEqual(texts(rows)[1], ["två\r\nrader", "é"]);
  });

  it("addresses by its offsets the very bytes of each cell", () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 7 }), (text, chunk) => {
        for (const { raw, text: content } of scan(text, chunk).flat()) {
          assert.equal(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw, content);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("keeps offsets exact far into a file, when the bytes before have long been dropped", () => {
    const content = Array.from({ length: 40_000 }, (_, i) => `rad ${String(i)},"å ""${String(i)}"""`).join("\r\n");
    const rows = scan(content, 7777);
    assert.equal(rows.length, 40_000);
    rows.forEach(([first, second], i) => {
      assert.deepEqual([first?.raw, first?.line, second?.raw], [`rad ${String(i)}`, i + 1, `"å ""${String(i)}"""`]);
    });
  });

  it("skips blank lines and counts them", () => {
    assert.deepEqual(
      scan("a,b\n\n\r\nc,d").map((row) => row[0]?.line),
      [1, 4],
    );
  });

  it("keeps a trailing comma as an empty last cell", () => {
    assert.deepEqual(texts(scan("a,\nb,")), [
      ["a", ""],
      ["b", ""],
    ]);
  });

  it("marks quotes in the wrong place and one that is never closed", () => {
    const [row] = scan('a"b,"c"d,"e\nf');
    assert.deepEqual(
      row?.map(({ flags }) => flags & (STRAY | OPEN)),
      [STRAY, STRAY, OPEN],
    );
  });

  it("takes a row of many megabytes in little chunks without copying it over and over", () => {
    const scanner = new ByteScanner();
    const chunk = new TextEncoder().encode("x".repeat(1000) + ",");
    const started = performance.now();
    for (let i = 0; i < 20_000; i++) {
      scanner.push(chunk);
      assert.equal(scanner.next(), false);
    }
    scanner.end();
    assert.equal(scanner.next(), true);
    assert.equal(scanner.cellCount, 20_001);
    // Copying 20 MB once per chunk would be 200 GB.
    assert.ok(performance.now() - started < 5000);
  });
});
