import { dayOfIso, isoOfDay, NO_DAY } from "./dates";

/** Which of the first two numbers of 01/07/2018 is the day. */
export type DayOrder = "dayFirst" | "monthFirst";

/** 1970-01-01 as spreadsheets count days. */
const SPREADSHEET_UNIX_DAY = 25_569;

/** The ISO form of a date of another order, with a time, or counted by a spreadsheet; null where there is no such day. */
export function isoOfLocal(text: string, order: DayOrder): string | null {
  if (/^\d{5}$/.test(text)) return isoOfDay(Number(text) - SPREADSHEET_UNIX_DAY);
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:/.exec(text);
  if (whole !== null) return realDay(whole[1], whole[2], whole[3]);
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text);
  if (parts === null) return null;
  const [, a = "", b = "", c = ""] = parts;
  if (a.length === 4) return realDay(a, b, c);
  if (c.length !== 4) return null;
  return order === "dayFirst" ? realDay(c, b, a) : realDay(c, a, b);
}

/** The ISO form where only one reading is possible. */
export function onlyIsoOf(text: string): string | null {
  const [one, other] = [isoOfLocal(text, "dayFirst"), isoOfLocal(text, "monthFirst")];
  return one === null || other === null || one === other ? (one ?? other) : null;
}

/** The order that a text shows beyond doubt; undefined where both are possible, or neither. */
export function orderShown(text: string): DayOrder | undefined {
  const [dayFirst, monthFirst] = [isoOfLocal(text, "dayFirst"), isoOfLocal(text, "monthFirst")];
  if (dayFirst === monthFirst || (dayFirst !== null && monthFirst !== null)) return undefined;
  return dayFirst === null ? "monthFirst" : "dayFirst";
}

function realDay(year = "", month = "", day = ""): string | null {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return dayOfIso(iso) === NO_DAY ? null : iso;
}
