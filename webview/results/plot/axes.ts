import { type NumberFormat } from "../../shared/numberFormat";
import { axisX, axisY, gridY, type Markish, ruleY } from "./plotDoor";

export const grid = "var(--grid)";
export const axis = "var(--axis)";
export const ink = "var(--text)";

/** Distances of ticks on a time axis, the narrowest first, with their length in days. */
const steps = [
  ["1 day", 1],
  ["2 days", 2],
  ["1 week", 7],
  ["1 month", 30],
  ["3 months", 91],
  ["6 months", 182],
  ["1 year", 365],
  ["2 years", 730],
  ["5 years", 1826],
  ["10 years", 3652],
] as const;

const dayMs = 86_400_000;
const tickWidth = 52;

export const timesOf = (dates: readonly string[]): Date[] => dates.map((date) => new Date(date));

/** Ticks with the year where it begins, else the month or the day. */
export function timeAxis(times: readonly Date[], width: number, format: NumberFormat): Markish {
  const days = ((times.at(-1)?.getTime() ?? 0) - (times[0]?.getTime() ?? 0)) / dayMs;
  const most = Math.max(2, Math.floor(width / tickWidth));
  const [interval, length] = steps.find(([, each]) => days / each <= most) ?? (["20 years", 7305] as const);
  // One date alone has no interval between ticks.
  const ticks = days === 0 ? times : interval;
  const label = (time: Date): string =>
    length < 30 || days === 0
      ? format.day(time)
      : time.getUTCMonth() === 0 || length >= 365
        ? String(time.getUTCFullYear())
        : format.month(time);
  return axisX({
    ticks: ticks as string,
    tickFormat: label,
    tickSize: 4,
    stroke: axis,
    fill: "currentColor",
    label: null,
  });
}

/** Numbers to the left with hairlines through the picture, and the zero line. */
export function amountAxis(format: (value: number) => string, ticks = 4): Markish[] {
  return [
    gridY({ ticks, stroke: grid, strokeOpacity: 1 }),
    axisY({ ticks, tickFormat: format, tickSize: 0, label: null, fill: "currentColor" }),
    ruleY([0], { stroke: axis }),
  ];
}

/** How many labels of so much width stand side by side in a picture, at least two. */
export const ticksIn = (width: number, each = 64): number => Math.max(2, Math.floor(width / each));

/** Round numbers from `low` to `high`, at most so many steps apart. */
export function roundNumbers(low: number, high: number, steps: number): number[] {
  if (!(high > low)) return [];
  const power = 10 ** Math.floor(Math.log10((high - low) / steps));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => (high - low) / each <= steps) ?? 10 * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step);
}

/** The smallest and the largest of all numbers that are numbers. */
export function extent(...lists: readonly (readonly (number | null)[])[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists) {
    for (const value of list) {
      if (value === null || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low > high ? [0, 0] : [low, high];
}

/** A scale's ends that hold 0 and have some width. */
export function fromZero([low, high]: readonly [number, number]): [number, number] {
  const ends: [number, number] = [Math.min(0, low), Math.max(0, high)];
  return ends[0] === ends[1] ? [0, 1] : ends;
}
