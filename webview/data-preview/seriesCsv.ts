import { type PreviewData } from "../shared/previewMessages";

const columns = [
  "country",
  "region",
  "grouping",
  "series",
  "measure",
  "numbers",
  "first",
  "last",
  "missing",
  "least",
  "mean",
  "most",
  "total",
] as const;

/** The table of series as CSV (RFC 4180), numbers unrounded with a point; what cannot be added up has no total. */
export function seriesCsv({ series, combinations, shown }: PreviewData): string {
  const { country = "", region = "", grouping = "" } = combinations[shown] ?? {};
  const lines = series.map(({ names, measure, kind, count, first, last, missing, min, mean, max, total }) =>
    [
      ...[country, region, grouping, names.join(", "), measure, count, first, last, missing, min, mean, max],
      kind === "level" ? "" : total,
    ]
      .map(csvCell)
      .join(","),
  );
  return [columns.join(","), ...lines, ""].join("\r\n");
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function csvCell(value: string | number): string {
  const text = typeof value === "string" && /^[=+@\t\r-]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
