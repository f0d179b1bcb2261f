import { type CellRow } from "./cellRow";
import { type RowGatherer } from "./rowGatherer";

/** Reads the rows below a header into rows of the long form. */
export interface TableReader {
  readonly rows: RowGatherer;
  readRow(row: CellRow): void;
}
