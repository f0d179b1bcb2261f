import { combineContributions } from "../attribution/combineContributions";
import { drawsUsed } from "../attribution/decomposeSales";
import { driverSeries, type SeriesTable } from "../attribution/driverSeries";
import { type Cells, sharedCells } from "../attribution/memberCells";
import { sliceContributions } from "../attribution/sliceContributions";
import { summariseDraws, type Summary } from "../attribution/summariseDraws";
import { type AdstockDecay, adstockDecay } from "../channels/adstockDecay";
import { channelReturns } from "../channels/channelReturns";
import { type EffectSplit, effectSplit } from "../channels/effectSplit";
import { MemberChannels } from "../channels/memberChannels";
import { type ResponseCurve, responseCurves } from "../channels/responseCurves";
import { type SaturationCurve, saturationCurves } from "../channels/saturationCurves";
import {
  type AttributionRequest,
  type ChannelRoi,
  type ContributionDraws,
  ENGINE_VERSION,
  type ResultMember,
  type ResultQuery,
} from "../contract";

/** What a plot of one kind needs. */
interface Parts {
  readonly curves: readonly ResponseCurve[];
  readonly decay: readonly AdstockDecay[];
  readonly hill: readonly SaturationCurve[];
  readonly split: readonly EffectSplit[];
}

export type ExplanationPart = keyof Parts;

/** Totals, returns and series. */
interface Whole extends Omit<Summary, "roi">, SeriesTable {
  readonly roi: readonly ChannelRoi[];
}

/** What some attributions say together: the part that was asked for, or the whole without those parts. */
export interface Explanation extends Partial<Parts>, Partial<Whole> {
  readonly engine: string;
  readonly seed: number;
  readonly draws: number;
  readonly level: number;
}

export interface ExplanationRequest {
  readonly members: readonly ResultMember[];
  readonly query: ResultQuery;
  /** Absent: the whole, which needs the members' contributions. */
  readonly part?: ExplanationPart | undefined;
}

/** One member on the dates that the result is about. */
interface Piece {
  readonly member: ResultMember;
  readonly cells: Cells;
}

/** Undefined when the query leaves nothing of any member. */
export function explain({ members, query, part }: ExplanationRequest): Explanation | undefined {
  const pieces = sharedCells(members.map(tableOf), query).map(({ table: { member }, cells }) => ({ member, cells }));
  const [first] = pieces;
  if (!first) return undefined;
  const { level } = query;
  const head = {
    engine: ENGINE_VERSION,
    seed: first.member.request.fit.seed,
    draws: Math.min(...pieces.map(({ member }) => drawsUsed(member.request))),
    level,
  };
  const posterior = channelsOf(pieces, "posterior");
  switch (part) {
    case "curves":
      return { ...head, curves: responseCurves(posterior, level) };
    case "decay":
      return { ...head, decay: adstockDecay(posterior, channelsOf(pieces, "prior"), level) };
    case "hill":
      return { ...head, hill: saturationCurves(posterior, level) };
    case "split":
      return { ...head, split: effectSplit(posterior, level) };
    case undefined:
      return { ...head, ...whole(pieces, posterior, query) };
  }
}

/** A member with what its request is about: units, and dates from..to. */
const tableOf = (member: ResultMember) => {
  const { frame, from, to } = member.request;
  return { member, units: frame.units, dates: frame.dates.slice(from, to) };
};

const channelsOf = (pieces: readonly Piece[], beliefs: "posterior" | "prior") =>
  pieces.map(({ member, cells }) => new MemberChannels(member, cells, beliefs));

function whole(pieces: readonly Piece[], posterior: readonly MemberChannels[], query: ResultQuery): Whole {
  const draws = combineContributions(pieces.map(contributionsOf));
  if (!draws) throw new Error("there are no contributions to explain");
  const summary = summariseDraws(draws, query.level);
  const returns = channelReturns(posterior, channelsOf(pieces, "prior"), query.level);
  return {
    ...summary,
    roi: summary.roi.flatMap((row) => {
      const beyond = returns.get(row.channel);
      return beyond ? [{ ...row, ...beyond }] : [];
    }),
    ...driverSeries(draws, actualSales(pieces), query),
  };
}

function contributionsOf({ member: { contributions }, cells }: Piece): ContributionDraws {
  if (!contributions) throw new Error("a member came without its contributions");
  return sliceContributions(contributions, cells);
}

/** Units sold on each date by all pieces together; null where one of their units has no sales. */
function actualSales(pieces: readonly Piece[]): (number | null)[] {
  const columns = pieces.flatMap(({ member, cells }) =>
    cells.units.map((unit) => unitSales(member.request, unit).slice(cells.from, cells.to)),
  );
  return columns.reduce((sum, column) =>
    sum.map((value, at) => {
      const other = column[at];
      return value === null || other === null ? null : value + other;
    }),
  );
}

function unitSales({ frame, from, to }: AttributionRequest, unit: number): (number | null)[] {
  return frame.dates.slice(from, to).map((_, date) => {
    const at = unit * frame.dates.length + from + date;
    return frame.observed[at] === 0 ? null : frame.sales[at];
  });
}
