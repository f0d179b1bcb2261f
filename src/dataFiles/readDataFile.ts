import { type Batch, type FileSummary, type Layout } from "./batch";
import { ByteScanner, type Place } from "./byteScanner";
import { FindingLog } from "./findingLog";
import { type FileType, fileTypeSpec, isSpecified, type Periodicity } from "./fileTypes";
import { type SeverityChoices } from "./findings";
import { guessType, type TypeGuess } from "./guessType";
import { foreignSeparator, type HeaderCell, headerCells, planHeader } from "./header";
import { LongReader, reportOpenQuote } from "./longReader";

export interface ReadOptions {
  readonly type: FileType | "guess";
  readonly format: "csv" | "xlsx";
  /** Helps to guess a type that the header leaves open. */
  readonly fileName?: string;
  /** The project's; without it the one the dates show. */
  readonly periodicity?: Periodicity;
  readonly severity?: SeverityChoices;
  readonly signal?: AbortSignal;
}

/** A row that is longer means a quotation mark that was never closed. */
const LONGEST_ROW = 1 << 20;

const FILE_START: Place = { line: 1, column: 1, startOffset: 0, endOffset: 0 };

/**
 * Reads a data file and checks it: batches of rows, the last with a summary. Throws the signal's reason when it is
 * aborted and whatever the source throws; what is wrong with the file itself is never thrown.
 */
export async function* readDataFile(source: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Batch> {
  const file = new DataFileReading(options);
  for await (const chunk of source) {
    options.signal?.throwIfAborted();
    file.push(chunk);
    for (let batch = file.read(); batch !== undefined; batch = file.read()) {
      yield batch;
      options.signal?.throwIfAborted();
    }
    if (file.stopped) break;
  }
  file.end();
  for (let batch = file.read(); batch !== undefined; batch = file.read()) yield batch;
  yield file.lastBatch();
}

class DataFileReading {
  /** Nothing after this can be made sense of. */
  stopped = false;
  private readonly scanner = new ByteScanner();
  private readonly log: FindingLog;
  private reader: LongReader | undefined;
  private guess: TypeGuess;
  private bytesRead = 0;
  private start = new Uint8Array(0);

  constructor(private readonly options: ReadOptions) {
    this.log = new FindingLog(options.severity);
    this.guess =
      options.type === "guess"
        ? { type: null, sureness: 0, layout: "long" }
        : { type: options.type, sureness: 1, layout: "long" };
    if (options.format === "xlsx") this.stopAtWorkbook();
  }

  push(chunk: Uint8Array): void {
    this.bytesRead += chunk.length;
    if (this.stopped) return;
    if (this.start.length < 8) this.checkStart(chunk);
    this.scanner.push(chunk);
  }

  end(): void {
    this.scanner.end();
  }

  /** A full batch; undefined when the bytes so far hold no further one. */
  read(): Batch | undefined {
    while (!this.stopped && this.scanner.next()) {
      if (this.reader === undefined) this.readHeader();
      else this.reader.readRow(this.scanner);
      if (this.reader?.batchFull) return this.reader.takeBatch(this.bytesRead);
    }
    if (!this.stopped && this.scanner.pending > LONGEST_ROW) this.stopAtLongRow();
    return undefined;
  }

  lastBatch(): Batch {
    const whole = this.reader?.finish(this.options.periodicity);
    if (!this.stopped && (whole?.rows ?? 0) === 0) this.reportEmpty();
    const summary: FileSummary = {
      ...this.guess,
      ...(whole ?? {
        rows: 0,
        combinations: [],
        first: null,
        last: null,
        periodicity: this.options.periodicity ?? null,
      }),
      findingCount: this.log.count,
      errorCount: this.log.errorCount,
      warningCount: this.log.warningCount,
      ruleCounts: { ...this.log.ruleCounts },
    };
    if (this.reader !== undefined) return this.reader.takeBatch(this.bytesRead, summary);
    return {
      columns: [],
      rowNumbers: new Uint32Array(0),
      findings: this.log.take(),
      bytesRead: this.bytesRead,
      summary,
    };
  }

  /** The first bytes tell workbooks and UTF-16 from UTF-8 text, whatever the name of the file says. */
  private checkStart(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.start.length + Math.min(chunk.length, 8));
    joined.set(this.start);
    joined.set(chunk.subarray(0, 8), this.start.length);
    this.start = joined;
    const starts = (...bytes: number[]) => bytes.every((byte, i) => joined[i] === byte);
    if (starts(0x50, 0x4b, 3, 4) || starts(0xd0, 0xcf, 0x11, 0xe0)) this.stopAtWorkbook();
    else if (starts(0xff, 0xfe) || starts(0xfe, 0xff) || (joined.length > 1 && joined.includes(0)))
      this.stopAtEncoding();
  }

  private stopAtEncoding(): void {
    this.stopped = true;
    this.log.add("encoding", FILE_START, () => ({
      message: "The file is not UTF-8: its first bytes are those of UTF-16 or of no text.",
      expected: "Save it as CSV with the encoding UTF-8.",
    }));
  }

  private stopAtWorkbook(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.log.add("notSupported", FILE_START, () => ({
      message: "Excel workbooks are not supported yet.",
      expected: "Save the sheet as CSV (UTF-8, separated by commas).",
    }));
  }

  private stopAtLongRow(): void {
    this.stopped = true;
    const place = this.scanner.pendingPlace();
    if (this.scanner.insideQuotes) reportOpenQuote(this.log, place);
    else {
      this.log.add("raggedRow", place, () => ({
        message: "This line is longer than a megabyte.",
        expected: "End every row with a line break.",
      }));
    }
  }

  private readHeader(): void {
    const cells = headerCells(this.scanner);
    const separator = foreignSeparator(cells);
    if (separator !== undefined) this.stopAtSeparator(cells, separator);
    else this.chooseType(cells);
    const type = this.guess.type;
    if (this.stopped || type === null) return;
    if (!isSpecified(type)) this.reportUnspecified(type, cells);
    const spec = fileTypeSpec(type);
    this.reader = new LongReader(spec, planHeader(cells, spec, this.log), this.log);
  }

  private stopAtSeparator(cells: readonly HeaderCell[], separator: string): void {
    this.stopped = true;
    const name = separator === "\t" ? "tabs" : `"${separator}"`;
    this.log.add("separator", cells[0]?.place ?? FILE_START, () => ({
      message: `The cells are separated by ${name}.`,
      expected: "Separate them by commas, and write decimals with a period.",
    }));
  }

  private chooseType(cells: readonly HeaderCell[]): void {
    const header = guessType([cells.map(({ text }) => text)], this.options.fileName);
    if (this.options.type === "guess") this.guess = header;
    else this.guess = { ...this.guess, layout: header.layout };
    if (header.layout === "wide") this.stopAtWide(cells, header.layout);
    else if (this.guess.type === null) this.stopAtUnknownType(cells);
  }

  private stopAtWide(cells: readonly HeaderCell[], layout: Layout): void {
    this.stopped = true;
    this.log.add("notSupported", cells[0]?.place ?? FILE_START, () => ({
      message: `The ${layout} layout, with one column for each series, is not supported yet.`,
      expected:
        "Write the long form: the names of the columns in the first row, then one row for each date and series.",
    }));
  }

  private stopAtUnknownType(cells: readonly HeaderCell[]): void {
    this.stopped = true;
    this.log.add("typeUnknown", cells[0]?.place ?? FILE_START, () => ({
      message: `The header fits no file type: ${cells.map(({ text }) => text).join(", ")}.`,
      expected:
        "The first row needs the column names of one type, such as Country, Region, Grouping, Date, Product, UnitsSold, PricePerUnit for Sales.",
    }));
  }

  private reportUnspecified(type: FileType, cells: readonly HeaderCell[]): void {
    this.log.add("unspecifiedType", cells[0]?.place ?? FILE_START, () => ({
      message: `The columns of ${type} files are not documented.`,
      expected: "Only Country, Region, Grouping and Date are checked.",
    }));
  }

  private reportEmpty(): void {
    const empty = this.reader === undefined;
    this.log.add("emptyFile", FILE_START, () => ({
      message: empty ? "The file is empty." : "The file has a header and no rows.",
      expected: "It needs a header and at least one row.",
    }));
  }
}
