import { type Column } from "./batch";
import { type ByteScanner, ESCAPED, OPEN, type Place, STRAY } from "./byteScanner";
import { cellText, contentEnd, contentStart, decodeStrictly } from "./cellText";
import { dayOfBytes, dayOfIso, isoOfDay, NO_DAY } from "./dates";
import { type ColumnSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { isMissing, numberOfBytes, numberOfText, withDecimalPoint } from "./numbers";
import { WordDictionary } from "./wordDictionary";
import { missingProblem, spacesProblem, wordProblem, type WordProblem } from "./wordRules";

const UNUSUAL = STRAY | OPEN | ESCAPED;

/** Reads one column cell by cell and keeps the values of the rows that are kept. */
export interface ColumnReader {
  readonly spec: ColumnSpec;
  /** Reads the cell of the current row; findings go to the log. */
  read(scanner: ByteScanner, cell: number): void;
  /** Keeps what was read last as the value of a row of the batch. */
  keep(row: number): void;
  /** The kept values of a batch. */
  take(rows: number): Column;
}

export class WordReader implements ColumnReader {
  /** Code of what was read last. */
  code = 0;
  readonly words: string[] = [];
  private readonly raw = new WordDictionary();
  /** Code of the cleaned word and what is wrong with it, by raw code. */
  private readonly meanings: { readonly code: number; readonly problems: readonly WordProblem[] }[] = [];
  private readonly codeOfWord = new Map<string, number>();
  private codes: Uint32Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.codes = new Uint32Array(capacity);
  }

  read(scanner: ByteScanner, cell: number): void {
    if (cell < 0) {
      this.code = this.codeOf(this.spec.whenEmpty ?? "");
      return;
    }
    if ((scanner.flags[cell] ?? 0) & UNUSUAL) {
      this.readUnusual(scanner, cell);
      return;
    }
    const raw = this.raw.code(scanner.bytes, contentStart(scanner, cell), contentEnd(scanner, cell));
    const meaning = this.meanings[raw] ?? this.learn(raw, scanner, cell);
    this.code = meaning.code;
    if (meaning.problems.length > 0) this.report(meaning.problems, scanner.place(cell));
  }

  keep(row: number): void {
    this.codes[row] = this.code;
  }

  take(rows: number): Column {
    const codes = this.codes.subarray(0, rows);
    this.codes = new Uint32Array(this.capacity);
    return { kind: "dimension", name: this.spec.name, codes, dictionary: this.words };
  }

  private learn(raw: number, scanner: ByteScanner, cell: number) {
    const bytes = scanner.bytes.subarray(contentStart(scanner, cell), contentEnd(scanner, cell));
    const meaning = this.meaningOf(this.raw.words[raw] ?? "", decodeStrictly(bytes, 0, bytes.length) !== null);
    this.meanings[raw] = meaning;
    return meaning;
  }

  private readUnusual(scanner: ByteScanner, cell: number): void {
    const text = cellText(scanner, cell);
    const { code, problems } = this.meaningOf(text, !text.includes("\ufffd"));
    this.code = code;
    this.report(problems, scanner.place(cell));
  }

  private meaningOf(text: string, utf8: boolean) {
    const trimmed = text.trim();
    const word = isMissing(trimmed) ? (this.spec.whenEmpty ?? "") : trimmed;
    return { code: this.codeOf(word), problems: wordProblem(this.spec, text, utf8) };
  }

  private report(problems: readonly WordProblem[], place: Place): void {
    for (const { rule, ...words } of problems) this.log.add(rule, place, () => words);
  }

  private codeOf(word: string): number {
    const known = this.codeOfWord.get(word);
    if (known !== undefined) return known;
    this.codeOfWord.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

export class DateReader implements ColumnReader {
  /** Day number of what was read last; NO_DAY when it cannot be read. */
  day = NO_DAY;
  private days: Int32Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.days = new Int32Array(capacity);
  }

  read(scanner: ByteScanner, cell: number): void {
    this.day = dayOfBytes(scanner.bytes, contentStart(scanner, cell), contentEnd(scanner, cell));
    if (this.day === NO_DAY) this.readSlowly(scanner, cell);
  }

  keep(row: number): void {
    this.days[row] = this.day;
  }

  take(rows: number): Column {
    const days = this.days.subarray(0, rows);
    this.days = new Int32Array(this.capacity);
    return { kind: "date", name: this.spec.name, days };
  }

  private readSlowly(scanner: ByteScanner, cell: number): void {
    const text = cellText(scanner, cell);
    const trimmed = text.trim();
    this.day = dayOfIso(trimmed);
    const place = scanner.place(cell);
    if (this.day !== NO_DAY) reportSpaces(this.log, this.spec, text, place);
    else if (isMissing(trimmed)) this.log.add("missingValue", place, () => missingProblem(this.spec));
    else this.log.add("date", place, () => dateWords(trimmed));
  }
}

export class NumberReader implements ColumnReader {
  private value = NaN;
  private values: Float64Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.values = new Float64Array(capacity);
  }

  read(scanner: ByteScanner, cell: number): void {
    this.value = numberOfBytes(scanner.bytes, contentStart(scanner, cell), contentEnd(scanner, cell));
    if (Number.isNaN(this.value)) this.readSlowly(scanner, cell);
    if (this.value < 0 && this.spec.name !== "ProfitPerUnit") this.reportNegative(scanner, cell);
    if (this.spec.kind === "count" && this.value % 1 !== 0 && !Number.isNaN(this.value))
      this.reportFraction(scanner, cell);
  }

  keep(row: number): void {
    this.values[row] = this.value;
  }

  take(rows: number): Column {
    const values = this.values.subarray(0, rows);
    this.values = new Float64Array(this.capacity);
    return { kind: "measure", name: this.spec.name, values };
  }

  private readSlowly(scanner: ByteScanner, cell: number): void {
    const text = cellText(scanner, cell);
    const trimmed = text.trim();
    if (isMissing(trimmed)) return;
    this.value = numberOfText(trimmed);
    const place = scanner.place(cell);
    if (!Number.isNaN(this.value)) reportSpaces(this.log, this.spec, text, place);
    else if (withDecimalPoint(trimmed) !== null) this.log.add("decimalComma", place, () => commaWords(trimmed, place));
    else {
      this.log.add("number", place, () => ({
        message: `"${trimmed}" is not a number, in ${this.spec.name}.`,
        expected:
          "Write digits with a period as decimal mark and nothing else, such as 1234.5, or leave the cell empty.",
      }));
    }
  }

  private reportNegative(scanner: ByteScanner, cell: number): void {
    this.log.add("negative", scanner.place(cell), () => ({
      message: `${this.spec.name} is ${cellText(scanner, cell)}.`,
      expected: "Sales, prices, counts and media values are usually not below zero.",
    }));
  }

  private reportFraction(scanner: ByteScanner, cell: number): void {
    this.log.add("wholeNumber", scanner.place(cell), () => ({
      message: `${this.spec.name} is ${cellText(scanner, cell)}, which is not a whole number.`,
      expected: "Write a whole number, such as 90.",
    }));
  }
}

function reportSpaces(log: FindingLog, spec: ColumnSpec, text: string, place: Place): void {
  if (text !== text.trim()) log.add("spaces", place, () => spacesProblem(spec, text));
}

function dateWords(text: string) {
  const iso = isoOfLocalDate(text);
  return {
    message: `"${text}" is not a date.`,
    expected: `Write year, month and day as YYYY-MM-DD, such as ${iso ?? "2024-01-08"}.`,
  };
}

/** The ISO form of a date of another order where only one reading is possible. */
function isoOfLocalDate(text: string): string | null {
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text);
  if (parts === null) return null;
  const [a = 0, b = 0, c = 0] = parts.slice(1).map(Number);
  const readings = new Set(
    [
      [a, b, c],
      [c, b, a],
      [c, a, b],
    ]
      .filter(([year = 0]) => year > 999)
      .map(([year, month, day]) => dayOfIso(`${String(year)}-${pad(month)}-${pad(day)}`))
      .filter((day) => day !== NO_DAY),
  );
  const [only] = readings;
  return readings.size === 1 && only !== undefined ? isoOfDay(only) : null;
}

const pad = (value: number | undefined) => String(value).padStart(2, "0");

function commaWords(text: string, place: Place) {
  const better = withDecimalPoint(text) ?? text;
  return {
    message: `"${text}" has a comma.`,
    expected: `The decimal mark is a period, and thousands have no mark: ${better}.`,
    fix: { title: `Change to ${better}`, startOffset: place.startOffset, endOffset: place.endOffset, text: better },
  };
}
