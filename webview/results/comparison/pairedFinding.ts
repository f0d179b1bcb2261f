import { fill } from "../../shared/fill";
import { sentences } from "../figures/wording";
import { probabilityText } from "../probability";
import { type ComparisonContext } from "./comparisonContext";
import { type PairedRow, sureFrom, surenessOf, sureRows } from "./pairedRow";

export interface FindingTexts {
  readonly more: string;
  readonly less: string;
  readonly unsure: string;
  readonly noCommon: string;
}

/** What changed most clearly, how much and how surely; what only one of the two has. */
export function pairedFinding(
  rows: readonly PairedRow[],
  texts: FindingTexts,
  show: (value: number) => string,
  unit: string,
  context: ComparisonContext,
): string {
  const { strings, format } = context;
  const drivers = rows.filter(({ whole }) => !whole);
  const [clearest, ...others] = sureRows(drivers);
  const named = (list: readonly PairedRow[]): string => format.list(list.map(({ name }) => name));
  const only = (side: "first" | "second", text: string): string => {
    const own = drivers.filter((row) => row[side] !== null && row[side === "first" ? "second" : "first"] === null);
    return own.length === 0 || own.length > 3 ? "" : fill(text, named(own));
  };
  return sentences(
    clearest === undefined
      ? drivers.some(({ difference }) => difference !== null)
        ? texts.unsure
        : texts.noCommon
      : clearestText(clearest, texts, show, unit, context),
    others.length === 0 ? "" : fill(strings.changesOfMore, format.count(others.length), format.wholePercent(sureFrom)),
    only("first", strings.onlyOneHas),
    only("second", strings.onlyOtherHas),
  );
}

/** "TV returned 0.40 (0.10 to 0.70) more a krona in B than in A: P(higher) 98 %." */
function clearestText(
  row: PairedRow,
  texts: FindingTexts,
  show: (value: number) => string,
  unit: string,
  context: ComparisonContext,
): string {
  const { difference } = row;
  if (difference === null) return "";
  const more = surenessOf(row) === "more";
  const [p50, lo, hi] = more
    ? [difference.p50, difference.lo, difference.hi]
    : [-difference.p50, -difference.hi, -difference.lo];
  const p = difference.pHigher ?? 0;
  const sure = probabilityText(more ? p : 1 - p, context);
  return fill(more ? texts.more : texts.less, row.name, show(p50), show(lo), show(hi), unit, sure);
}
