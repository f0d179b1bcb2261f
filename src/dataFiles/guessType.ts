import { type Layout } from "./batch";
import { type FileType, fileTypeNamed, fileTypeSpec, SPECIFIED_TYPES, type SpecifiedType } from "./fileTypes";

export interface TypeGuess {
  /** Null when nothing fits. */
  readonly type: FileType | null;
  /** 1 = the header is that of this type and of no other, 0 = no idea. */
  readonly sureness: number;
  readonly layout: Layout;
}

/** Below this a guess is not worth offering. */
const WORTH_OFFERING = 0.5;

/**
 * What a file is, from its first rows (the header alone says enough for long form) and, where they leave it open, from
 * its name.
 */
export function guessType(rows: readonly (readonly string[])[], fileName = ""): TypeGuess {
  const header = rows[0] ?? [];
  const layout = layoutOf(header);
  const names = layout === "long" ? header : rows.map((row) => row[0] ?? "");
  const fits = SPECIFIED_TYPES.map((type) => ({ type, fit: fitOf(type, names, layout) })).sort((a, b) => b.fit - a.fit);
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

const plain = (name: string) => name.trim().toLowerCase();

const COLUMN_NAMES = new Set(
  SPECIFIED_TYPES.flatMap((type) => fileTypeSpec(type).columns.map(({ name }) => plain(name))),
);
const WIDE_ROW_NAMES = new Set(
  [...COLUMN_NAMES].filter((name) => !["date", "startdate", "enddate", "value"].includes(name)),
);

/** A wide file begins with a row of one dimension's values; a long one with the names of all columns. */
function layoutOf(header: readonly string[]): Layout {
  const [first = "", ...others] = header.map(plain);
  return WIDE_ROW_NAMES.has(first) && others.length > 0 && !others.some((name) => COLUMN_NAMES.has(name))
    ? "wide"
    : "long";
}

/** 1 when the names are exactly those of the type; less for every one that is missing, foreign or spelled differently. */
function fitOf(type: SpecifiedType, names: readonly string[], layout: Layout): number {
  const given = new Set(names.map(plain).filter((name) => layout === "long" || WIDE_ROW_NAMES.has(name)));
  const columns = fileTypeSpec(type).columns.filter(({ name }) => layout === "long" || isWideRow(type, name));
  const needed = columns.filter(({ required }) => required);
  const present = needed.filter(({ name }) => given.has(plain(name))).length;
  const known = columns.filter(({ name }) => given.has(plain(name))).length;
  if (present === 0) return 0;
  const allExact = columns.every(({ name }) => !given.has(plain(name)) || names.includes(name));
  return (present / needed.length) * (known / given.size) * (allExact ? 1 : 0.95);
}

const MEASURE_NAMES = new Set([
  "Date",
  "StartDate",
  "EndDate",
  "Value",
  "UnitsSold",
  "PricePerUnit",
  "ProfitPerUnit",
  "Visits",
  "Metric",
]);

function isWideRow(type: SpecifiedType, name: string): boolean {
  return !MEASURE_NAMES.has(name) || (name === "Metric" && type === "Media");
}

function typeOfFileName(fileName: string): FileType | undefined {
  const base = fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
  return fileTypeNamed(base) ?? fileTypeNamed(base.replace(/[\d_.\s-]+$/, ""));
}
