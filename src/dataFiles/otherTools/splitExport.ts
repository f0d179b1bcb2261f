import { csvCell } from "../csvCell";
import { dayOfIso, isoOfDay, NO_DAY } from "../dates";
import { type ColumnSpec, type FileType } from "../fileTypes";
import { mendCell } from "../mending/cellMender";
import { Conventions } from "../mending/conventions";
import { separatorOf, type TableRow, tableRows } from "../mending/tableRows";
import { utf8Of } from "../mending/utf8Of";
import { isMissing, numberOfText } from "../numbers";
import { type ExportColumn, type ExportRole } from "./wideExport";

/** What the names of the columns do not say, and which of them are wanted. */
export interface SplitChoices {
  readonly country: string;
  readonly product: string;
  readonly units: ExportColumn;
  /** A column of prices, or one price for all. */
  readonly price: ExportColumn | number;
  readonly media: readonly ExportColumn[];
  readonly events: readonly ExportColumn[];
  readonly indicators: readonly ExportColumn[];
}

export interface SplitFile {
  readonly type: FileType;
  readonly bytes: Uint8Array;
}

/** A cell that cannot be read without asking. */
export interface UnreadCell {
  readonly line: number;
  readonly column: string;
  readonly text: string;
}

const LINE_FEED = 10;

const DATE: ColumnSpec = { name: "Date", kind: "date", required: true };
const NUMBER: ColumnSpec = { name: "Value", kind: "number", required: false };

const METRICS: Readonly<Partial<Record<ExportRole, string>>> = {
  spend: "Investment",
  impressions: "Impression",
  clicks: "Clicks",
  grp: "GRP",
};

/** One row of the table: its day, its place, and the texts of its cells. */
interface ExportRow {
  /** Its first byte. */
  readonly start: number;
  readonly date: string;
  readonly region: string;
  readonly texts: readonly string[];
}

/** The files of the platform that a table of another tool holds; or the first cell that stands in the way. */
export function splitExport(
  original: Uint8Array,
  columns: readonly ExportColumn[],
  choices: SplitChoices,
): readonly SplitFile[] | UnreadCell {
  const table = new ExportTable(original, columns);
  try {
    const rows = table.rows();
    const files = [
      salesFile(table, rows, choices),
      mediaFile(table, rows, choices),
      eventsFile(rows, choices),
      macroFile(table, rows, choices),
    ];
    return files.flatMap(({ type, lines: [header = [], ...lines] }) =>
      lines.length === 0 ? [] : [{ type, bytes: bytesOf([header, ...lines]) }],
    );
  } catch (error) {
    if (error instanceof Unread) return error.cell;
    throw error;
  }
}

class Unread extends Error {
  constructor(readonly cell: UnreadCell) {
    super("A cell cannot be read.");
  }
}

class ExportTable {
  private readonly table: readonly TableRow[];
  private readonly bytes: Uint8Array;
  private readonly conventions: Conventions;
  private readonly date: ExportColumn | undefined;
  private readonly place: ExportColumn | undefined;

  constructor(original: Uint8Array, columns: readonly ExportColumn[]) {
    const { bytes } = utf8Of(original);
    const separator = separatorOf(bytes);
    this.bytes = bytes;
    this.table = [...tableRows(bytes, separator)];
    this.conventions = new Conventions(separator, {});
    this.date = columns.find(({ role }) => role === "date");
    this.place = columns.find(({ role }) => role === "place");
    for (const { texts } of this.table.slice(1)) {
      this.conventions.see(DATE, texts[this.date?.cell ?? 0] ?? "", "");
      for (const { cell, role } of columns)
        if (role !== "date" && role !== "place" && role !== "event")
          this.conventions.see(NUMBER, texts[cell] ?? "", "");
    }
  }

  rows(): readonly ExportRow[] {
    return this.table.slice(1).map(({ texts, start }) => {
      const text = texts[this.date?.cell ?? 0] ?? "";
      const date = mendCell(DATE, text, "", this.conventions)?.text ?? text;
      if (dayOfIso(date) === NO_DAY) throw this.unread(start, this.date?.name ?? "", text);
      const region = this.place === undefined ? "" : (texts[this.place.cell] ?? "").trim();
      return { start, date, region: region === "" ? "all" : region, texts };
    });
  }

  /** The text of a plain number; nothing where there is none. */
  number({ start, texts }: ExportRow, { cell, name }: ExportColumn): string {
    const text = texts[cell] ?? "";
    const number = mendCell(NUMBER, text, "", this.conventions)?.text ?? text;
    if (isMissing(number)) return "";
    if (Number.isNaN(numberOfText(number))) throw this.unread(start, name, text);
    return number;
  }

  private unread(start: number, column: string, text: string): Unread {
    const before = this.bytes.subarray(0, start);
    return new Unread({
      line: 1 + before.reduce((lines, byte) => lines + (byte === LINE_FEED ? 1 : 0), 0),
      column,
      text,
    });
  }
}

interface FileLines {
  readonly type: FileType;
  readonly lines: (readonly string[])[];
}

function salesFile(table: ExportTable, rows: readonly ExportRow[], choices: SplitChoices): FileLines {
  const { country, product, units, price } = choices;
  const lines = rows.map((row) => {
    const unitPrice = typeof price === "number" ? String(price) : table.number(row, price);
    return [country, row.region, "all", row.date, product, table.number(row, units), unitPrice];
  });
  return {
    type: "Sales",
    lines: [["Country", "Region", "Grouping", "Date", "Product", "UnitsSold", "PricePerUnit"], ...lines],
  };
}

/** Where a medium has no number of one kind, it has no row of it: only Investment is needed on every date. */
function mediaFile(table: ExportTable, rows: readonly ExportRow[], { country, media }: SplitChoices): FileLines {
  const lines = [["Country", "Region", "Grouping", "Date", "Product", "Media", "Campaign", "Metric", "Value"]];
  for (const column of media)
    for (const row of rows) {
      const value = table.number(row, column);
      const metric = METRICS[column.role] ?? "Investment";
      if (value === "" && metric !== "Investment") continue;
      const medium = column.medium ?? column.name;
      lines.push([country, row.region, "all", row.date, "all", medium, "all", metric, value === "" ? "0" : value]);
    }
  return { type: "Media", lines };
}

function macroFile(table: ExportTable, rows: readonly ExportRow[], { country, indicators }: SplitChoices): FileLines {
  const lines = [["Country", "Region", "Grouping", "Date", "Indicator", "Value"]];
  for (const column of indicators)
    for (const row of rows) {
      const value = table.number(row, column);
      if (value !== "") lines.push([country, row.region, "all", row.date, column.name, value]);
    }
  return { type: "Macro", lines };
}

/** Rows without an event say so in one of these ways. */
const NO_EVENT = /^(na|n\/a|none|no|nan|null|false|0([.,]0+)?)?$/i;
/** Rows with one say no more than that there is one; any other text is its name. */
const THIS_EVENT = /^(yes|true|1([.,]0+)?)$/i;

/** An event goes on through neighbouring periods that have the same one, to the day before the next period. */
function eventsFile(rows: readonly ExportRow[], { country, events }: SplitChoices): FileLines {
  const lines = [["Country", "Region", "Grouping", "StartDate", "EndDate", "Event"]];
  for (const [region, own] of byRegion(rows))
    for (const column of events) {
      let open: { readonly name: string; readonly start: string } | undefined;
      const close = (next: number) => {
        if (open !== undefined) lines.push([country, region, "all", open.start, isoOfDay(next - 1), open.name]);
        open = undefined;
      };
      own.forEach((row, at) => {
        const text = (row.texts[column.cell] ?? "").trim();
        const name = NO_EVENT.test(text) ? "" : THIS_EVENT.test(text) ? column.name : text;
        if (open !== undefined && open.name !== name) close(dayOfIso(row.date));
        if (open === undefined && name !== "") open = { name, start: row.date };
        if (at === own.length - 1) close(endOf(own));
      });
    }
  return { type: "Events", lines };
}

/** The day after the last period, which is as long as the one before. */
function endOf(rows: readonly ExportRow[]): number {
  const [last, before] = [rows.at(-1), rows.at(-2)].map((row) => dayOfIso(row?.date ?? ""));
  if (last === undefined) return NO_DAY;
  return before === undefined || before === NO_DAY ? last + 1 : 2 * last - before;
}

function byRegion(rows: readonly ExportRow[]): ReadonlyMap<string, readonly ExportRow[]> {
  const regions = new Map<string, ExportRow[]>();
  for (const row of rows) {
    const own = regions.get(row.region);
    if (own === undefined) regions.set(row.region, [row]);
    else own.push(row);
  }
  for (const own of regions.values()) own.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return regions;
}

const bytesOf = (lines: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join(""));
