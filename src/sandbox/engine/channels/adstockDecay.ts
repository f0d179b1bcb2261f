import { type ResultMember } from "../contract";
import { ends, type Ends, interval } from "../diagnostics/interval";
import { shown } from "../numerics/significant";
import { dataTensor, looseVariable } from "../program/tensor";
import { type Channel, type MemberChannels, sharedDraws } from "./memberChannels";

/** How long the activity of one period works. */
export interface AdstockDecay {
  readonly channel: string;
  readonly place: ResultMember["place"];
  /** Periods after the activity; not each of them where there are many rows to send. */
  readonly lag: readonly number[];
  /** Effect at each lag as a part of the largest one, which comes at once unless the effect is delayed. */
  readonly post: readonly Ends[];
  readonly prior: readonly Ends[];
  /** Periods until half of the whole effect has come; median of the draws. */
  readonly halfLife: number;
  readonly halfLifeRange: Omit<Ends, "p50">;
}

/** Lags that are looked at; a retention of 0.99 has its half-life after 69 periods. */
const LAGS = 400;
const FEWEST_SHOWN = 8;
const MOST_SHOWN = 60;
/** What is less than this part of the largest effect is not shown. */
const NEGLIGIBLE = 0.01;
/** Six numbers a lag, of all rows together, in an answer of less than a megabyte. */
const MOST_LAGS = 8_000;

/** Rows of the channels with an adstock, of every member: decays of different places do not add up. */
export function adstockDecay(
  posterior: readonly MemberChannels[],
  prior: readonly MemberChannels[],
  level: number,
): AdstockDecay[] {
  const rows = posterior.reduce((sum, { channels }) => sum + channels.length, 0);
  const most = Math.max(2, Math.floor(MOST_LAGS / rows));
  return posterior.flatMap((member, at) => {
    const after = impulses(member);
    const before = impulses(prior[at]);
    return after.map(({ channel, weights, halfLives }, k) => {
      const bands = bandsOf(weights, level, MOST_SHOWN);
      const last = bands.findLastIndex(({ hi }) => hi >= NEGLIGIBLE) + 2;
      const lags = Math.min(MOST_SHOWN, Math.max(FEWEST_SHOWN, last));
      const step = Math.ceil(lags / most);
      const lag = Array.from({ length: Math.ceil(lags / step) }, (_, index) => index * step);
      const priorBands = bandsOf(before[k].weights, level, lags);
      const { p50, lo, hi } = interval(Float64Array.from(halfLives), level);
      return {
        channel,
        place: member.member.place,
        lag,
        post: lag.map((each) => bands[each]),
        prior: lag.map((each) => priorBands[each]),
        halfLife: shown(p50),
        halfLifeRange: { lo: shown(lo), hi: shown(hi) },
      };
    });
  });
}

interface Impulses {
  readonly channel: string;
  /** For each draw what one unit of activity does at each lag, the largest being 1. */
  readonly weights: Float64Array[];
  readonly halfLives: number[];
}

function impulses(member: MemberChannels): Impulses[] {
  const responses = member.channels.flatMap((channel) => {
    const respond = impulseResponse(channel);
    return respond
      ? [{ channel: channel.name, respond, weights: [] as Float64Array[], halfLives: [] as number[] }]
      : [];
  });
  for (const draw of member.draws(sharedDraws([member]))) {
    for (const { respond, weights, halfLives } of responses) {
      const response = respond();
      halfLives[draw] = halfLife(response);
      const largest = response.reduce((a, b) => Math.max(a, b));
      weights[draw] = response.map((weight) => weight / largest);
    }
  }
  return responses;
}

/** What one unit of activity in the first period does in that one and in those after it; all of them together are 1. */
function impulseResponse({ chain }: Channel): (() => Float64Array) | undefined {
  const impulse = new Float64Array(LAGS);
  impulse[0] = 1;
  const out = looseVariable("response", LAGS);
  const adstock = chain.adstock?.(dataTensor("impulse", impulse), out, { units: 1, dates: LAGS }, true);
  if (!adstock) return undefined;
  return () => {
    adstock.forward();
    return out.values;
  };
}

/**
 * Periods until half of the effect has come, the rest taken to fall geometrically between two periods: for a geometric
 * adstock of retention a this is log(1/2) / log(a), the half-life of its weights.
 */
export function halfLife(weights: Float64Array): number {
  let rest = 1;
  for (let lag = 0; lag < weights.length; lag++) {
    const after = rest - weights[lag];
    if (after <= 0.5) {
      // Nothing left: the effect is over within the period.
      return after <= 1e-12 ? lag + (rest - 0.5) / rest : lag + Math.log(0.5 / rest) / Math.log(after / rest);
    }
    rest = after;
  }
  return weights.length;
}

const bandsOf = (weights: readonly Float64Array[], level: number, lags: number): Ends[] =>
  Array.from({ length: lags }, (_, lag) => {
    const { p50, lo, hi } = ends(
      interval(
        Float64Array.from(weights, (each) => each[lag]),
        level,
      ),
    );
    return { p50: shown(p50), lo: shown(lo), hi: shown(hi) };
  });
