import * as l10n from "@vscode/l10n";
import { type Batch, type FileSummary, type Layout } from "./batch";
import { type CellRow, FILE_START } from "./cellRow";
import { cellText } from "./cellText";
import { fileTypeNamed, fileTypeSpec, isSpecified, type Periodicity, type TypeName } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { guessType, layoutOf, type TypeGuess } from "./guessType";
import { declaredSeparator, foreignSeparator, headerCells, planHeader } from "./header";
import { KeptRow } from "./keptRow";
import { LongReader } from "./longReader";
import { RULES } from "./rules";
import { shown, shownList } from "./shownText";
import { type TableReader } from "./tableReader";
import { beginsWithName } from "./wideHeader";
import { WideReader } from "./wideReader";

/** So many rows of names may stand above the dates of a wide file. */
const MOST_NAME_ROWS = 100;

/** A guess surer than this is told to whoever gave another type. */
const SURE = 0.9;

export interface TableOptions {
  readonly type: TypeName | "guess";
  readonly fileName?: string;
}

/** Makes out layout and type from the first rows of a table and hands the others to the reader for them. */
export class TableReading {
  /** Nothing after this can be made sense of. */
  stopped = false;
  /** Cuts the row that is read and all that follow by another separator; undefined where cells have none. */
  separateBy: ((separator: string) => void) | undefined;
  private hasBegun = false;
  private isCutAnew = false;
  private guess: TypeGuess;
  private layout: Layout | undefined;
  private reader: TableReader | undefined;
  private readonly opening: KeptRow[] = [];

  constructor(
    private readonly options: TableOptions,
    private readonly log: FindingLog,
  ) {
    const { type } = options;
    this.guess = type === "guess" ? { type: null, sureness: 0, layout: "long" } : { type, sureness: 1, layout: "long" };
  }

  readRow(row: CellRow): void {
    if (this.reader !== undefined) this.reader.readRow(row);
    else if (this.opening.length === 0) this.beginTable(row);
    else this.openTable(row);
  }

  get batchFull(): boolean {
    return this.reader?.rows.batchFull === true;
  }

  takeBatch(bytesRead: number): Batch {
    return this.batch(bytesRead);
  }

  /** The last batch, with the checks that need the whole file. */
  lastBatch(bytesRead: number, periodicity: Periodicity | undefined): Batch {
    if (this.reader === undefined && !this.stopped) this.startReader();
    const rows = this.reader?.rows;
    if (!this.stopped && (rows?.keptRows ?? 0) === 0) this.reportEmpty(rows?.rows ?? 0);
    const whole = rows?.finish(periodicity, !this.stopped) ?? {
      rows: 0,
      combinations: [],
      first: null,
      last: null,
      periodicity: periodicity ?? null,
    };
    const { findingCount, errorCount, warningCount, ruleCounts } = this.log;
    const specified = this.guess.type !== null && isSpecified(this.guess.type);
    const counts = { findingCount, errorCount, warningCount, ruleCounts: { ...ruleCounts } };
    return this.batch(bytesRead, { ...this.guess, specified, ...whole, ...counts });
  }

  private batch(bytesRead: number, summary?: FileSummary): Batch {
    if (this.reader !== undefined) return this.reader.rows.takeBatch(bytesRead, summary);
    const nothing = { columns: [], rowNumbers: new Uint32Array(0), findings: this.log.take(), bytesRead };
    return summary === undefined ? nothing : { ...nothing, summary };
  }

  private beginTable(row: CellRow): void {
    const cells = headerCells(row);
    const named = this.hasBegun ? undefined : declaredSeparator(cells);
    this.hasBegun = true;
    const foreign = this.isCutAnew ? undefined : foreignSeparator(cells);
    if (named !== undefined) this.reportSeparatorLine(row, named);
    else if (foreign === undefined) this.opening.push(new KeptRow(row));
    else this.reportSeparator(row, foreign);
  }

  /** The second row tells the layouts apart, and the first row without a name the names of a wide file from its dates. */
  private openTable(row: CellRow): void {
    const [first] = this.opening;
    this.layout ??= layoutOf(first === undefined ? [] : textsOf(first), cellText(row, 0));
    if (this.layout === "wide" && beginsWithName(row) && this.opening.length < MOST_NAME_ROWS) {
      this.opening.push(new KeptRow(row));
      return;
    }
    this.startReader();
    this.reader?.readRow(row);
  }

  private startReader(): void {
    const [first, ...others] = this.opening;
    if (first === undefined) return;
    this.chooseType(first);
    const { type, layout } = this.guess;
    if (this.stopped || type === null) return;
    const spec = fileTypeSpec(type);
    this.reader =
      layout === "long"
        ? new LongReader(spec, planHeader(headerCells(first), spec, this.log), this.log)
        : new WideReader(spec, [first, ...others], this.log);
  }

  private chooseType(first: KeptRow): void {
    const header = guessType(
      this.opening.map((row) => textsOf(row)),
      this.options.fileName,
    );
    const { type } = this.guess;
    if (this.options.type === "guess") this.guess = header;
    else this.guess = { ...this.guess, layout: header.layout };
    if (this.guess.type === null) this.stopAtUnknownType(first);
    else this.reportType(first, this.guess.type);
    if (type !== null && header.type !== null && header.type !== type) this.reportOther(first, type, header);
  }

  private reportType(first: KeptRow, type: TypeName): void {
    if (isSpecified(type)) return;
    const known = fileTypeNamed(type) !== undefined;
    this.log.add(known ? "unspecifiedType" : "unknownType", first.place(0), () => ({
      message: known
        ? l10n.t("The columns of {0} files are not documented.", type)
        : l10n.t('There is no file type "{0}".', shown(type)),
      expected: RULES.unspecifiedType.words().expected,
    }));
  }

  private reportOther(first: KeptRow, type: TypeName, header: TypeGuess): void {
    if (!isSpecified(type) || header.sureness < SURE) return;
    this.log.add("otherType", first.place(0), () => ({
      message: l10n.t("The names are those of a {0} file, not of a {1} file.", header.type ?? "", type),
      expected: RULES.otherType.words().expected,
    }));
  }

  /** The rest is read all the same, so that all of it is told at once. */
  private reportSeparator(row: CellRow, separator: string): void {
    this.log.addFatal("separator", row.place(0), () => ({
      message:
        separator === "\t"
          ? l10n.t("The cells are separated by tabs.")
          : l10n.t('The cells are separated by "{0}".', separator),
      expected: RULES.separator.words().expected,
    }));
    this.isCutAnew = true;
    if (this.separateBy === undefined) this.stopped = true;
    else this.separateBy(separator);
  }

  private reportSeparatorLine(row: CellRow, separator: string): void {
    this.log.add("separatorLine", row.rowPlace(), () => ({
      message: l10n.t(
        'The first line is "{0}", which only spreadsheet programs understand.',
        `sep=${shown(separator)}`,
      ),
      expected: RULES.separatorLine.words().expected,
    }));
  }

  private stopAtUnknownType(first: KeptRow): void {
    this.stopped = true;
    this.log.addFatal("typeUnknown", first.place(0), () => ({
      message: l10n.t("The header fits no file type: {0}.", shownList(textsOf(first))),
      expected: l10n.t(
        "The first row needs the column names of one type, such as Country, Region, Grouping, Date, Product, UnitsSold, PricePerUnit for Sales.",
      ),
    }));
  }

  private reportEmpty(rows: number): void {
    const nothingRead = () =>
      rows === 0 ? l10n.t("The file has a header and no rows.") : l10n.t("The file has no row that can be read.");
    this.log.addFatal("emptyFile", FILE_START, () => ({
      message: this.opening.length === 0 ? l10n.t("The file is empty.") : nothingRead(),
      expected: l10n.t("It needs a header and at least one row."),
    }));
  }
}

const textsOf = (row: CellRow): string[] => Array.from({ length: row.cellCount }, (_, cell) => cellText(row, cell));
