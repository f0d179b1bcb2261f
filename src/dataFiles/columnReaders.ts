import * as l10n from "@vscode/l10n";
import { type Column } from "./batch";
import { type CellRow, ESCAPED, OPEN, type Place, STRAY } from "./cellRow";
import { cellText, contentEnd, contentStart, decodeStrictly } from "./cellText";
import { csvCell } from "./csvCell";
import { dayOfBytes, dayOfIso, NO_DAY } from "./dates";
import { type ColumnSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { type Fix } from "./findings";
import { onlyIsoOf } from "./localDates";
import { isMissing, numberOfBytes, numberOfText } from "./numbers";
import { numberProblem } from "./numberWords";
import { WordDictionary } from "./wordDictionary";
import { RULES } from "./rules";
import { shown } from "./shownText";
import { missingProblem, spacesProblem, wordProblem, type WordProblem } from "./wordRules";

const UNUSUAL = STRAY | OPEN | ESCAPED;

/** Reads one column cell by cell and keeps the values of the rows that are kept. */
export interface ColumnReader {
  readonly spec: ColumnSpec;
  /** Reads a cell of a row, -1 for a column that the file does not have; findings go to the log. */
  read(row: CellRow, cell: number): void;
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
  /**
   * The first spelling of each name, by the name without capitals and with a space behind it, which no name has; and
   * every name that was compared, by itself.
   */
  private readonly spellings = new Map<string, string>();
  private codes: Uint32Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.codes = new Uint32Array(capacity);
  }

  read(row: CellRow, cell: number): void {
    if (cell < 0) {
      this.code = this.codeOf(this.spec.whenEmpty ?? "all");
      return;
    }
    if ((row.flags[cell] ?? 0) & UNUSUAL) {
      this.readUnusual(row, cell);
      return;
    }
    const raw = this.raw.code(row.bytes, contentStart(row, cell), contentEnd(row, cell));
    const meaning = this.meanings[raw] ?? this.learn(raw, row, cell);
    this.code = meaning.code;
    if (meaning.problems.length > 0) this.report(meaning.problems, row.place(cell));
  }

  keep(row: number): void {
    this.codes[row] = this.code;
  }

  take(rows: number): Column {
    const codes = this.codes.subarray(0, rows);
    this.codes = new Uint32Array(this.capacity);
    return { kind: "dimension", name: this.spec.name, codes, dictionary: this.words };
  }

  private learn(raw: number, row: CellRow, cell: number) {
    const bytes = row.bytes.subarray(contentStart(row, cell), contentEnd(row, cell));
    const meaning = this.meaningOf(this.raw.words[raw] ?? "", decodeStrictly(bytes, 0, bytes.length) !== null);
    this.meanings[raw] = meaning;
    this.compareSpelling(this.words[meaning.code] ?? "", row.place(cell));
    return meaning;
  }

  private readUnusual(row: CellRow, cell: number): void {
    const text = cellText(row, cell);
    const { code, problems } = this.meaningOf(text, !text.includes("\ufffd"));
    this.code = code;
    this.report(problems, row.place(cell));
    this.compareSpelling(this.words[code] ?? "", row.place(cell));
  }

  private meaningOf(text: string, utf8: boolean) {
    const trimmed = text.trim();
    const word = isMissing(trimmed) ? (this.spec.whenEmpty ?? "") : trimmed;
    return { code: this.codeOf(word), problems: wordProblem(this.spec, text, utf8) };
  }

  /** Says once for every other spelling of a name where it stands first. */
  private compareSpelling(word: string, place: Place): void {
    const { kind, name } = this.spec;
    if ((kind !== "word" && kind !== "place") || this.spellings.has(word)) return;
    // One letter may be written as one character or as two.
    const plain = word.normalize("NFC").toLowerCase().replace(/\s/g, "");
    const usual = this.spellings.get(`${plain} `);
    this.spellings.set(word, word);
    if (usual === undefined) this.spellings.set(`${plain} `, word);
    else if (usual !== word) {
      this.log.add("similarName", place, () => ({
        message: l10n.t('"{0}" in {1} differs from "{2}" only in capitals or spaces.', shown(word), name, shown(usual)),
        expected: l10n.t("If both mean the same, write {0}; else they are taken as two.", shown(usual)),
        fix: changeTo(usual, place),
      }));
    }
  }

  private report(problems: readonly WordProblem[], place: Place): void {
    for (const { rule, mended, ...words } of problems)
      this.log.add(rule, place, () => (mended === undefined ? words : { ...words, fix: changeTo(mended, place) }));
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
  /** The cell that was read last. */
  cell = -1;
  private days: Int32Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.days = new Int32Array(capacity);
  }

  read(row: CellRow, cell: number): void {
    this.cell = cell;
    this.day = dayOfBytes(row.bytes, contentStart(row, cell), contentEnd(row, cell));
    if (this.day === NO_DAY) this.readSlowly(row, cell);
  }

  keep(row: number): void {
    this.days[row] = this.day;
  }

  take(rows: number): Column {
    const days = this.days.subarray(0, rows);
    this.days = new Int32Array(this.capacity);
    return { kind: "date", name: this.spec.name, days };
  }

  private readSlowly(row: CellRow, cell: number): void {
    const text = cellText(row, cell);
    const trimmed = text.trim();
    this.day = dayOfIso(trimmed);
    const place = row.place(cell);
    if (this.day !== NO_DAY) reportSpaces(this.log, this.spec, text, place);
    else if (isMissing(trimmed)) this.log.add("missingValue", place, () => missingProblem(this.spec));
    else this.log.add("date", place, () => dateWords(trimmed, place));
  }
}

const POINT = 46;
/** Fewer may have three decimals by chance, where nothing shows that the author writes decimals with a comma. */
const FEWEST_THOUSANDS = 3;

export class NumberReader implements ColumnReader {
  /** What was read last; NaN where there is no number. */
  value = NaN;
  /** What was read last is something, but no number. */
  unreadable = false;
  private thousands = 0;
  /** The first of them that is read, as a number with decimals. */
  private firstThousand = "";
  private thousandPlace: Place | undefined;
  /** Numbers that show how decimals or thousands are written. */
  private hasOthers = false;
  private values: Float64Array<ArrayBuffer>;

  constructor(
    readonly spec: ColumnSpec,
    private readonly capacity: number,
    private readonly log: FindingLog,
  ) {
    this.values = new Float64Array(capacity);
  }

  read(row: CellRow, cell: number): void {
    const [start, end] = [contentStart(row, cell), contentEnd(row, cell)];
    this.unreadable = false;
    this.value = cell < 0 || start === end ? NaN : numberOfBytes(row.bytes, start, end);
    if (start === end || cell < 0) return;
    if (row.bytes[end - 4] === POINT && end - start > 4 && !(this.value < 1 || this.value >= 1000))
      this.seeThousands(row, cell);
    else if (this.value >= 1000 || this.value % 1 !== 0) this.hasOthers = true;
    if (Number.isNaN(this.value)) this.readSlowly(row, cell);
    if (this.value < 0 && this.spec.name !== "ProfitPerUnit") this.reportNegative(row, cell);
    if (this.spec.kind === "count" && this.value % 1 !== 0 && !Number.isNaN(this.value)) this.reportFraction(row, cell);
  }

  keep(row: number): void {
    this.values[row] = this.value;
  }

  take(rows: number): Column {
    const values = this.values.subarray(0, rows);
    this.values = new Float64Array(this.capacity);
    return { kind: "measure", name: this.spec.name, values };
  }

  /** Says where every number with a period has three digits behind it, and none without one is above a thousand. */
  checkThousands(showsCommas: boolean): void {
    const { firstThousand: text, thousandPlace: place } = this;
    if (this.hasOthers || place === undefined || this.thousands < (showsCommas ? 1 : FEWEST_THOUSANDS)) return;
    const { name } = this.spec;
    this.log.add("thousandsPeriod", place, () => ({
      message: l10n.t("All numbers of {0} with a period have three digits behind it, such as {1}.", name, shown(text)),
      expected: l10n.t("They are read as decimals. If the period stands between thousands, take it away."),
    }));
  }

  private seeThousands(row: CellRow, cell: number): void {
    if (Number.isNaN(this.value) && !/^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(cellText(row, cell).trim())) return;
    this.thousands++;
    if (this.thousandPlace !== undefined || this.hasOthers || Number.isNaN(this.value)) return;
    this.firstThousand = cellText(row, cell).trim();
    this.thousandPlace = row.place(cell);
  }

  private readSlowly(row: CellRow, cell: number): void {
    const text = cellText(row, cell);
    const trimmed = text.trim();
    if (isMissing(trimmed)) return;
    this.value = numberOfText(trimmed);
    const place = row.place(cell);
    if (!Number.isNaN(this.value)) reportSpaces(this.log, this.spec, text, place);
    else this.reportMarks(trimmed, place);
  }

  private reportMarks(text: string, place: Place): void {
    this.unreadable = true;
    const { rule, mended, ...words } = numberProblem(this.spec, text);
    this.log.add(rule, place, () => (mended === undefined ? words : { ...words, fix: changeTo(mended, place) }));
  }

  private reportNegative(row: CellRow, cell: number): void {
    this.log.add("negative", row.place(cell), () => ({
      message: l10n.t("{0} is {1}.", this.spec.name, shown(cellText(row, cell))),
      expected: l10n.t("Sales, prices, counts and media values are usually not below zero."),
    }));
  }

  private reportFraction(row: CellRow, cell: number): void {
    this.log.add("wholeNumber", row.place(cell), () => ({
      message: l10n.t("{0} is {1}, which is not a whole number.", this.spec.name, shown(cellText(row, cell))),
      expected: RULES.wholeNumber.words().expected,
    }));
  }
}

function reportSpaces(log: FindingLog, spec: ColumnSpec, text: string, place: Place): void {
  if (text === text.trim()) return;
  log.add("spaces", place, () => {
    const { mended, ...words } = spacesProblem(spec, text);
    return { ...words, fix: changeTo(mended, place) };
  });
}

function changeTo(text: string, { startOffset, endOffset }: Place): Fix {
  if (text === "") return { title: l10n.t("Leave it empty"), startOffset, endOffset, text };
  return { title: l10n.t("Change to {0}", shown(text)), startOffset, endOffset, text: csvCell(text) };
}

function dateWords(text: string, place: Place) {
  const iso = onlyIsoOf(text);
  return {
    message: l10n.t('"{0}" is not a date.', shown(text)),
    expected: l10n.t("Write year, month and day as YYYY-MM-DD, such as {0}.", iso ?? "2024-01-08"),
    ...(iso === null ? {} : { fix: changeTo(iso, place) }),
  };
}
