import { type CellRow } from "./cellRow";
import { cellText } from "./cellText";
import { type ColumnSpec, type FileTypeSpec, isDimension, SPECIFIED_TYPES, fileTypeSpec } from "./fileTypes";

/** The names that the first cells of the rows above the dates of a wide file may have, in small letters. */
const DIMENSION_NAMES = new Set([
  "metric",
  ...SPECIFIED_TYPES.flatMap((type) => fileTypeSpec(type).columns.filter(isDimension)).map(({ name }) => plain(name)),
]);

export function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** A name as it may be spelled where it is meant: Units Sold, units_sold. */
export const close = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");

export function isDimensionName(name: string): boolean {
  return DIMENSION_NAMES.has(plain(name));
}

/** What a series is measured in: the columns that are neither a dimension nor the date of a row. */
export function measuresOf(spec: FileTypeSpec): readonly ColumnSpec[] {
  const measures = spec.columns.filter((column) => !isDimension(column) && column.name !== "Date");
  // Nothing is known of the numbers of such a file, not even that they are numbers.
  return spec.complete ? measures : [{ name: "Value", kind: "word", required: true, whenEmpty: "" }];
}

/** The type as the rows above the dates show it: its dimensions, and Metric where a series has several measures. */
export function wideSpec(spec: FileTypeSpec): FileTypeSpec {
  const dimensions = spec.columns
    .filter(isDimension)
    .map((column) => (mayLackCountry(spec, column) ? { ...column, required: false, whenEmpty: "all" } : column));
  const metric: ColumnSpec = { name: "Metric", kind: "word", required: true };
  return { ...spec, columns: measuresOf(spec).length > 1 ? [...dimensions, metric] : dimensions };
}

/** The platform's own sample of wide Competitor Price data has no row Country. */
export function mayLackCountry({ type }: Pick<FileTypeSpec, "type">, { kind }: Pick<ColumnSpec, "kind">): boolean {
  return type === "Competitor Price" && kind === "country";
}

/** A row above the dates begins with a name; the others with a date, or with nothing where dates are the values. */
export const beginsWithName = (row: CellRow): boolean => isName(cellText(row, 0));

export function isName(label: string): boolean {
  return label.trim() !== "" && !/^[\d+-]/.test(label.trim());
}
