/** Numbers and dates of results in the user's language. A page makes one and keeps it: Intl objects are costly. */
export interface NumberFormat {
  /** Units sold or money; decimals only where the largest number of its column is small. */
  readonly amount: (value: number, largest: number) => string;
  /** 1.2k, 3.4M: for key figures and axes. */
  readonly compact: (value: number) => string;
  /** A fraction as a percentage without its sign: 0.075 -> 7.5; a second decimal below 0.05 %. */
  readonly percent: (fraction: number) => string;
  /** A fraction as a whole percentage without its sign: 0.9 -> 90. */
  readonly wholePercent: (fraction: number) => string;
  /** A return on spend: two decimals, none from 100 on. */
  readonly ratio: (value: number) => string;
  /** "156 weeks", or undefined where the language data know no word for the period. */
  readonly periods: (count: number, period: Period) => string | undefined;
  readonly count: (value: number) => string;
  /** 1.2k with as few digits as tell ticks apart. */
  readonly tick: (value: number) => string;
  /** An ISO date as a person writes it. */
  readonly date: (iso: string) => string;
  /** Short labels of a time axis. */
  readonly month: (time: Date) => string;
  readonly day: (time: Date) => string;
  /** A plain number with so many significant digits. */
  readonly digits: (value: number, digits?: number) => string;
  /** First and last of ISO dates. */
  readonly dateRange: (first: string, last: string) => string;
  readonly list: (items: readonly string[]) => string;
}

export type Period = "day" | "week" | "month" | "quarter" | "year" | "other";

const dayMs = 86_400_000;

/** The period of ISO dates, told from the median step. */
export function periodOf(dates: readonly string[]): Period {
  const times = dates.map((date) => Date.parse(date));
  const steps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / dayMs);
  return periodOfDays(steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0);
}

/** The period that lasts so many days, on average or by the calendar. */
export function periodOfDays(step: number): Period {
  if (step === 1) return "day";
  if (step === 7) return "week";
  if (step >= 28 && step <= 31) return "month";
  if (step >= 90 && step <= 92) return "quarter";
  if (step >= 365 && step <= 366) return "year";
  return "other";
}

/** Stands for what is no number, in every text: a server may send one. */
const noNumber = "\u2013";

/** Intl writes a hyphen in many languages; a minus sign has the width of a digit. */
const written = (value: number, format: Intl.NumberFormat): string =>
  Number.isFinite(value) ? format.format(value).replace(/^-/, "\u2212") : noNumber;

function usableLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en";
  }
}

export function numberFormat(wanted: string): NumberFormat {
  const locale = usableLocale(wanted);
  const fixed = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: "negative",
    });
  const decimals = [fixed(0), fixed(1), fixed(2)] as const;
  const compact = new Intl.NumberFormat(locale, {
    notation: "compact",
    minimumSignificantDigits: 3,
    maximumSignificantDigits: 3,
  });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const ticks = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const significant = new Map<number, Intl.NumberFormat>();
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    amount: (value, largest) => {
      const size = Math.abs(largest);
      return written(value, decimals[size >= 100 ? 0 : size >= 10 ? 1 : 2]);
    },
    compact: (value) => written(value, compact),
    percent: (fraction) => written(100 * fraction, decimals[fraction !== 0 && Math.abs(fraction) < 0.0005 ? 2 : 1]),
    wholePercent: (fraction) => written(100 * fraction, decimals[0]),
    ratio: (value) => written(value, decimals[Math.abs(value) >= 100 ? 0 : 2]),
    periods: (count, period) =>
      period === "quarter" || period === "other"
        ? undefined
        : new Intl.NumberFormat(locale, { style: "unit", unit: period, unitDisplay: "long" }).format(count),
    count: (value) => written(value, decimals[0]),
    tick: (value) => written(value, ticks),
    date: (iso) => dates.format(Date.parse(iso)),
    month: (time) => month.format(time),
    day: (time) => day.format(time),
    digits: (value, wanted = 3) => {
      const known = significant.get(wanted) ?? new Intl.NumberFormat(locale, { maximumSignificantDigits: wanted });
      significant.set(wanted, known);
      return written(value, known);
    },
    dateRange: (first, last) => dates.formatRange(Date.parse(first), Date.parse(last)),
    list: (items) => list.format(items),
  };
}
