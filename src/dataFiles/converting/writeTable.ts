import { type Layout } from "../batch";
import { csvCell } from "../csvCell";
import { isoOfDay } from "../dates";
import { fileTypeSpec } from "../fileTypes";
import { TupleTable } from "../tupleTable";
import { joinedBytes } from "../joinedBytes";
import { type LongTable } from "./longTable";

const LINES_AT_ONCE = 4096;

/** A table as CSV in one of the two layouts. */
export function writeTable(table: LongTable, layout: Layout): Uint8Array {
  const lines =
    layout === "long" ? longLines(table) : table.measures.length === 0 ? wideEvents(table) : wideLines(table);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let some: string[] = [];
  const flush = () => {
    parts.push(encoder.encode(some.join("")));
    some = [];
  };
  for (const cells of lines) {
    some.push(`${cells.join(",")}\n`);
    if (some.length >= LINES_AT_ONCE) flush();
  }
  flush();
  return joinedBytes(parts);
}

const shownNumber = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "" : String(value);

function* longLines({ rows, dimensions, dates, measures, summary }: LongTable): Generator<readonly string[]> {
  const words = dimensions.map(({ dictionary }) => dictionary.map(csvCell));
  const isoOf = new Map<number, string>();
  const iso = (day: number): string => {
    const known = isoOf.get(day) ?? isoOfDay(day);
    isoOf.set(day, known);
    return known;
  };
  const columns = [
    ...dimensions.map(({ name, codes }, i) => ({ name, cell: (row: number) => words[i]?.[codes[row] ?? 0] ?? "" })),
    ...dates.map(({ name, days }) => ({ name, cell: (row: number) => iso(days[row] ?? 0) })),
    ...measures.map(({ name, values }) => ({ name, cell: (row: number) => shownNumber(values[row]) })),
  ];
  const order = fileTypeSpec(summary.type ?? "").columns.map(({ name }) => name);
  columns.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  yield columns.map(({ name }) => name);
  for (let row = 0; row < rows; row++) yield columns.map(({ cell }) => cell(row));
}

function* wideLines({ rows, dimensions, dates, measures }: LongTable): Generator<readonly string[]> {
  const series = new TupleTable(dimensions.length);
  const ofRow = new Int32Array(rows);
  const tuple = new Int32Array(dimensions.length);
  for (let row = 0; row < rows; row++) {
    dimensions.forEach(({ codes }, i) => (tuple[i] = codes[row] ?? 0));
    ofRow[row] = series.intern(tuple);
  }
  const days = dates[0]?.days ?? new Int32Array(0);
  const rowsOfDay = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const list = rowsOfDay.get(days[row] ?? 0);
    if (list === undefined) rowsOfDay.set(days[row] ?? 0, [row]);
    else list.push(row);
  }
  const numbers = Array.from({ length: series.size }, (_, at) => at);
  for (const [i, { name, dictionary }] of dimensions.entries()) {
    const words = numbers.map((at) => csvCell(dictionary[series.at(at, i)] ?? ""));
    yield [name, ...measures.flatMap(() => words)];
  }
  if (measures.length > 1) yield ["Metric", ...measures.flatMap(({ name }) => numbers.map(() => name))];
  for (const [day, list] of [...rowsOfDay].sort(([a], [b]) => a - b)) {
    const cells = Array.from({ length: measures.length * series.size }, () => "");
    for (const row of list)
      measures.forEach(({ values }, m) => (cells[m * series.size + (ofRow[row] ?? 0)] = shownNumber(values[row])));
    yield [isoOfDay(day), ...cells];
  }
}

/** The dates of events are what is measured: one row has them all. */
function* wideEvents({ rows, dimensions, dates }: LongTable): Generator<readonly string[]> {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  for (const { name, codes, dictionary } of dimensions) {
    const words = numbers.map((row) => csvCell(dictionary[codes[row] ?? 0] ?? ""));
    yield [name, ...dates.flatMap(() => words)];
  }
  yield ["Metric", ...dates.flatMap(({ name }) => numbers.map(() => name))];
  yield ["", ...dates.flatMap(({ days }) => numbers.map((row) => isoOfDay(days[row] ?? 0)))];
}
