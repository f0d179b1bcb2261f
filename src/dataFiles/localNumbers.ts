import { bareNumber } from "./numberMarks";
import { numberOfText } from "./numbers";

/** The mark in front of the decimals. */
export type DecimalMark = "," | ".";

/** 12.5 % is a share of 0.125, or 12.5 percentage points. */
export type PercentReading = "share" | "points";

/** A dash alone is what spreadsheets show for zero, and people write for a missing value. */
export type DashReading = "zero" | "missing";

/** How numbers of a file are to be read, where their marks leave it open. */
export interface NumberReadings {
  readonly mark?: DecimalMark | undefined;
  readonly percent?: PercentReading | undefined;
  readonly dash?: DashReading | undefined;
}

const MARKS: readonly DecimalMark[] = [",", "."];
const PERCENTS: readonly PercentReading[] = ["share", "points"];

/** Thousands stand in groups of three with one mark between them, and never begin with 0. */
const GROUPED = /^[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3})*$/;

/** A number written with marks of a country as a plain one; null where the marks do not stand as they would. */
export function plainNumber(text: string, mark: DecimalMark, percent?: PercentReading): string | null {
  const bare = bareNumber(text);
  if (bare === null || (bare.percent && percent === undefined)) return null;
  const value = bare.digits === "" ? (bare.currency === undefined ? null : "0") : plainDigits(bare.digits, mark);
  if (value === null) return null;
  const size = bare.percent && percent === "share" ? hundredth(value) : value;
  return bare.negative ? `-${size}` : size;
}

function plainDigits(digits: string, mark: DecimalMark): string | null {
  const [, number = "", exponent = ""] = /^(.*?)([eE][+-]?\d{1,3})?$/.exec(digits) ?? [];
  const [whole = "", decimals, ...more] = number.split(mark);
  if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return null;
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return null;
  return whole.replaceAll(/\D/g, "") + (decimals === undefined ? "" : `.${decimals}`) + exponent;
}

/** The digits of a number two places further right: dividing would make others of them. */
function hundredth(value: string): string {
  const [, whole = "", decimals = "", exponent = ""] = /^(\d+)(?:\.(\d+))?(.*)$/.exec(value) ?? [];
  const digits = whole.padStart(3, "0");
  const moved = `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
  return moved.replace(/^0+(?=\d)/, "").replace(/\.?0+$/, "") + exponent;
}

/** The decimal mark that a text shows beyond doubt; undefined where it has none, or may have either. */
export function markShown(text: string, whole = false): DecimalMark | undefined {
  const [comma, point] = MARKS.map((mark) => readingOf(text, mark, whole, "points"));
  if (comma === point || (comma !== null && point !== null)) return undefined;
  return comma === null ? "." : ",";
}

/**
 * The plain numbers that a text with such marks may mean: none, one, or several; none where it is plain already. Of a
 * `whole` number only the readings without decimals.
 */
export function plainReadings(text: string, whole = false, known: NumberReadings = {}): readonly string[] {
  const readings = new Set<string>();
  for (const mark of known.mark === undefined ? MARKS : [known.mark])
    for (const percent of known.percent === undefined ? PERCENTS : [known.percent]) {
      const reading = readingOf(text, mark, whole, percent);
      if (reading !== null) readings.add(reading);
    }
  return readings.has(text) ? [] : [...readings];
}

/** What a text may mean, with what has to be said of the file for it to mean that; one choice for each number. */
export function numberReadings(
  text: string,
): readonly { readonly number: string; readonly readings: NumberReadings }[] {
  const choices = new Map<string, NumberReadings>();
  for (const mark of MARKS)
    for (const percent of PERCENTS) {
      const number = plainNumber(text, mark, percent);
      if (number === null || number === text || choices.has(number)) continue;
      choices.set(number, text.includes("%") ? { mark, percent } : { mark });
    }
  return [...choices].map(([number, readings]) => ({ number, readings }));
}

function readingOf(text: string, mark: DecimalMark, whole: boolean, percent: PercentReading): string | null {
  const reading = plainNumber(text, mark, percent);
  return reading !== null && whole && numberOfText(reading) % 1 !== 0 ? null : reading;
}

/** A dash where a number belongs. */
export const isDash = (text: string): boolean => {
  const bare = bareNumber(text);
  return bare !== null && bare.digits === "" && bare.currency === undefined;
};

/** A word for a missing value that is not one of the platform's. */
export const isOtherMissing = (text: string): boolean =>
  /^(n\.?a\.?|n\/a|#n\/a|#n\/?v|none|nil|missing|\.)$/i.test(text);

/** What a spreadsheet shows where a formula has no value. */
export const isBrokenFormula = (text: string): boolean => /^#[A-Z\u00c0-\u00de0-9/]+[!?]$/.test(text);
