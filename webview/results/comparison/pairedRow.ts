import { type Place } from "../rows";
import { type Compared, type ComparisonTable } from "./comparisonTable";

/** One line of a paired figure. */
export interface PairedRow extends Compared {
  readonly name: string;
  readonly place: Place;
  /** Base and total: what is larger than the rest and does not set the scale. */
  readonly whole: boolean;
  /** False where A and B measure the driver against different levels: a difference is then no finding. */
  readonly sameLevel: boolean;
  /** What stands where A or B has no number. */
  readonly missing: { readonly first: string; readonly second: string };
}

/** The fixed places of drivers, those of A first. */
export function comparedPlaces({ totals, roi }: ComparisonTable): ReadonlyMap<string, Place> {
  const media = ([1, 2, 3, 4, 5] as const).values();
  const places = new Map<string, Place>();
  const all = [...totals, ...roi.map(({ channel }) => ({ driver: channel, kind: "media" }))];
  for (const { driver, kind } of all) {
    if (places.has(driver)) continue;
    if (kind === "media") places.set(driver, media.next().value ?? "other");
    else places.set(driver, kind === "seasonality" ? 6 : kind === "price" ? 7 : kind === "base" ? "base" : "other");
  }
  return places;
}

/** From these probabilities on a difference is called sure. */
export const sureFrom = 0.9;

export type Sureness = "more" | "less" | null;

export function surenessOf({ difference }: Compared): Sureness {
  const p = difference?.pHigher ?? null;
  if (p === null) return null;
  return p >= sureFrom ? "more" : p <= 1 - sureFrom ? "less" : null;
}

/** The rows whose difference is sure, the clearest first: by the distance of the median in widths of the interval. */
export function sureRows(rows: readonly PairedRow[]): PairedRow[] {
  const clearness = ({ difference }: PairedRow): number =>
    difference === null ? 0 : Math.abs(difference.p50) / Math.max(difference.hi - difference.lo, 1e-12);
  return rows
    .filter((row) => row.sameLevel && surenessOf(row) !== null)
    .sort((one, other) => clearness(other) - clearness(one));
}
