import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { type ResultRow } from "./rows";

/** From these probabilities of a return above the spend on, the title takes a side. */
const sureOfReturn = 0.9;
const sureOfLoss = 0.2;
/** More drivers than this that may all be the largest are not listed. */
const mostNamed = 3;

/** What the table says, in a sentence or two: the title above it. */
export function findingOf(
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
  about: "all" | "returns" = "all",
): string {
  const names = (keep: (p: number) => boolean): string[] =>
    rows.filter((row) => row.pAbove1 !== null && keep(row.pAbove1)).map((row) => driverName(row, strings));
  const returns = names((p) => p >= sureOfReturn);
  const loses = names((p) => p <= sureOfLoss);
  const sentences = [
    about === "all" ? topDriver(rows, strings, format) : "",
    oneOrMany(returns, strings.findingReturnsOne, strings.findingReturnsMany, format),
    oneOrMany(loses, strings.findingLosesOne, strings.findingLosesMany, format),
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

function oneOrMany(names: readonly string[], one: string, many: string, format: NumberFormat): string {
  if (names.length === 0) return "";
  return fill(names.length === 1 ? one : many, format.list(names));
}
