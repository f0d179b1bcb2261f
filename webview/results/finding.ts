import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { type ResultRow } from "./rows";

/** From these probabilities of a return above the spend on, the title takes a side. */
const sureOfReturn = 0.9;
const sureOfLoss = 0.2;

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
    about === "all" ? topDriver(rows, strings) : "",
    oneOrMany(returns, strings.findingReturnsOne, strings.findingReturnsMany, format),
    oneOrMany(loses, strings.findingLosesOne, strings.findingLosesMany, format),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function topDriver(rows: readonly ResultRow[], strings: ResultsStrings): string {
  const added = rows.filter((row) => row.kind !== "base" && (row.units?.mean ?? 0) > 0);
  const top = added.sort((a, b) => (b.units?.mean ?? 0) - (a.units?.mean ?? 0))[0];
  return top === undefined ? "" : fill(strings.findingTop, driverName(top, strings));
}

function oneOrMany(names: readonly string[], one: string, many: string, format: NumberFormat): string {
  if (names.length === 0) return "";
  return fill(names.length === 1 ? one : many, format.list(names));
}
