import { type ResultTable } from "../data/resultTable";
import { type Place, type ResultRow } from "../rows";

/** One bar: where it starts and ends, and the whisker of its own total. */
export interface Bar {
  readonly kind: "base" | "driver" | "other" | "total";
  readonly name: string;
  readonly place: Place;
  /** Null for a sum of several, whose interval only the server could give. */
  readonly row: ResultRow | null;
  readonly mean: number;
  readonly from: number;
  readonly to: number;
  readonly whisker: { readonly lo: number; readonly hi: number } | null;
}

export interface BarNames {
  readonly nameOf: (row: ResultRow) => string;
  readonly other: (count: number) => string;
  readonly total: string;
}

/** More bars than this become one. */
const mostDrivers = 14;

/**
 * Base, drivers by size, what is left, total; each starts where the one before ends. `scale` turns units into what is
 * shown: 1, or one over the total. With `shares` a whisker is the interval of the driver's own share.
 */
export function waterfallBars(
  rows: readonly ResultRow[],
  total: ResultTable["total"],
  names: BarNames,
  shares: boolean,
): readonly Bar[] {
  const scale = shares ? (total.mean === 0 ? 0 : 1 / total.mean) : 1;
  const size = (row: ResultRow): number => Math.abs(row.units?.mean ?? 0);
  const counted = rows.filter((row) => row.units !== null);
  const base = counted.filter(({ kind }) => kind === "base");
  const drivers = counted.filter(({ kind }) => kind !== "base").sort((a, b) => size(b) - size(a));
  const shown = drivers.length > mostDrivers ? drivers.slice(0, mostDrivers - 1) : drivers;
  const rest = drivers.slice(shown.length);
  const bars: Bar[] = [];
  let at = 0;
  const add = (part: Pick<Bar, "kind" | "name" | "place" | "row" | "mean">): void => {
    const interval = part.row === null ? null : shares ? part.row.share : part.row.units;
    const whisker = interval && interval.lo !== interval.hi ? { lo: at + interval.lo, hi: at + interval.hi } : null;
    bars.push({ ...part, from: at, to: at + part.mean, whisker });
    at += part.mean;
  };
  const own = (row: ResultRow, kind: "base" | "driver"): void =>
    add({ kind, name: names.nameOf(row), place: row.place, row, mean: (row.units?.mean ?? 0) * scale });
  base.forEach((row) => own(row, "base"));
  shown.forEach((row) => own(row, "driver"));
  if (rest.length > 0) {
    const mean = rest.reduce((sum, row) => sum + (row.units?.mean ?? 0), 0) * scale;
    add({ kind: "other", name: names.other(rest.length), place: "other", row: null, mean });
  }
  const last = total.mean * scale;
  const whisker = shares || total.lo === total.hi ? null : { lo: total.lo, hi: total.hi };
  bars.push({ kind: "total", name: names.total, place: "base", row: null, mean: last, from: 0, to: last, whisker });
  return bars;
}

/** A base so large that the drivers would be slivers is cut: the axis starts here. 0 where it is not. */
export function axisStart(bars: readonly Bar[]): number {
  const drivers = bars.filter(({ kind }) => kind === "driver" || kind === "other");
  const ends = bars.filter(({ kind }) => kind !== "total").flatMap(({ to, whisker }) => [to, whisker?.lo ?? to]);
  const low = Math.min(...ends);
  const high = Math.max(...bars.flatMap(({ from, to, whisker }) => [from, to, whisker?.hi ?? to]));
  const reach = high - low;
  if (drivers.length === 0 || !(low > 0) || low < 0.4 * high || !(reach > 0)) return 0;
  const step = 10 ** Math.floor(Math.log10(reach));
  return Math.max(0, Math.floor((low - 0.05 * reach) / step) * step);
}
