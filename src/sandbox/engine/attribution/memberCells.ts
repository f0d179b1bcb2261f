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

/** Places of the units of one product, of all for "all", which a product may be called too; empty for an unknown one. */
export function unitsOfProduct(units: readonly string[], product: string): number[] {
  const named = units.flatMap((unit, at) => (unit === product ? [at] : []));
  return product === "all" && named.length === 0 ? units.map((_, at) => at) : named;
}

/** The part of a table [unit][date] that lies in a range of dates and concerns one product; undefined when nothing is left. */
export function cellsOf(
  { dates, units }: Table,
  { from = "", to = "9999", product = "all" }: Slice,
): Cells | undefined {
  const first = dates.findIndex((date) => date >= from);
  const inside = dates.filter((date) => date >= from && date <= to).length;
  const chosen = unitsOfProduct(units, product);
  return inside === 0 || chosen.length === 0 ? undefined : { from: first, to: first + inside, units: chosen };
}

/**
 * The parts of several tables over the dates that all of them have. Left out are those without any, and those whose
 * dates there are not the first one's, such as weeks that begin on another day.
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
  const datesOf = ({ table, cells }: { table: T; cells: Cells }) => table.dates.slice(cells.from, cells.to).join();
  return cut.filter((part) => datesOf(part) === datesOf(cut[0]));
}
