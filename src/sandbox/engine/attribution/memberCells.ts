import { type ContributionDraws, type ResultQuery } from "../contract";

type Slice = Pick<ResultQuery, "from" | "to" | "product">;

/** Some units on dates that follow one another. */
export interface Cells {
  /** Index range of the dates, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly units: readonly number[];
}

type Table = Pick<ContributionDraws, "dates" | "units">;

/** The part of a table [unit][date] that lies in a range of dates and concerns one product; undefined when nothing is left. */
export function cellsOf(
  { dates, units }: Table,
  { from = "", to = "9999", product = "all" }: Slice,
): Cells | undefined {
  const first = dates.findIndex((date) => date >= from);
  const inside = dates.filter((date) => date >= from && date <= to).length;
  const named = units.flatMap((unit, at) => (unit === product ? [at] : []));
  const chosen = product === "all" && named.length === 0 ? units.map((_, at) => at) : named;
  return inside === 0 || chosen.length === 0 ? undefined : { from: first, to: first + inside, units: chosen };
}

/**
 * The parts of several tables over the dates that all of them have, those without any left out. Attributions of a set
 * start and end alike, but their data may have gaps.
 */
export function sharedCells<T extends Table>(tables: readonly T[], slice: Slice): { table: T; cells: Cells }[] {
  const parts = tables.flatMap((table) => {
    const cells = cellsOf(table, slice);
    return cells ? [{ table, cells }] : [];
  });
  const [first] = parts;
  if (!first || parts.length === 1) return parts;
  const from = parts.map(({ table, cells }) => table.dates[cells.from]).reduce((a, b) => (a > b ? a : b));
  const to = parts.map(({ table, cells }) => table.dates[cells.to - 1]).reduce((a, b) => (a < b ? a : b));
  const cut = parts.flatMap(({ table }) => {
    const cells = cellsOf(table, { ...slice, from, to });
    return cells ? [{ table, cells }] : [];
  });
  const width = cut.length === 0 ? 0 : cut[0].cells.to - cut[0].cells.from;
  return cut.filter(({ cells }) => cells.to - cells.from === width);
}
