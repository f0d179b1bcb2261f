import { type ResultTable } from "../data/resultTable";

/** Channels with the largest budgets first, as in the returns: where not all are drawn, those are. */
export function bySpend<Row extends { readonly channel: string }>(
  rows: readonly Row[],
  result: Pick<ResultTable, "roi"> | null,
): Row[] {
  const spends = new Map(result?.roi.map(({ channel, spend }) => [channel, spend]));
  const spendOf = ({ channel }: Row): number => spends.get(channel) ?? 0;
  return [...rows].sort((a, b) => spendOf(b) - spendOf(a));
}
