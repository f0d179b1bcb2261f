import { type ResultMember } from "../contract";
import { interval } from "../diagnostics/interval";
import { shown } from "../numerics/significant";
import { dataTensor, looseVariable } from "../program/tensor";
import { type Channel, type MemberChannels, sharedDraws } from "./memberChannels";

/** How far the effect of steady activity is from its limit, without carry-over. */
export interface SaturationCurve {
  readonly channel: string;
  readonly place: ResultMember["place"];
  /** Activity per period, in `unit`. */
  readonly x: readonly number[];
  /** Parts of the largest possible effect. */
  readonly p50: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  /** Observed periods by their activity; the last bar includes its end. */
  readonly hist: readonly { readonly x0: number; readonly x1: number; readonly n: number }[];
  /** What the model reads of the channel: "GRP", "Impression", "Investment". */
  readonly unit: string;
}

const POINTS = 41;
const BARS = 20;

/** Rows of the channels that saturate, of every member: each place has its own curve. */
export const saturationCurves = (members: readonly MemberChannels[], level: number): SaturationCurve[] =>
  members.flatMap((member) =>
    member.channels.flatMap((channel) => {
      const observed = member.ofCells(channel.chain.activity.values).map((value) => value * channel.chain.scale);
      const most = observed.reduce((a, b) => Math.max(a, b));
      if (!channel.chain.saturation || !(most > 0)) return [];
      const x = Array.from({ length: POINTS }, (_, point) => (point * most) / (POINTS - 1));
      const rows = curveDraws(member, channel, x).map((values) => interval(values, level));
      return [
        {
          channel: channel.name,
          place: member.member.place,
          x: x.map(shown),
          p50: rows.map(({ p50 }) => shown(p50)),
          lo: rows.map(({ lo }) => shown(lo)),
          hi: rows.map(({ hi }) => shown(hi)),
          hist: histogram(observed, most),
          unit: channel.chain.metric,
        },
      ];
    }),
  );

/** For each point the saturation in every draw. */
function curveDraws(member: MemberChannels, { chain }: Channel, x: readonly number[]): Float64Array[] {
  const out = looseVariable("saturated", x.length);
  const input = dataTensor(
    "activity",
    Float64Array.from(x, (value) => value / chain.scale),
  );
  const saturate = chain.saturation?.(input, out);
  const count = sharedDraws([member]);
  const curves = x.map(() => new Float64Array(count));
  for (const draw of member.draws(count)) {
    saturate?.forward();
    curves.forEach((curve, point) => (curve[draw] = out.values[point]));
  }
  return curves;
}

function histogram(values: Float64Array, most: number): SaturationCurve["hist"] {
  const counts = new Array<number>(BARS).fill(0);
  for (const value of values) counts[Math.min(BARS - 1, Math.floor((value / most) * BARS))] += 1;
  return counts.map((n, bar) => ({ x0: shown((bar * most) / BARS), x1: shown(((bar + 1) * most) / BARS), n }));
}
