import { type RuleId } from "../../src/dataFiles/rules";
import { sheetOfCsv, type SheetOf, workbookBytes } from "./workbookBytes";
import { zipBytes } from "./zipBytes";

/** A file as nobody should send one, and what is to be found in it. */
export interface HostileFile {
  readonly name: string;
  readonly what: string;
  readonly bytes: () => string | Uint8Array;
  /** The rules it breaks, each once. */
  readonly rules: readonly RuleId[];
  /** Line and column, from 1, of the first error, or of the first warning where there is none. */
  readonly at?: readonly [number, number];
  /** Rows that can be read all the same; not looked at where it is left out. */
  readonly rows?: number;
}

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const row = (date: string, more: { country?: string; product?: string; units?: string; price?: string } = {}) =>
  [
    more.country ?? "SWE",
    "all",
    "all",
    date,
    more.product ?? "Health",
    more.units ?? "292",
    more.price ?? "362.97",
  ].join();
const first = row("2024-01-08");
const sales = (...rows: readonly string[]) => `${[SALES, first, ...rows].join("\n")}\n`;
const second = (more: Parameters<typeof row>[1]) => sales(row("2024-01-15", more));
const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
const sheet = (text: string, name = "Sales"): SheetOf => sheetOfCsv(name, text.trimEnd());
const book = (text: string, cell?: string) => {
  const made = sheet(text);
  const rows = made.rows.map((cells, at) => (at === 1 && cell ? [...cells.slice(0, -1), { xml: cell }] : cells));
  return workbookBytes([{ ...made, rows }]);
};

export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: "empty.csv", what: "0 bytes", bytes: () => "", rules: ["emptyFile"], at: [1, 1] },
  { name: "blank.csv", what: "only blank lines", bytes: () => "\n\r\n\n", rules: ["emptyFile"], at: [1, 1] },
  { name: "header.csv", what: "only a header", bytes: () => SALES, rules: ["emptyFile"], at: [1, 1], rows: 0 },
  {
    name: "headerTwice.csv",
    what: "a header twice",
    bytes: () => sales(SALES, row("2024-01-15")),
    rules: ["country", "date", "number"],
    at: [3, 1],
    rows: 3,
  },
  {
    name: "utf16le.csv",
    what: "UTF-16",
    bytes: () => bytes(`\ufeff${sales()}`, "utf16le"),
    rules: ["encoding"],
    at: [1, 1],
  },
  {
    name: "utf16be.csv",
    what: "UTF-16 the other way round",
    bytes: () => bytes(`\ufeff${sales()}`, "utf16le").swap16(),
    rules: ["encoding"],
    at: [1, 1],
  },
  {
    name: "utf16bare.csv",
    what: "UTF-16 that does not say so",
    bytes: () => bytes(sales(), "utf16le"),
    rules: ["encoding"],
    at: [1, 1],
  },
  {
    name: "latin1.csv",
    what: "latin-1",
    bytes: () => bytes(second({ product: "Hälsa" }), "latin1"),
    rules: ["encoding"],
    at: [3, 5],
  },
  {
    name: "lost.csv",
    what: "letters that a program could not read",
    bytes: () => second({ product: "H\ufffdlsa" }),
    rules: ["encoding"],
    at: [3, 5],
  },
  {
    name: "loneCr.csv",
    what: "lines that end in CR alone",
    bytes: () => second({}).replaceAll("\n", "\r"),
    rules: [],
    rows: 2,
  },
  {
    name: "mixedEnds.csv",
    what: "lines that end in all three ways",
    bytes: () => `${SALES}\r${first}\r\n${row("2024-01-15")}\n`,
    rules: [],
    rows: 2,
  },
  {
    name: "quotedNewline.csv",
    what: "a line break in a name",
    bytes: () => second({ product: '"Health\nand Life"' }),
    rules: [],
    rows: 2,
  },
  {
    name: "openQuote.csv",
    what: "a quote that is never closed",
    bytes: () => second({ product: '"Health' }),
    rules: ["openQuote", "raggedRow"],
    at: [3, 5],
  },
  {
    name: "strayQuote.csv",
    what: "a quote inside a word",
    bytes: () => second({ product: '19" TV' }),
    rules: ["strayQuote"],
    at: [3, 5],
  },
  {
    name: "longCell.csv",
    what: "a cell of 10 MB",
    bytes: () => second({ product: "x".repeat(10_000_000) }),
    rules: ["tooLong"],
    at: [3, 5],
  },
  {
    name: "longQuote.csv",
    what: "a quote that makes 10 MB one cell",
    bytes: () => sales(`SWE,all,all,2024-01-15,"${"x,1\n".repeat(2_500_000)}`),
    rules: ["openQuote"],
    at: [3, 5],
  },
  {
    name: "columns.csv",
    what: "20,000 columns",
    bytes: () =>
      `${SALES},${Array.from({ length: 20_000 }, (_, i) => `c${String(i)}`).join()}\n${first}${",".repeat(20_000)}\n`,
    rules: ["unknownColumn"],
    at: [1, 8],
    rows: 1,
  },
  {
    name: "nul.csv",
    what: "NUL bytes in the first bytes",
    bytes: () => `\0\0\0${sales()}`,
    rules: ["encoding"],
    at: [1, 1],
  },
  {
    name: "nulInside.csv",
    what: "a NUL byte in a word",
    bytes: () => second({ product: "He\0alth" }),
    rules: ["controlCharacter"],
    at: [3, 5],
  },
  {
    name: "formula.csv",
    what: "a command as a number",
    bytes: () => second({ units: "=cmd|' /C calc'!A0" }),
    rules: ["number"],
    at: [3, 6],
  },
  {
    name: "formulaWord.csv",
    what: "a formula as a country",
    bytes: () => second({ country: "=1+1" }),
    rules: ["country"],
    at: [3, 1],
  },
  {
    name: "american.csv",
    what: "dates as 01/07/2018",
    bytes: () => sales(row("01/07/2018"), row("01/14/2018")),
    rules: ["date"],
    at: [3, 4],
    rows: 3,
  },
  {
    name: "serial.csv",
    what: "dates as a spreadsheet counts them",
    bytes: () => sales(row("43107")),
    rules: ["date"],
    at: [3, 4],
  },
  { name: "noDay.csv", what: "30 February", bytes: () => sales(row("2024-02-30")), rules: ["date"], at: [3, 4] },
  {
    name: "timed.csv",
    what: "a date with a time",
    bytes: () => sales(row("2024-01-15T00:00:00Z")),
    rules: ["date"],
    at: [3, 4],
  },
  {
    name: "german.csv",
    what: "1.234,56 in quotes",
    bytes: () => second({ units: '"1.234,56"' }),
    rules: ["decimalComma"],
    at: [3, 6],
  },
  {
    name: "thousands.csv",
    what: "1,234,567 in quotes",
    bytes: () => second({ units: '"1,234,567"' }),
    rules: ["decimalComma"],
    at: [3, 6],
  },
  { name: "spaced.csv", what: "1 234 567", bytes: () => second({ units: "1 234 567" }), rules: ["number"], at: [3, 6] },
  {
    name: "bareComma.csv",
    what: "3,14 without quotes",
    bytes: () => second({ units: "3,14" }),
    rules: ["raggedRow"],
    at: [3, 1],
  },
  {
    name: "semicolons.csv",
    what: "semicolons",
    bytes: () => second({}).replaceAll(",", ";"),
    rules: ["separator"],
    at: [1, 1],
  },
  { name: "tabs.csv", what: "tabs", bytes: () => second({}).replaceAll(",", "\t"), rules: ["separator"], at: [1, 1] },
  {
    name: "pipes.csv",
    what: "upright lines",
    bytes: () => second({}).replaceAll(",", "|"),
    rules: ["separator"],
    at: [1, 1],
  },
  {
    name: "missing.csv",
    what: "NaN, null, NA and nothing",
    bytes: () =>
      sales(
        ...["NaN", "null", "NA", "", "n/a"]
          .map((units, i) => row(`2024-01-${String(15 + 7 * i)}`, { units }))
          .slice(0, 3),
      ),
    rules: ["number"],
    at: [5, 6],
    rows: 4,
  },
  {
    name: "emoji.csv",
    what: "an emoji as a region",
    bytes: () => sales(first.replace("all", "🏔").replace("08", "15")),
    rules: ["characters"],
    at: [3, 2],
  },
  {
    name: "rightToLeft.csv",
    what: "a mark that turns the text around",
    bytes: () => sales(first.replace("all", "a\u202ell").replace("08", "15")),
    rules: ["characters"],
    at: [3, 2],
  },
  {
    name: "spaces.csv",
    what: "a space behind a name",
    bytes: () => second({ product: "Health " }),
    rules: ["spaces"],
    at: [3, 5],
  },
  {
    name: "noWidth.csv",
    what: "a space of no width in a name",
    bytes: () => second({ product: "Hea\u200blth" }),
    rules: ["controlCharacter"],
    at: [3, 5],
  },
  {
    name: "twoCharacters.csv",
    what: "a letter written as two characters",
    bytes: () =>
      `${SALES}\n${row("2024-01-08", { product: "H\u00e4lsa" })}\n${row("2024-01-08", { product: "Ha\u0308lsa" })}\n`,
    rules: ["similarName"],
    at: [3, 5],
    rows: 2,
  },
  {
    name: "separatorLine.csv",
    what: "a line above that names the separator, and semicolons",
    bytes: () =>
      `sep=;\r\n${second({ units: '"3,14"' }).replaceAll('"3,14"', "3~14").replaceAll(",", ";").replace("~", ",")}`,
    rules: ["separatorLine", "separator", "decimalComma"],
    at: [1, 1],
    rows: 2,
  },
  {
    name: "brokenFormula.csv",
    what: "a formula without a value",
    bytes: () => second({ units: "#DIV/0!" }),
    rules: ["number"],
    at: [3, 6],
  },
  {
    name: "onlySeparators.csv",
    what: "nothing but semicolons",
    bytes: () => ";;;\n;;;\n",
    rules: ["separator", "typeUnknown"],
    at: [1, 1],
  },
  {
    name: "noBreakSpace.csv",
    what: "a space of another width behind a name",
    bytes: () => second({ product: "Health\u00a0" }),
    rules: ["spaces"],
    at: [3, 5],
  },
  {
    name: "columnTwice.csv",
    what: "a column twice",
    bytes: () => `${SALES},UnitsSold\n${first},1\n`,
    rules: ["duplicateColumn"],
    at: [1, 8],
  },
  {
    name: "unnamed.csv",
    what: "a column without a name",
    bytes: () => `${SALES},\n${first},1\n`,
    rules: ["unknownColumn"],
    at: [1, 8],
  },
  {
    name: "capitals.csv",
    what: "names in capitals",
    bytes: () => second({}).replace(SALES, SALES.toUpperCase()),
    rules: ["headerSpelling"],
    at: [1, 1],
  },
  {
    name: "short.csv",
    what: "a row cut off in the middle",
    bytes: () => sales("SWE,all,al"),
    rules: ["raggedRow"],
    at: [3, 1],
  },
  { name: "twice.csv", what: "a row twice", bytes: () => sales(first), rules: ["duplicateRow"], at: [3, 1] },
  {
    name: "prototype.csv",
    what: "names of JavaScript's own",
    bytes: () => second({ product: "__proto__" }),
    rules: [],
    rows: 2,
  },
  {
    name: "infinite.csv",
    what: "a number beyond all numbers",
    bytes: () => second({ units: "1e999" }),
    rules: ["number"],
    at: [3, 6],
  },
  {
    name: "page.csv",
    what: "a web page",
    bytes: () => "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n",
    rules: ["typeUnknown"],
    at: [1, 1],
  },
  { name: "json.csv", what: "JSON", bytes: () => '{"Country": "SWE"}', rules: ["typeUnknown"], at: [1, 1] },
  {
    name: "bookNamed.csv",
    what: "a workbook called .csv",
    bytes: () => book(second({})),
    rules: ["formatMismatch"],
    rows: 2,
  },
  { name: "text.xlsx", what: "text called .xlsx", bytes: () => second({}), rules: ["formatMismatch"], rows: 2 },
  {
    name: "sheets.xlsx",
    what: "several sheets",
    bytes: () => workbookBytes([sheet(second({})), sheet("a,b\n1,2", "Notes")]),
    rules: ["furtherSheets"],
    rows: 2,
  },
  {
    name: "macros.xlsx",
    what: "a workbook with macros",
    bytes: () =>
      workbookBytes([sheet(second({}))], {
        parts: [{ name: "xl/vbaProject.bin", content: "x" }],
        relations:
          '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>',
      }),
    rules: ["macros"],
  },
  {
    name: "formula.xlsx",
    what: "a cell with a formula",
    bytes: () => book(second({}), '<c r="G2"><f>1+1</f><v>2</v></c>'),
    rules: ["formula"],
    at: [2, 7],
    rows: 2,
  },
  {
    name: "bomb.xlsx",
    what: "a sheet of a gigabyte",
    bytes: () => {
      const hollow = "0".repeat(100_000_000);
      const content = `<worksheet><sheetData><row r="1"><c r="A1"><v>${hollow}</v></c></row></sheetData></worksheet>`;
      return workbookBytes([sheet(second({}))], { parts: [{ name: "xl/worksheets/sheet1.xml", content }] });
    },
    rules: ["workbookSize"],
  },
  {
    name: "torn.xlsx",
    what: "the first half of a workbook",
    bytes: () => book(second({})).subarray(0, 700),
    rules: ["workbook"],
  },
  {
    name: "zip.xlsx",
    what: "an archive of something else",
    bytes: () => zipBytes([{ name: "a.txt", content: "x" }]),
    rules: ["workbook"],
  },
  {
    name: "old.xlsx",
    what: "a workbook of the old format",
    bytes: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4, 5]),
    rules: ["notSupported"],
  },
];
