export interface DateRange {
  readonly start: string;
  readonly end: string;
}

/** Two dates of the dataset, the earlier first: `2024-01-01 - 2024-12-23`; undefined where they are not. */
export function parseRange(text: string, dates: readonly string[]): DateRange | undefined {
  const [start = "", end = "", ...others] = text.split(/\s+(?:-|to)\s+/).map((part) => part.trim());
  const [first, last] = [dates.indexOf(start), dates.indexOf(end)];
  return first >= 0 && last >= first && others.length === 0 ? { start, end } : undefined;
}

/** Index of the first date of the year that ends with the period of the last one: 52 weeks, 12 months. */
export function firstOfLastYear(dates: readonly string[]): number {
  const times = dates.map((date) => Date.parse(date));
  // The smallest gap: one period, even where others are missing in between.
  const period = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? NaN)));
  const start = new Date((times.at(-1) ?? NaN) + period);
  if (Number.isNaN(start.getTime())) return 0;
  start.setUTCFullYear(start.getUTCFullYear() - 1);
  return times.findIndex((time) => time >= start.getTime());
}
