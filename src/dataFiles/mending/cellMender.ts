import { countryCodeOf } from "../countryNames";
import { dayOfIso, NO_DAY } from "../dates";
import { type ColumnSpec } from "../fileTypes";
import { type DayOrder, dateReadings, isoOfLocal, onlyIsoOf } from "../localDates";
import { isDash, isOtherMissing, plainReadings } from "../localNumbers";
import { bareNumber } from "../numberMarks";
import { isMissing, numberOfText } from "../numbers";
import { nearMetric } from "../wordRules";
import { type Conventions, isMeasure } from "./conventions";
import { type MendKind } from "./mendKinds";

/** What cells may mean that have several readings, or amounts in several currencies. */
export type OpenKind = "dates" | "numbers" | "percents" | "dashes" | "currencies";

export interface Mended {
  readonly kind: MendKind;
  readonly text: string;
}

/** A cell put right; undefined where nothing is wrong, or what was meant is not beyond doubt. */
export function mendCell(
  column: ColumnSpec,
  text: string,
  country: string,
  conventions: Conventions,
): Mended | undefined {
  const trimmed = text.trim();
  if (isMissing(trimmed)) return trimmed === text ? undefined : { kind: "spaces", text: trimmed };
  const own = mendTrimmed(column, trimmed, country, conventions);
  if (own !== undefined) return own;
  return trimmed === text ? undefined : { kind: "spaces", text: trimmed };
}

/** Why a cell is left as it is that could be put right once it is said how to read it. */
export function openKindOf(
  column: ColumnSpec,
  text: string,
  country: string,
  conventions: Conventions,
): OpenKind | undefined {
  const trimmed = text.trim();
  if (column.kind === "date") return hasSeveralDays(trimmed) ? "dates" : undefined;
  if (!isMeasure(column)) return undefined;
  if (isDash(trimmed)) return "dashes";
  if (conventions.isDoubtful(trimmed)) return "numbers";
  if (!Number.isNaN(numberOfText(trimmed))) return undefined;
  const bare = bareNumber(trimmed);
  if (bare?.currency !== undefined && !conventions.hasOneCurrency(column, country)) return "currencies";
  const whole = column.kind === "count";
  if (plainReadings(trimmed, whole, { ...conventions.numbers, percent: "points" }).length > 1) return "numbers";
  return bare?.percent === true && plainReadings(trimmed, whole, conventions.numbers).length > 1
    ? "percents"
    : undefined;
}

function mendTrimmed(column: ColumnSpec, text: string, country: string, conventions: Conventions): Mended | undefined {
  if (column.kind === "date") return changed("dates", text, mendDate(text, conventions.orderOf(text)));
  if (isMeasure(column)) return changed("numbers", text, mendNumber(column, text, country, conventions));
  if (column.kind === "country")
    return changed("countries", text, /^[A-Z]{3}$/.test(text) ? null : countryCodeOf(text));
  return column.kind === "metric" ? changed("metrics", text, nearMetric(text) ?? null) : undefined;
}

function mendDate(text: string, order: DayOrder | undefined): string | null {
  if (dayOfIso(text) !== NO_DAY) return null;
  return order === undefined ? onlyIsoOf(text) : (isoOfLocal(text, order) ?? onlyIsoOf(text));
}

const hasSeveralDays = (text: string): boolean => new Set(dateReadings(text).values()).size > 1;

function mendNumber(column: ColumnSpec, text: string, country: string, conventions: Conventions): string | null {
  const { numbers } = conventions;
  if (isOtherMissing(text)) return "";
  if (isDash(text)) return numbers.dash === undefined ? null : numbers.dash === "zero" ? "0" : "";
  if (conventions.isDoubtful(text)) return null;
  const isPlain = !Number.isNaN(numberOfText(text));
  // 1.234 is a plain number, and a thousand and more where decimals have a comma.
  if (isPlain && !(numbers.mark === "," && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(text))) return null;
  if (!conventions.hasOneCurrency(column, country) && bareNumber(text)?.currency !== undefined) return null;
  const whole = column.kind === "count";
  const [reading, ...others] = plainReadings(text, whole, numbers);
  if (reading !== undefined) return others.length === 0 ? reading : null;
  // A cell that the usual mark of the file does not explain may still have one reading of its own.
  const [own, ...more] = plainReadings(text, whole, { ...numbers, mark: undefined });
  return own === undefined || more.length > 0 ? null : own;
}

const changed = (kind: MendKind, text: string, mended: string | null): Mended | undefined =>
  mended === null || mended === text ? undefined : { kind, text: mended };
