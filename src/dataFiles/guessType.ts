import { type Layout } from "./batch";
import {
  fileTypeNamed,
  fileTypeSpec,
  MEDIA_METRICS,
  SPECIFIED_TYPES,
  type SpecifiedType,
  type TypeName,
} from "./fileTypes";
import { close, isDimensionName, measuresOf, wideSpec } from "./wideHeader";

export interface TypeGuess {
  /** Null when nothing fits. */
  readonly type: TypeName | null;
  /** 1 = the header is that of this type and of no other, 0 = no idea. */
  readonly sureness: number;
  readonly layout: Layout;
}

/** Below this a guess is not worth offering. */
const WORTH_OFFERING = 0.5;

/**
 * What a file is, from its first rows (the header alone says enough for long form; all rows above the dates for wide
 * form) and, where they leave it open, from its name.
 */
export function guessType(rows: readonly (readonly string[])[], fileName = ""): TypeGuess {
  const header = rows[0] ?? [];
  const layout = layoutOf(header, rows[1]?.[0]);
  const names = layout === "long" ? header : rows.map((row) => row[0] ?? "").filter(isDimensionName);
  const metrics = layout === "long" ? [] : (rows.find(([name = ""]) => close(name) === "metric")?.slice(1) ?? []);
  const given = new Set(names.map(close));
  const exact = new Set(names);
  const fits = SPECIFIED_TYPES.map((type) => ({
    type,
    fit: fitOf(type, { given, exact }, layout) * fitOfMetrics(type, metrics),
  })).sort((a, b) => b.fit - a.fit);
  const best = fits[0];
  const named = typeOfFileName(fileName);
  if (best === undefined || best.fit < WORTH_OFFERING) {
    return named === undefined
      ? { type: null, sureness: 0, layout }
      : { type: named, sureness: WORTH_OFFERING, layout };
  }
  const lead = best.fit - (fits[1]?.fit ?? 0);
  const sureness = best.fit === 1 || best.type === named ? best.fit : best.fit * Math.min(1, 0.5 + 2 * lead);
  return { type: best.type, sureness, layout };
}

const COLUMN_NAMES = new Set(
  SPECIFIED_TYPES.flatMap((type) => fileTypeSpec(type).columns.map(({ name }) => close(name))),
);

/** Every long file has one of these names beside its first. */
const LONG_NAMES = new Set(["country", "date", "startdate"]);

/**
 * A wide file begins with rows that have a dimension's name in front; a long one with the names of all columns. Only the
 * row Metric of a wide file has names of columns behind its own.
 */
export function layoutOf(header: readonly string[], nextLabel?: string): Layout {
  const [first = "", ...others] = header.map(close);
  if (!isDimensionName(first) || others.length === 0) return "long";
  if (!others.some((name) => COLUMN_NAMES.has(name))) return "wide";
  const mayBeLong = others.some((name) => LONG_NAMES.has(name)) && first !== "metric";
  return !mayBeLong && nextLabel !== undefined && isDimensionName(nextLabel) ? "wide" : "long";
}

/** 1 when the names are exactly those of the type; less for every one that is missing, foreign or spelled differently. */
function fitOf(
  type: SpecifiedType,
  { given, exact }: Readonly<Record<"given" | "exact", ReadonlySet<string>>>,
  layout: Layout,
): number {
  const { columns } = layout === "long" ? fileTypeSpec(type) : wideSpec(fileTypeSpec(type));
  const needed = columns.filter(({ required }) => required);
  const present = needed.filter(({ name }) => given.has(close(name))).length;
  const known = columns.filter(({ name }) => given.has(close(name))).length;
  if (present === 0) return 0;
  const allExact = columns.every(({ name }) => !given.has(close(name)) || exact.has(name));
  const share = known / given.size;
  // Whoever has all that a type needs means that type, however many columns of their own they keep beside it.
  const least = present === needed.length ? WORTH_OFFERING * (1 + share / 4) : 0;
  return Math.max((present / needed.length) * share, least) * (allExact ? 1 : 0.95);
}

/** The share of the words of a row Metric that are the type's; 1 where there is no such row. */
function fitOfMetrics(type: SpecifiedType, metrics: readonly string[]): number {
  if (metrics.length === 0) return 1;
  const own = new Set(
    (type === "Media" ? MEDIA_METRICS : measuresOf(fileTypeSpec(type)).map(({ name }) => name)).map(close),
  );
  return metrics.filter((metric) => own.has(close(metric))).length / metrics.length;
}

function typeOfFileName(fileName: string): TypeName | undefined {
  const base = fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
  return fileTypeNamed(base) ?? fileTypeNamed(base.replace(/[\d_.\s-]+$/, ""));
}
