import { type Batch, type DateColumn, type DimensionColumn, type MeasureColumn } from "../batch";
import { shown } from "../shownText";
import { isPlace } from "./combinationCounts";

/** The columns of a batch, by what they are for. */
export interface PreviewColumns {
  /** Country, Region, Grouping. */
  readonly places: readonly DimensionColumn[];
  /** What tells the series of a combination apart. */
  readonly dimensions: readonly DimensionColumn[];
  readonly dates: readonly DateColumn[];
  readonly measures: readonly MeasureColumn[];
}

export function previewColumns(columns: Batch["columns"]): PreviewColumns {
  const words = columns.filter((column) => column.kind === "dimension");
  const measures = columns.filter((column) => column.kind === "measure");
  const dates = columns.filter((column) => column.kind === "date");
  // Where the columns are not documented nobody knows which of them are numbers: all rows of a date are one then.
  const isOpen = measures.length === 0 && dates.length < 2;
  return {
    places: words.filter(({ name }) => isPlace(name)),
    dimensions: isOpen ? [] : words.filter(({ name }) => !isPlace(name)),
    dates,
    measures,
  };
}

export const isMetric = (column: DimensionColumn | undefined): boolean => column?.name === "Metric";

/** The words of a series, without those that say nothing. */
export function namesOf({ dimensions }: PreviewColumns, codes: readonly number[]): string[] {
  return codes
    .map((code, i) => (isMetric(dimensions[i]) ? "all" : (dimensions[i]?.dictionary[code] ?? "")))
    .filter((word) => word !== "all" && word !== "")
    .map(shown);
}
