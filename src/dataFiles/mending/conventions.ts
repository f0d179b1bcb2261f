import { dayOfIso, NO_DAY } from "../dates";
import { type ColumnSpec } from "../fileTypes";
import { DAY_ORDERS, type DayOrder, dateReadings } from "../localDates";
import { type DecimalMark, markShown, type NumberReadings } from "../localNumbers";
import { bareNumber } from "../numberMarks";
import { numberOfText } from "../numbers";

/** What was said of a file where its cells leave it open. */
export interface ChosenReadings extends NumberReadings {
  /** How to read 01/07/2018. */
  readonly dayOrder?: DayOrder | undefined;
}

/** What the cells of a file show of how its author writes numbers and dates. */
export class Conventions {
  private readonly marks = { ",": 0, ".": 0 };
  /** In which orders all dates so far with the same mark between their numbers are days. */
  private readonly orders = new Map<string, readonly DayOrder[]>();
  /** The currencies of each column and country. */
  private readonly currencies = new Map<string, Set<string>>();

  constructor(
    private readonly separator: string,
    private readonly chosen: ChosenReadings,
  ) {}

  see(column: ColumnSpec, text: string, country: string): void {
    const trimmed = text.trim();
    if (column.kind === "date") this.seeDate(trimmed);
    else if (isMeasure(column)) this.seeNumber(column, trimmed, country);
  }

  /** How to read a number; the decimal mark is open where the file shows none, or both. */
  get numbers(): NumberReadings {
    const { percent, dash } = this.chosen;
    return { mark: this.chosen.mark ?? this.markShown, percent, dash };
  }

  /** Undefined where several orders are possible, or none fits all dates that are written alike. */
  orderOf(date: string): DayOrder | undefined {
    if (this.chosen.dayOrder !== undefined) return this.chosen.dayOrder;
    const [only, ...others] = this.orders.get(markOf(date)) ?? [];
    return others.length === 0 ? only : undefined;
  }

  /** One currency is local; two in one column and country are amounts that cannot be compared. */
  hasOneCurrency(column: ColumnSpec, country: string): boolean {
    return (this.currencies.get(keyOf(column, country))?.size ?? 0) < 2;
  }

  /**
   * 1.234 is a plain number; where the comma is usual for decimals it may be a thousand and more. A file between whose
   * cells stand commas shows both ways as soon as one of its numbers has another.
   */
  isDoubtful(text: string): boolean {
    if (this.chosen.mark !== undefined || !MAY_HAVE_THOUSANDS.test(text)) return false;
    return this.separator === "," ? this.markShown === "," : this.markShown === undefined;
  }

  private get markShown(): DecimalMark | undefined {
    const { ",": comma, ".": point } = this.marks;
    if (comma > 0 === point > 0) return undefined;
    return comma > 0 ? "," : ".";
  }

  private seeDate(text: string): void {
    if (dayOfIso(text) !== NO_DAY) return;
    const readings = dateReadings(text);
    if (new Set(readings.values()).size < 2 && readings.size !== 1) return;
    const mark = markOf(text);
    const known = this.orders.get(mark) ?? DAY_ORDERS;
    this.orders.set(
      mark,
      known.filter((order) => readings.has(order)),
    );
  }

  private seeNumber(column: ColumnSpec, text: string, country: string): void {
    if (/^[+-]?\d+$/.test(text)) return;
    // That a count is whole says how a comma in it is meant; a plain number may just as well be wrong.
    const mark = markShown(text, column.kind === "count" && Number.isNaN(numberOfText(text)));
    if (mark !== undefined) this.marks[mark]++;
    const currency = bareNumber(text)?.currency;
    if (currency === undefined) return;
    const key = keyOf(column, country);
    const known = this.currencies.get(key) ?? new Set();
    this.currencies.set(key, known.add(currency));
  }
}

/** What stands between the first two numbers of a date. */
const markOf = (date: string): string => /\d([./-])\d/.exec(date)?.[1] ?? "";

const MAY_HAVE_THOUSANDS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

const keyOf = ({ name }: ColumnSpec, country: string): string => `${name}\0${country}`;

export const isMeasure = ({ kind }: ColumnSpec): boolean => kind === "number" || kind === "count";
