import type { DriverKind } from "../contract";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";

/** The kinds of series that a frame holds by name; a key is "media:TV", "events:Strike", ... or "price". */
const NAMED = {
  media: (frame: Frame) => frame.media,
  distribution: (frame: Frame) => frame.distribution,
  events: (frame: Frame) => frame.events,
  control: (frame: Frame) => frame.controls,
} as const;
export type NamedSeries = keyof typeof NAMED;

export function seriesKey(kind: NamedSeries, name: string): string {
  return `${kind}:${name}`;
}

export function namedSeries(frame: Frame, kind: NamedSeries): ReadonlyMap<string, Float64Array> {
  return NAMED[kind](frame);
}

/** Splits "media:TV" into its kind and name; undefined for "price". */
export function parseSeriesKey(key: string): { kind: NamedSeries; name: string } | undefined {
  if (key === "price") return undefined;
  const colon = key.indexOf(":");
  const kind = key.slice(0, Math.max(0, colon));
  if (!Object.hasOwn(NAMED, kind)) {
    throw new ModelError(
      `unknown series "${key}"; series are price, media:NAME, distribution:NAME, events:NAME, control:NAME`,
    );
  }
  return { kind: kind as NamedSeries, name: key.slice(colon + 1) };
}

/** The series under a key, units x dates of the whole frame. */
export function frameSeries(frame: Frame, key: string): Float64Array {
  const parsed = parseSeriesKey(key);
  const series = parsed === undefined ? frame.price : namedSeries(frame, parsed.kind).get(parsed.name);
  if (series === undefined) throw new ModelError(`the graph reads "${key}", which the dataset does not have`);
  return series;
}

export function driverKind(key: string): DriverKind {
  return parseSeriesKey(key)?.kind ?? "price";
}
