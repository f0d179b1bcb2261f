import { type Column, type DateColumn, type DimensionColumn, type MeasureColumn } from "../../dataFiles/batch";
import { type TypeName } from "../../dataFiles/fileTypes";
import { TupleTable } from "../../dataFiles/tupleTable";
import { type UploadSource } from "./datasetTypes";
import { type DataRows, firstRows, UploadRows } from "./uploadRows";

/**
 * The rows of several files of one type as one: where dimensions and dates agree, the row of the later file counts,
 * whole; all other rows stand side by side.
 */
export function mergeRows(tables: readonly DataRows[]): DataRows | undefined {
  const [first] = tables;
  if (first === undefined) return undefined;
  if (tables.length === 1) return first;
  const capacity = tables.reduce((rows, { size }) => rows + size, 0);
  const target = new MergeTarget(
    namesOf(tables, "dimension"),
    namesOf(tables, "date"),
    namesOf(tables, "measure"),
    capacity,
  );
  for (const table of tables) target.add(table);
  const periodicity = tables.findLast((table) => table.periodicity !== null)?.periodicity ?? null;
  return { type: first.type, periodicity, size: target.size, columns: target.columns() };
}

/** The merged rows of one type of a dataset, of one country where one is asked for. */
export function readMerged(sources: readonly UploadSource[], type: TypeName, country?: string): DataRows | undefined {
  return mergeRows(
    sources
      .filter((source) => source.type === type)
      .map(({ file }) => UploadRows.use(file, (rows) => rows.read(country))),
  );
}

function namesOf(tables: readonly DataRows[], kind: Column["kind"]): string[] {
  return [
    ...new Set(
      tables.flatMap(({ columns }) => columns.filter((column) => column.kind === kind).map(({ name }) => name)),
    ),
  ];
}

class MergeTarget {
  private readonly keys: TupleTable;
  private readonly words: { codes: Uint32Array; dictionary: string[]; known: Map<string, number> }[];
  private readonly days: Int32Array[];
  private readonly values: Float64Array[];

  constructor(
    private readonly dimensions: readonly string[],
    private readonly dates: readonly string[],
    private readonly measures: readonly string[],
    capacity: number,
  ) {
    this.keys = new TupleTable(dimensions.length + dates.length);
    this.words = dimensions.map(() => ({ codes: new Uint32Array(capacity), dictionary: [], known: new Map() }));
    this.days = dates.map(() => new Int32Array(capacity));
    this.values = measures.map(() => new Float64Array(capacity));
  }

  get size(): number {
    return this.keys.size;
  }

  add(table: DataRows): void {
    const find = <T extends Column["kind"]>(kind: T, name: string) =>
      table.columns.find(
        (column): column is Extract<Column, { kind: T }> => column.kind === kind && column.name === name,
      );
    const dimensions = this.dimensions.map((name, i) => this.translated(find("dimension", name), i));
    const dates = this.dates.map((name) => find("date", name));
    const measures = this.measures.map((name) => find("measure", name));
    const key = new Int32Array(this.keys.width);
    for (let row = 0; row < table.size; row++) this.addRow(row, key, dimensions, dates, measures);
  }

  columns(): Column[] {
    const all: Column[] = [
      ...this.dimensions.map((name, i): DimensionColumn => {
        const { codes = new Uint32Array(0), dictionary = [] } = this.words[i] ?? {};
        return { kind: "dimension", name, codes, dictionary };
      }),
      ...this.dates.map((name, i): DateColumn => ({ kind: "date", name, days: this.days[i] ?? new Int32Array(0) })),
      ...this.measures.map((name, i): MeasureColumn => ({
        kind: "measure",
        name,
        values: this.values[i] ?? new Float64Array(0),
      })),
    ];
    return all.map((column) => firstRows(column, this.size));
  }

  private addRow(
    row: number,
    key: Int32Array,
    dimensions: readonly ((row: number) => number)[],
    dates: readonly (DateColumn | undefined)[],
    measures: readonly (MeasureColumn | undefined)[],
  ): void {
    dimensions.forEach((codeAt, i) => (key[i] = codeAt(row)));
    dates.forEach((column, i) => (key[dimensions.length + i] = column?.days[row] ?? 0));
    const at = this.keys.intern(key);
    this.words.forEach(({ codes }, i) => (codes[at] = key[i] ?? 0));
    this.days.forEach((days, i) => (days[at] = key[dimensions.length + i] ?? 0));
    this.values.forEach((values, i) => (values[at] = measures[i]?.values[row] ?? NaN));
  }

  /** The merged code of a row's word; a file without the column is not split by it. */
  private translated(column: DimensionColumn | undefined, index: number): (row: number) => number {
    const target = this.words[index];
    if (target === undefined) return () => 0;
    const codeOf = (word: string): number => {
      const known = target.known.get(word);
      if (known !== undefined) return known;
      target.known.set(word, target.dictionary.length);
      return target.dictionary.push(word) - 1;
    };
    if (column === undefined) {
      const code = codeOf("all");
      return () => code;
    }
    const map = Uint32Array.from(column.dictionary, codeOf);
    return (row) => map[column.codes[row] ?? 0] ?? 0;
  }
}
