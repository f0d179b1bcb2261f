/** When the user noted that a token ends. */
export interface TokenEnd {
  /** Such as 2027-03-01. */
  readonly date: string;
  /** Whole days from today; 0 on the day itself, negative afterwards. */
  readonly daysLeft: number;
}

/** A token of Alviss AI lives no longer. */
export const longestLife = 365;

const dayLength = 24 * 3_600_000;

/** Undefined when the date is none. */
export function tokenEnd(date: string | undefined, now: number): TokenEnd | undefined {
  const day = date === undefined ? undefined : dayNumber(date);
  return date === undefined || day === undefined ? undefined : { date, daysLeft: day - today(now) };
}

/** The date that somebody typed: itself, or a number of days from today. Undefined when it is neither. */
export function typedEnd(text: string, now: number): string | undefined {
  const typed = text.trim();
  if (/^\d{1,4}$/.test(typed)) return new Date((today(now) + Number(typed)) * dayLength).toISOString().slice(0, 10);
  return dayNumber(typed) === undefined ? undefined : typed;
}

/** Days since 1970 of a date such as 2027-03-01; undefined when there is no such day. */
function dayNumber(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const time = Date.parse(`${date}T00:00:00Z`);
  // 2027-02-30 would be taken for a day in March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : time / dayLength;
}

/** The user's own day, not that of Greenwich. */
function today(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayLength;
}
