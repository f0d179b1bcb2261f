import { type FileSummary } from "../batch";
import { shown } from "../shownText";
import { type PreviewTotals } from "./filePreview";
import { type PreviewColumns } from "./previewColumns";
import { MOST_PARTS } from "./previewLimits";
import { type SeriesRows } from "./seriesRows";
import { bounded } from "./seriesStatistics";

/** Investment by medium, or what the products were sold for. */
export function moneyTotals(
  rows: SeriesRows,
  columns: PreviewColumns,
  type: FileSummary["type"],
): PreviewTotals | null {
  const wordOf = (name: string) => {
    const at = columns.dimensions.findIndex((column) => column.name === name);
    return (row: number) => columns.dimensions[at]?.dictionary[rows.codeOf(rows.seriesOf(row), at)] ?? "";
  };
  if (type === "Media") {
    const [metric, medium] = [wordOf("Metric"), wordOf("Media")];
    const totals = new MoneyTotals("Investment");
    for (let row = 0; row < rows.size; row++)
      if (metric(row) === "Investment") totals.add(medium(row), rows.value(0, row));
    return totals.result();
  }
  if (type !== "Sales") return null;
  const [units, price] = ["UnitsSold", "PricePerUnit"].map((name) =>
    columns.measures.findIndex((column) => column.name === name),
  );
  const product = wordOf("Product");
  const totals = new MoneyTotals("Revenue");
  for (let row = 0; row < rows.size; row++)
    totals.add(product(row), rows.value(units ?? -1, row) * rows.value(price ?? -1, row));
  return totals.result();
}

/** Adds money up by name. */
class MoneyTotals {
  private readonly totals = new Map<string, number>();

  constructor(private readonly of: PreviewTotals["of"]) {}

  add(name: string, amount: number): void {
    if (!Number.isNaN(amount)) this.totals.set(name, bounded((this.totals.get(name) ?? 0) + amount));
  }

  /** Null where there is no money. */
  result(): PreviewTotals | null {
    if (this.totals.size === 0) return null;
    const parts = [...this.totals]
      .map(([name, total]) => ({ name: shown(name), total }))
      .sort((a, b) => b.total - a.total);
    const total = parts.reduce((sum, part) => bounded(sum + part.total), 0);
    return { of: this.of, parts: parts.slice(0, MOST_PARTS), partCount: parts.length, total };
  }
}
