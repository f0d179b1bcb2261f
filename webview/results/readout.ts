import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { groupTitle, type CellPlace } from "./resultTable";

export interface ReadoutContext {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly level: number;
  /** Row of the cell from 1 and number of rows, the total not counted; null for the total. */
  readonly row: { readonly number: number; readonly of: number } | null;
  /** Heading of the column that the rows are ordered by. */
  readonly sortedBy: string;
}

/** What the line below the table says of a cell, the cell's name first. */
export function readoutOf({ row, column }: CellPlace, context: ReadoutContext): readonly string[] {
  const { strings, format } = context;
  if (row === null) return [strings.readoutHint];
  const group = groupTitle(column.group, strings);
  const name = driverName(row, strings);
  const value = column.cell(row);
  const interval = column.interval(row);
  const isNumber = /\d/.test(value) && column.measure !== "";
  const parts = [
    group === null
      ? fill(strings.readoutWord, column.heading, value)
      : fill(strings.readoutCell, name, group, column.heading),
    group === null ? null : isNumber ? fill(strings.readoutValue, value, column.measure) : value,
    interval === null || interval === strings.none
      ? null
      : fill(strings.readoutInterval, format.wholePercent(context.level), interval),
    context.row === null ? null : fill(strings.readoutRow, context.row.number, context.row.of, context.sortedBy),
  ];
  return parts.filter((part) => part !== null);
}
