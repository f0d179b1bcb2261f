import { type Column, type ColumnId } from "./columns";
import { type ResultRow } from "./rows";

export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** Largest contribution first. */
export const firstSort: Sort = { column: "mean", descending: true };

/** Rows in the order of a column. What is missing stands last either way; ties keep the order they had. */
export function sortRows(
  rows: readonly ResultRow[],
  columns: readonly Column[],
  sort: Sort,
  locale: string,
): readonly ResultRow[] {
  const sortBy = columns.find((column) => column.id === sort.column)?.sortBy;
  if (sortBy === undefined) return rows;
  const words = new Intl.Collator(locale, { numeric: true });
  return [...rows].sort((left, right) => {
    const [a, b] = [sortBy(left), sortBy(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
    return sort.descending ? -order : order;
  });
}

/** The order after a header was pressed: words start at A, numbers at the largest; again turns it round. */
export function nextSort(sort: Sort, pressed: ColumnId): Sort {
  if (sort.column === pressed) return { column: pressed, descending: !sort.descending };
  return { column: pressed, descending: pressed !== "driver" && pressed !== "kind" };
}
