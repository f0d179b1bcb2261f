import { type Periodicity, type TypeName } from "./fileTypes";
import { type Finding } from "./findings";
import { type RuleId } from "./rules";

/** Words of one column; the same growing dictionary in every batch of a file. */
export interface DimensionColumn {
  readonly kind: "dimension";
  readonly name: string;
  /** One code per row: an index into `dictionary`. */
  readonly codes: Uint32Array;
  readonly dictionary: readonly string[];
}

export interface DateColumn {
  readonly kind: "date";
  readonly name: string;
  /** Days since 1970-01-01, one per row. */
  readonly days: Int32Array;
}

export interface MeasureColumn {
  readonly kind: "measure";
  readonly name: string;
  /** One number per row, NaN where the file has none. */
  readonly values: Float64Array;
}

export type Column = DimensionColumn | DateColumn | MeasureColumn;

/** One modelling combination of a file. Dates are ISO, first day of the period. */
export interface CombinationSpan {
  readonly country_code: string;
  readonly region_code: string;
  readonly grouping: string;
  readonly first: string;
  readonly last: string;
  /** Number of different dates. */
  readonly periods: number;
}

export type Layout = "long" | "wide";

/** What a whole file holds. */
export interface FileSummary {
  /** The given or guessed type; null when the header fits none. */
  readonly type: TypeName | null;
  /** 1 = given or beyond doubt, 0 = no idea. */
  readonly sureness: number;
  /** False for a type whose columns the platform does not document: only the common ones were checked. */
  readonly specified: boolean;
  readonly layout: Layout;
  /** Data rows of the file, also those left out of the batches because they cannot be read. */
  readonly rows: number;
  readonly combinations: readonly CombinationSpan[];
  /** First and last ISO date; null without a readable date. */
  readonly first: string | null;
  readonly last: string | null;
  /** The given periodicity, else the one the dates show; null where they show none. */
  readonly periodicity: Periodicity | null;
  /** Everything found, also what was too much to list. */
  readonly findingCount: number;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly ruleCounts: Readonly<Partial<Record<RuleId, number>>>;
}

/**
 * Some 10,000 rows in long form, whatever the layout of the file (more where one row of a wide file holds more). Rows with a wrong number of cells or without a
 * readable date are left out; they have findings. The last batch, and only it, has a summary.
 */
export interface Batch {
  readonly columns: readonly Column[];
  /** Physical line of each row, the row number of a sheet; rows of a wide file share theirs. */
  readonly rowNumbers: Uint32Array;
  readonly findings: readonly Finding[];
  /** Bytes of the source read so far. */
  readonly bytesRead: number;
  readonly summary?: FileSummary;
}
