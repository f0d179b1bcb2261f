import { countryCodeOf } from "../countryNames";
import { dayOfIso, NO_DAY } from "../dates";
import { type ColumnSpec } from "../fileTypes";
import { type DayOrder, isoOfLocal, onlyIsoOf, orderShown } from "../localDates";
import { type DecimalMark, markShown, plainNumber, plainReadings } from "../localNumbers";
import { isMissing, numberOfText } from "../numbers";
import { nearMetric } from "../wordRules";
import { type MendKind } from "./mendKinds";

/** What the cells of a file show of how its author writes numbers and dates. */
export class Conventions {
  private readonly marks = { ",": 0, ".": 0 };
  private readonly orders = { dayFirst: 0, monthFirst: 0 };

  /** Cells of a file separated by semicolons come from where the comma is the decimal mark. */
  constructor(
    private readonly separator: string,
    private readonly chosenOrder: DayOrder | undefined,
  ) {}

  see(column: ColumnSpec, text: string): void {
    if (column.kind === "date") {
      const order = orderShown(text.trim());
      if (order !== undefined) this.orders[order]++;
    } else if (isMeasure(column)) {
      const mark = markShown(text.trim());
      if (mark !== undefined) this.marks[mark]++;
    }
  }

  /** Undefined where the file shows none, or both. */
  get mark(): DecimalMark | undefined {
    const { ",": comma, ".": point } = this.marks;
    if (comma > 0 && point > 0) return undefined;
    if (comma === 0 && point === 0) return this.separator === ";" ? "," : undefined;
    return comma > 0 ? "," : ".";
  }

  get order(): DayOrder | undefined {
    if (this.chosenOrder !== undefined) return this.chosenOrder;
    const { dayFirst, monthFirst } = this.orders;
    if (dayFirst > 0 === monthFirst > 0) return undefined;
    return dayFirst > 0 ? "dayFirst" : "monthFirst";
  }
}

export interface Mended {
  readonly kind: MendKind;
  readonly text: string;
}

/** A cell put right; undefined where nothing is wrong, or what was meant is not beyond doubt. */
export function mendCell(
  column: ColumnSpec,
  text: string,
  { mark, order }: Pick<Conventions, "mark" | "order">,
): Mended | undefined {
  const trimmed = text.trim();
  if (isMissing(trimmed)) return trimmed === text ? undefined : { kind: "spaces", text: trimmed };
  const own = mendTrimmed(column, trimmed, mark, order);
  if (own !== undefined) return own;
  return trimmed === text ? undefined : { kind: "spaces", text: trimmed };
}

function mendTrimmed(
  column: ColumnSpec,
  text: string,
  mark: DecimalMark | undefined,
  order: DayOrder | undefined,
): Mended | undefined {
  if (column.kind === "date") return changed("dates", text, mendDate(text, order));
  if (isMeasure(column)) return changed("numbers", text, mendNumber(text, mark));
  if (column.kind === "country")
    return changed("countries", text, /^[A-Z]{3}$/.test(text) ? null : countryCodeOf(text));
  return column.kind === "metric" ? changed("metrics", text, nearMetric(text) ?? null) : undefined;
}

const isMeasure = ({ kind }: ColumnSpec): boolean => kind === "number" || kind === "count";

function mendDate(text: string, order: DayOrder | undefined): string | null {
  if (dayOfIso(text) !== NO_DAY) return null;
  return order === undefined ? onlyIsoOf(text) : (isoOfLocal(text, order) ?? onlyIsoOf(text));
}

function mendNumber(text: string, mark: DecimalMark | undefined): string | null {
  // 1.234 is a plain number, and a thousand and more where decimals have a comma.
  if (!Number.isNaN(numberOfText(text)))
    return mark === "," && /^[+-]?\d{1,3}(\.\d{3})+$/.test(text) ? plainNumber(text, mark) : null;
  const read = mark === undefined ? null : plainNumber(text, mark);
  if (read !== null) return read;
  const readings = plainReadings(text);
  return readings.length === 1 ? (readings[0] ?? null) : null;
}

const changed = (kind: MendKind, text: string, mended: string | null): Mended | undefined =>
  mended === null || mended === text ? undefined : { kind, text: mended };
