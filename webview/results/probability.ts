import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type ResultsStrings } from "./strings";

/** Draws tell no probability to a finer degree than this, and none that is quite 0 or 1. */
const finest = 0.01;

/** "97", "> 99" or "< 1" in per cent, without the sign of a percentage. */
export function probabilityPercent(p: number, format: NumberFormat): string {
  return bounded(p, format.wholePercent);
}

/** The same with the sign. */
export const probabilityText = (
  p: number,
  { strings, format }: { readonly strings: ResultsStrings; readonly format: NumberFormat },
): string => bounded(p, (value) => fill(strings.percentWhole, format.wholePercent(value)));

/** "p = 0.31", "p < 0.01". */
export function pValueText(
  p: number,
  { strings, format }: { readonly strings: ResultsStrings; readonly format: NumberFormat },
): string {
  return fill(isBeyond(p) ? strings.predictivePBeyond : strings.predictivePValue, bounded(p, format.ratio));
}

/** A p-value alone: "0.31", "< 0.01". */
export const pValue = (p: number, format: NumberFormat): string => bounded(p, format.ratio);

const isBeyond = (p: number): boolean => p < finest || p > 1 - finest;

function bounded(p: number, show: (p: number) => string): string {
  if (p > 1 - finest) return `> ${show(1 - finest)}`;
  return p < finest ? `< ${show(finest)}` : show(p);
}
