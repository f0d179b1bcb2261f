import { type CellRow } from "./cellRow";
import { type ColumnReader } from "./columnReaders";
import { type FileTypeSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { type HeaderPlan } from "./header";
import { RowGatherer } from "./rowGatherer";
import { wellShaped } from "./rowShape";
import { type TableReader } from "./tableReader";

/** Reads the long layout: every row of the file is one row. */
export class LongReader implements TableReader {
  readonly rows: RowGatherer;
  private readonly cells: readonly { readonly reader: ColumnReader; readonly cell: number }[];

  constructor(
    spec: FileTypeSpec,
    private readonly plan: HeaderPlan,
    private readonly log: FindingLog,
  ) {
    const columns = plan.columns.filter(({ spec: { kind, required, whenEmpty }, cell }) =>
      kind === "date" ? cell >= 0 : cell >= 0 || required || whenEmpty !== undefined,
    );
    this.rows = new RowGatherer({
      spec,
      columns: columns.map(({ spec: column }) => column),
      comparable: spec.complete && !plan.lacking,
      atOnce: 1,
      log,
    });
    this.cells = this.rows.readers.map((reader, i) => ({ reader, cell: columns[i]?.cell ?? -1 }));
  }

  readRow(row: CellRow): void {
    this.rows.rows++;
    if (!wellShaped(row, this.plan.width, this.log)) return;
    for (const { reader, cell } of this.cells) reader.read(row, cell);
    this.rows.keep(row);
  }
}
