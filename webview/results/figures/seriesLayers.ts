import { type ResultTable } from "../data/resultTable";
import { type Place } from "../rows";

/** Drivers that share a colour, or one of them, as one part of the stack. */
export interface Layer {
  readonly key: string;
  readonly place: Place;
  readonly drivers: readonly string[];
  readonly values: readonly number[];
}

/** From the bottom: base, what has no colour of its own, seasonality, price, media. */
const order: readonly Place[] = ["base", "other", 6, 7, 1, 2, 3, 4, 5];

/** What is expected on each date, means added up; NaN where the mean of a driver did not come. */
export const expectedOf = ({ dates, series }: Pick<ResultTable, "dates" | "series">): readonly number[] =>
  dates.map((_, at) => series.reduce((sum, { mean }) => sum + (mean[at] ?? NaN), 0));

/** Each driver's part of what is expected on each date, ends of intervals as well. */
export function inShares(result: ResultTable): ResultTable {
  const sums = expectedOf(result);
  const parts = (values: readonly number[]): number[] =>
    values.map((value, at) => (sums[at] === 0 ? 0 : value / (sums[at] ?? NaN)));
  return {
    ...result,
    series: result.series.map((row) => ({ ...row, mean: parts(row.mean), lo: parts(row.lo), hi: parts(row.hi) })),
  };
}

export function seriesLayers(result: ResultTable, places: ReadonlyMap<string, Place>): readonly Layer[] {
  return order.flatMap((place): Layer[] => {
    const own = result.series.filter(({ driver }) => (places.get(driver) ?? "other") === place);
    if (own.length === 0) return [];
    const values = result.dates.map((_, at) => own.reduce((sum, { mean }) => sum + (mean[at] ?? NaN), 0));
    return [{ key: String(place), place, drivers: own.map(({ driver }) => driver), values }];
  });
}

export interface Stacked {
  readonly layer: Layer;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Positive parts stacked up from 0, negative ones down; a layer that changes sign has a piece on either side. A date on
 * which one of them did not come is a gap in all: NaN.
 */
export function stack(layers: readonly Layer[], length: number): readonly Stacked[] {
  const start = Array.from({ length }, (_, at) =>
    layers.every(({ values }) => Number.isFinite(values[at])) ? 0 : NaN,
  );
  const [up, down] = [[...start], [...start]];
  return layers.flatMap((layer) => {
    const piece = (base: number[], part: (value: number) => number): Stacked => {
      const from = [...base];
      layer.values.forEach((value, at) => (base[at] = (base[at] ?? 0) + part(value)));
      return { layer, from, to: [...base] };
    };
    const positive = piece(up, (value) => Math.max(0, value));
    const negative = piece(down, (value) => Math.min(0, value));
    return layer.values.some((value) => value < 0) ? [positive, negative] : [positive];
  });
}
