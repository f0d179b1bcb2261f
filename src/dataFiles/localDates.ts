import { dayOfIso, isoOfDay, NO_DAY } from "./dates";
import { monthNamed } from "./monthNames";
import { periodIndex, periodStart } from "./periods";

/** Which of the three numbers of 01/07/2018 or 18-01-07 comes first. */
export const DAY_ORDERS = ["dayFirst", "monthFirst", "yearFirst"] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** 1970-01-01 as spreadsheets count days. */
const SPREADSHEET_UNIX_DAY = 25_569;

const CLOCK = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The ISO form of a date of another order, with a time, or counted by a spreadsheet, or of the first day of a month,
 * quarter, year or week; null where there is no such day.
 */
export function isoOfLocal(text: string, order: DayOrder): string | null {
  const day = dayPart(text);
  if (day === null) return null;
  return isoOfNumbers(day, order) ?? isoOfNames(day) ?? isoOfPeriod(day);
}

/** No date is longer; broken files have cells of a megabyte. */
const LONGEST = 80;

/** A date without its time of day. */
function dayPart(text: string): string | null {
  if (text.length > LONGEST) return null;
  const plain = text
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(/[\s\u200e\u200f]+/g, " ")
    .trim();
  const [, day, clock] =
    /^(\d{4}-\d{2}-\d{2})T(.*)$/.exec(plain) ?? /^(.*?\d),? (\d{1,2}[:.]\d{2}\b.*)$/.exec(plain) ?? [];
  if (day === undefined || clock === undefined) return plain;
  const [, hours, minutes, seconds = "00", half, zone] = CLOCK.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 24 || Number(minutes) > 59) return null;
  const isMidnight = (Number(hours) % (half === undefined ? 24 : 12)) + Number(minutes) + Number(seconds) === 0;
  // Late in the evening somewhere it is the next day elsewhere.
  return zone === undefined || isMidnight ? day : null;
}

function isoOfNumbers(text: string, order: DayOrder): string | null {
  const serial = /^(\d{5})(?:[.,]\d+)?$/.exec(text);
  if (serial !== null) return isoOfDay(Number(serial[1]) - SPREADSHEET_UNIX_DAY);
  const whole = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (whole !== null) return realDay(whole[1], whole.at(-2), whole.at(-1));
  const [, a, mark, b, c] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? [];
  if (a === undefined || c === undefined) return null;
  if (order === "dayFirst") return realDay(fullYear(c), b, a);
  if (order === "monthFirst") return realDay(fullYear(c), a, b);
  // Only where dates have dashes is the year ever written first in two digits.
  return mark === "-" && a.length === 2 && c.length === 2 && Number(a) <= LAST_OF_CENTURY
    ? realDay(`20${a}`, b, c)
    : null;
}

/** Two digits up to this one are years after 2000 to spreadsheets. */
const LAST_OF_CENTURY = 29;

const fullYear = (digits: string): string =>
  digits.length === 4 ? digits : `${Number(digits) <= LAST_OF_CENTURY ? "20" : "19"}${digits}`;

/** 1-jul-18, 7. Januar 2018, 7 de janeiro de 2018, January 7, 2018; Jan 2018 is the first of the month. */
function isoOfNames(text: string): string | null {
  const [, first, word = "", last = ""] =
    /^(\d{1,2})[.]?[ ./-]*(?:de )?(\p{L}{3,}\.?)(?: de)?[ ./-]*(\d{4}|\d{2})$/u.exec(text) ?? [];
  if (first !== undefined) return named(fullYear(last), word, first);
  const [, month = "", day = "01", year] = /^(\p{L}{3,}\.?)[ ./-]*(?:(\d{1,2}),? )?(\d{4})$/u.exec(text) ?? [];
  if (year !== undefined) return named(year, month, day);
  const [, front, name = "", end] = /^(\d{4})[ ./-](\p{L}{3,}\.?)(?:[ ./-](\d{1,2}))?$/u.exec(text) ?? [];
  return front === undefined ? null : named(front, name, end ?? "01");
}

function named(year: string, name: string, day: string): string | null {
  const month = monthNamed(name);
  return month === null ? null : realDay(year, String(month), day);
}

/** 2018, 2018-07, 07/2018, 2018-Q3, Q3 2018, 2018-W27: the first day of what they name. */
function isoOfPeriod(text: string): string | null {
  const year = "((?:19|20)\\d{2})";
  const find = (pattern: string) => new RegExp(`^${pattern}$`, "i").exec(text);
  const only = find(year);
  if (only !== null) return realDay(only[1], "1", "1");
  const month = find(`${year}[./-](\\d{1,2})`);
  if (month !== null) return realDay(month[1], month[2], "1");
  const turned = find(`(\\d{1,2})[./-]${year}`);
  if (turned !== null) return realDay(turned[2], turned[1], "1");
  const quarter = find(`${year}[ -]?[QT]([1-4])`) ?? swapped(find(`[QT]([1-4])[ -/]?${year}`));
  if (quarter !== null) return realDay(quarter[1], String(Number(quarter[2]) * 3 - 2), "1");
  const week = find(`${year}[ -]?W(\\d{1,2})`);
  return week === null ? null : mondayOf(Number(week[1]), Number(week[2]));
}

const swapped = (match: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[1]];

/** Week 1 is the one that has 4 January (ISO 8601). */
function mondayOf(year: number, week: number): string | null {
  const first = periodIndex(dayOfIso(`${String(year)}-01-04`), "Week");
  const next = periodIndex(dayOfIso(`${String(year + 1)}-01-04`), "Week");
  const index = first + week - 1;
  return week < 1 || index >= next ? null : isoOfDay(periodStart(index, "Week"));
}

/** The orders in which a text is a day, and the days; one of each where the order does not matter. */
export function dateReadings(text: string): ReadonlyMap<DayOrder, string> {
  const readings = new Map<DayOrder, string>();
  for (const order of DAY_ORDERS) {
    const iso = isoOfLocal(text, order);
    if (iso !== null) readings.set(order, iso);
  }
  return readings;
}

/** The ISO form where only one reading is possible. */
export function onlyIsoOf(text: string): string | null {
  const [only, ...others] = new Set(dateReadings(text).values());
  return only === undefined || others.length > 0 ? null : only;
}

function realDay(year = "", month = "", day = ""): string | null {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return dayOfIso(iso) === NO_DAY ? null : iso;
}
