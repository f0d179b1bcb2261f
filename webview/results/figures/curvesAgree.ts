import { fill } from "../../shared/fill";
import { type Part, type ResponseCurve } from "../data/parts";
import { type ResultTable } from "../data/resultTable";
import { type Note } from "../note";
import { type FigureContext } from "./figure";

/** Less than this is not seen in any picture. */
const seen = 0.0005;

/**
 * Whether curves at the present spend are the contributions of their channels, and if not, why: with a log link they are
 * something else, and of very many draws they rest on fewer, which is chance.
 */
export function curvesAgreeNotes(part: Part<ResponseCurve>, result: ResultTable, context: FigureContext): Note[] {
  const { strings, format } = context;
  const note = (text: string): Note[] => [{ look: "information", text }];
  if (result.link === "log") return note(strings.curvesLog);
  if (part.draws === null || part.draws >= result.draws) return [];
  const draws = [format.count(part.draws), format.count(result.draws)] as const;
  const apart = result.unit === "units" ? Math.max(0, ...part.rows.map((curve) => apartAtPresent(curve, result))) : 0;
  return note(
    apart < seen
      ? fill(strings.curvesFewerDraws, ...draws)
      : fill(strings.curvesFewerDrawsApart, ...draws, fill(strings.percentValue, format.percent(apart))),
  );
}

/** How far the mean at the present spend is from the channel's part of the contributions, as a fraction of that. */
function apartAtPresent({ channel, mult, mean, presentSpend }: ResponseCurve, { roi, totals }: ResultTable): number {
  const spend = roi.find((row) => row.channel === channel)?.spend ?? NaN;
  const total = totals.filter(({ driver }) => driver === channel).reduce((sum, row) => sum + row.mean, 0);
  const onCurve = ((mean[mult.indexOf(1)] ?? NaN) * spend) / presentSpend;
  const apart = Math.abs(onCurve / total - 1);
  return Number.isFinite(apart) ? apart : 0;
}
