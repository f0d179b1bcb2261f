import { zipBytes, type ZipPart } from "./zipBytes";

/** A cell as its XML, or a value for which it is made. */
export type CellOf = string | number | Date | null | { readonly xml: string };

export interface SheetOf {
  readonly name: string;
  readonly rows: readonly (readonly CellOf[])[];
  readonly hidden?: boolean;
}

export interface WorkbookExtras {
  readonly from1904?: boolean;
  readonly texts?: "shared" | "inline";
  /** Instead of, or beside, the parts that are made. */
  readonly parts?: readonly ZipPart[];
  /** Elements of the workbook's list of parts. */
  readonly relations?: string;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DATE_STYLE = 2;

/** An .xlsx workbook as a spreadsheet program would write it. Dates become cells with a date format. */
export function workbookBytes(sheets: readonly SheetOf[], extras: WorkbookExtras = {}): Buffer {
  const texts = new Map<string, number>();
  const made: ZipPart[] = [
    ...sheets.map(({ rows }, i) => ({
      name: `xl/worksheets/sheet${String(i + 1)}.xml`,
      content: sheetXml(rows, texts, extras),
    })),
    { name: "_rels/.rels", content: relationsXml(relation("rId1", "officeDocument", "xl/workbook.xml")) },
    { name: "xl/workbook.xml", content: workbookXml(sheets, extras) },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relationsXml(
        sheets
          .map((_, i) => relation(`rId${String(i + 1)}`, "worksheet", `worksheets/sheet${String(i + 1)}.xml`))
          .join("") +
          relation("rIdS", "styles", "styles.xml") +
          relation("rIdT", "sharedStrings", "/xl/sharedStrings.xml") +
          (extras.relations ?? ""),
      ),
    },
    { name: "xl/styles.xml", content: STYLES },
    {
      name: "xl/sharedStrings.xml",
      content: `${HEAD}<sst xmlns="${MAIN}">${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join("")}</sst>`,
    },
  ];
  const replaced = new Set(extras.parts?.map(({ name }) => name));
  return zipBytes([...made.filter(({ name }) => !replaced.has(name)), ...(extras.parts ?? [])]);
}

/** A sheet of rows of a CSV text; what looks like a number is one. */
export function sheetOfCsv(name: string, text: string): SheetOf {
  const value = (cell: string): CellOf => (cell === "" ? null : /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);
  return { name, rows: text.split("\n").map((line) => line.split(",").map(value)) };
}

export function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
}

const relationsXml = (inner: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

function workbookXml(sheets: readonly SheetOf[], { from1904 = false }: WorkbookExtras): string {
  const list = sheets.map(
    ({ name, hidden = false }, i) =>
      `<sheet name="${escape(name)}" sheetId="${String(i + 7)}"${hidden ? ' state="hidden"' : ""} r:id="rId${String(i + 1)}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${from1904 ? "1" : "0"}"/><sheets>${list.join("")}</sheets></workbook>`;
}

export function sheetXml(
  rows: readonly (readonly CellOf[])[],
  texts: Map<string, number>,
  extras: WorkbookExtras,
): string {
  const lines = rows.map((cells, row) => {
    const inner = cells.map((cell, column) => cellXml(cell, `${letters(column)}${String(row + 1)}`, texts, extras));
    return `<row r="${String(row + 1)}">${inner.join("")}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${lines.join("")}</sheetData><pageMargins/></worksheet>`;
}

function cellXml(cell: CellOf, name: string, texts: Map<string, number>, extras: WorkbookExtras): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${name}"><v>${String(cell)}</v></c>`;
  if (cell instanceof Date) {
    const serial = cell.getTime() / 86_400_000 + 25_569 - (extras.from1904 === true ? 1462 : 0);
    return `<c r="${name}" s="${String(DATE_STYLE)}"><v>${String(serial)}</v></c>`;
  }
  if (typeof cell !== "string") return cell.xml.replace("<c", `<c r="${name}"`);
  if (extras.texts === "inline") return `<c r="${name}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  const number = texts.get(cell) ?? texts.size;
  texts.set(cell, number);
  return `<c r="${name}" t="s"><v>${String(number)}</v></c>`;
}

const letters = (column: number): string =>
  (column > 25 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Style 1 is a number, 2 a date of a format of its own, 3 a built-in date, 4 a time. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164" applyNumberFormat="1"><alignment/></xf><xf numFmtId="14"/><xf numFmtId="21"/></cellXfs></styleSheet>`;
