import * as l10n from "@vscode/l10n";
import { type CellScanner, type Place } from "../cellRow";
import { type FindingLog } from "../findingLog";
import { RULES } from "../rules";
import { isoOfSerial } from "./dateStyles";
import { type SharedTexts, TextCollector } from "./sharedTexts";
import { WorkbookProblem } from "./workbookProblem";
import { XmlScanner } from "./xmlScanner";

/** As many as spreadsheet programs have. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Digits that a number needs at most; further ones are noise of its binary form. */
const EXACT_DIGITS = 15;

const MOST_DATES = 10_000;

export interface SheetContext {
  readonly texts: SharedTexts | undefined;
  /** By number of the style. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

/**
 * Cuts the XML of a sheet into rows of cells as text: numbers as they are stored, dates in ISO form, formulas as the
 * value they had. A sheet leaves out empty cells: every row is at least as wide as the first.
 */
export class SheetScanner implements CellScanner {
  bytes = new Uint8Array(1 << 14);
  cellCount = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  flags = new Uint8Array(64);
  rowLine = 0;
  readonly rowOffset = 0;
  readonly rowLength = 0;
  private readonly xml = new XmlScanner();
  private readonly dates = new Map<string, string>();
  private readonly collector = new TextCollector();
  private width = 0;
  private length = 0;
  private inSheet = false;
  private column = -1;
  private cellType = "";
  private cellStyle = 0;
  private value = "";
  private hasFormula = false;
  private inValue = false;

  constructor(
    private readonly context: SheetContext,
    private readonly log: FindingLog | undefined,
  ) {}

  push(chunk: Uint8Array): void {
    this.xml.push(chunk);
  }

  end(): void {
    this.xml.end();
  }

  /** Finds the next row that has a value. False: push more bytes, or all is read. */
  next(): boolean {
    const { xml } = this;
    while (xml.next()) {
      if (xml.kind === "text") this.takeText();
      else if (xml.kind === "open") this.takeOpened();
      else if (this.takeClosed(xml.name)) return true;
    }
    return false;
  }

  place(cell: number): Place {
    return { line: this.rowLine, column: cell + 1, startOffset: 0, endOffset: 0 };
  }

  rowPlace(): Place {
    return this.place(0);
  }

  private takeText(): void {
    if (this.inValue) this.value += this.xml.text;
    else if (this.column >= 0) this.value += this.collector.take(this.xml);
  }

  private takeOpened(): void {
    const { xml } = this;
    if (xml.name === "sheetData") this.inSheet = !xml.empty;
    else if (!this.inSheet) return;
    else if (xml.name === "row") this.startRow();
    else if (xml.name === "c") this.startCell();
    else if (xml.name === "v") this.inValue = !xml.empty;
    else if (xml.name === "f") this.hasFormula = true;
    else if (this.column >= 0) this.collector.take(xml);
  }

  /** True when a row with values ends. */
  private takeClosed(name: string): boolean {
    if (name === "sheetData") this.inSheet = false;
    if (!this.inSheet) return false;
    if (name === "v") this.inValue = false;
    else if (name === "c") this.finishCell();
    else if (name === "row") return this.finishRow();
    else if (this.column >= 0) this.collector.take(this.xml);
    return false;
  }

  private startRow(): void {
    const line = Number(this.xml.attribute("r") ?? this.rowLine + 1);
    if (!Number.isInteger(line) || line < 1 || line > MOST_ROWS) {
      throw new WorkbookProblem("workbook", l10n.t("A row of the sheet has no sensible number."));
    }
    this.rowLine = line;
    this.cellCount = 0;
    this.length = 0;
    this.column = -1;
  }

  private startCell(): void {
    const { xml } = this;
    const name = xml.attribute("r");
    this.column = name === undefined ? this.cellCount : columnOf(name);
    if (this.column < 0 || this.column >= MOST_COLUMNS) {
      throw new WorkbookProblem("workbook", l10n.t("A cell of the sheet has no sensible name."));
    }
    this.cellType = xml.attribute("t") ?? "n";
    this.cellStyle = Number(xml.attribute("s") ?? 0);
    this.value = "";
    this.hasFormula = false;
    this.fillTo(this.column + 1);
    if (xml.empty) this.column = -1;
  }

  private finishCell(): void {
    if (this.column < 0) return;
    if (this.hasFormula) this.reportFormula();
    if (this.value !== "") this.keepValue();
    this.column = -1;
  }

  private keepValue(): void {
    this.starts[this.column] = this.length;
    if (this.cellType === "s") this.keepShared(Number(this.value));
    else this.keepText(this.shownValue());
    this.ends[this.column] = this.length;
  }

  private shownValue(): string {
    const { value, cellType } = this;
    if (cellType === "b") return value === "1" ? "TRUE" : "FALSE";
    if (cellType === "d") return value.replace(/T00:00(:00(\.0+)?)?Z?$/, "");
    if (cellType !== "n") return value;
    const number = Number(value);
    if (this.context.dateStyles[this.cellStyle] === true) return this.dateText(value, number);
    return value.length > EXACT_DIGITS && Number.isFinite(number) ? String(number) : value.trim();
  }

  /** A sheet has the same few dates over and over. */
  private dateText(value: string, serial: number): string {
    const known = this.dates.get(value);
    if (known !== undefined) return known;
    const text = isoOfSerial(serial, this.context.from1904) ?? value;
    if (this.dates.size < MOST_DATES) this.dates.set(value, text);
    return text;
  }

  private keepShared(number: number): void {
    const { texts } = this.context;
    if (texts?.has(number) !== true) {
      throw new WorkbookProblem("workbook", l10n.t("A cell of the sheet refers to a text that is not there."));
    }
    const text = texts.bytes.subarray(texts.startOf(number), texts.endOf(number));
    this.makeRoom(text.length);
    this.bytes.set(text, this.length);
    this.length += text.length;
  }

  private keepText(text: string): void {
    this.makeRoom(text.length * 3);
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  private makeRoom(wanted: number): void {
    if (this.length + wanted <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.bytes.length * 2, this.length + wanted));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }

  private reportFormula(): void {
    const place = this.place(this.column);
    if (this.value === "" && this.cellType !== "str") {
      this.log?.add("formulaWithoutValue", place, () => ({
        message: l10n.t("The cell has a formula without the value it came to."),
        expected: RULES.formulaWithoutValue.words().expected,
      }));
    } else {
      this.log?.add("formula", place, () => ({
        message: l10n.t("The cell has a formula; the value it had when the file was saved is read."),
        expected: RULES.formula.words().expected,
      }));
    }
  }

  /** Trailing cells without a value do not count; missing ones are empty. */
  private finishRow(): boolean {
    let count = this.cellCount;
    while (count > 0 && this.starts[count - 1] === this.ends[count - 1]) count--;
    if (count === 0) return false;
    if (this.width === 0) this.width = count;
    if (count < this.width) this.fillTo(this.width);
    this.cellCount = Math.max(count, this.width);
    return true;
  }

  private fillTo(count: number): void {
    while (this.starts.length < count) {
      const size = this.starts.length * 2;
      const grown = (old: Int32Array) => {
        const fresh = new Int32Array(size);
        fresh.set(old);
        return fresh;
      };
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
      this.flags = new Uint8Array(size);
    }
    for (; this.cellCount < count; this.cellCount++) {
      this.starts[this.cellCount] = 0;
      this.ends[this.cellCount] = 0;
    }
  }
}

const encoder = new TextEncoder();

/** The number of a cell's column, from 0; -1 where its name has none. */
function columnOf(name: string): number {
  let column = 0;
  let at = 0;
  for (; at < name.length && at < 4; at++) {
    const letter = name.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
