import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { type ResultTable } from "./data/resultTable";
import { type ResultRow } from "./rows";

/** From these probabilities of a return above the spend on, the title takes a side: probably, and without a word of doubt. */
const likelyReturn = 0.9;
const sureReturn = 0.975;
const likelyLoss = 0.2;
/** More drivers than this that may all be the largest are not listed. */
const mostNamed = 3;

/** What the table says, in a sentence or two: the title above it. */
export function findingOf(
  rows: readonly ResultRow[],
  basis: ResultTable["basis"],
  { strings, format }: { readonly strings: ResultsStrings; readonly format: NumberFormat },
  about: "all" | "returns" = "all",
): string {
  const word = { revenue: strings.wordRevenue, profit: strings.wordProfit }[basis];
  const names = (keep: (p: number) => boolean): string[] =>
    rows.filter((row) => row.pAbove1 !== null && keep(row.pAbove1)).map((row) => driverName(row, strings));
  const said = (drivers: readonly string[], one: string, many: string): string =>
    drivers.length === 0 ? "" : fill(drivers.length === 1 ? one : many, format.list(drivers), word);
  const sentences = [
    about === "all" ? topDriver(rows, strings, format) : "",
    said(
      names((p) => p >= sureReturn),
      strings.findingReturnsOne,
      strings.findingReturnsMany,
    ),
    said(
      names((p) => p >= likelyReturn && p < sureReturn),
      strings.findingMayReturnOne,
      strings.findingMayReturnMany,
    ),
    said(
      names((p) => p <= likelyLoss),
      strings.findingLosesOne,
      strings.findingLosesMany,
    ),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Who adds most to the base, as far as the intervals can tell; empty where nobody adds. */
export function topDriver(rows: readonly ResultRow[], strings: ResultsStrings, format: NumberFormat): string {
  const drivers = rows.flatMap((row) => (row.kind === "base" || row.units === null ? [] : [{ row, ...row.units }]));
  const [top, ...others] = drivers.sort((a, b) => b.p50 - a.p50);
  if (top === undefined || !(top.mean > 0)) return "";
  const rivals = others.filter(({ hi }) => hi >= top.lo);
  const names = [top, ...rivals].map(({ row }) => driverName(row, strings));
  if (names.length === 1) return fill(strings.findingTop, ...names);
  return names.length > mostNamed ? strings.findingTopOpen : fill(strings.findingTopUnsure, format.list(names));
}
