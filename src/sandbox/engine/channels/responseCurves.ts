import { bulkEffectiveSampleSize } from "../diagnostics/effectiveSampleSize";
import { interval } from "../diagnostics/interval";
import { EXACT, shown, significant } from "../numerics/significant";
import { MARGINAL_STEP } from "./channelReturns";
import { channelNames, largestSpend, type MemberChannels, sharedDraws, spendByDate } from "./memberChannels";
import { ScaledEffect } from "./scaledEffect";

/** What a channel brings at other budgets; averages over the periods of the result. */
export interface ResponseCurve {
  readonly channel: string;
  /** Currency per period. */
  readonly presentSpend: number;
  /** The largest spend of a period of the data, which may be one outside the result. */
  readonly maxObserved: number;
  /** Multiples of the present activity and spend. */
  readonly mult: readonly number[];
  /** Currency per period at each multiple. */
  readonly spend: readonly number[];
  /** Units per period; effects after the last date are not counted. */
  readonly mean: readonly number[];
  readonly p50: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  /** Units per further currency unit, when the present activity grows by one per cent: median and interval. */
  readonly marginal: readonly number[];
  readonly marginalLo: readonly number[];
  readonly marginalHi: readonly number[];
  /** Spend of the periods; of very many, an even choice of the sorted ones. */
  readonly observedSpend: readonly number[];
  /** How many independent draws the curve is worth at least: of its values, marginal ones too, at half, present and double spend. */
  readonly ess: number;
}

const STEPS = 40;
const LARGEST = 2;
const MULTIPLES = Array.from({ length: STEPS + 1 }, (_, step) => (step * LARGEST) / STEPS);
/** Places in `MULTIPLES` whose values are looked at: each costs a sort of all draws. */
const ESS_STEPS = [STEPS / 4, STEPS / 2, STEPS];
const MOST_OBSERVED = 400;

/** Curves of the channels with spend, over it. */
export function responseCurves(members: readonly MemberChannels[], level: number): ResponseCurve[] {
  const periods = members[0].dates;
  const count = sharedDraws(members);
  const paid = channelNames(members).flatMap((name) => {
    const observed = spendByDate(members, name);
    const total = observed?.reduce((sum, value) => sum + value, 0) ?? 0;
    return observed && total > 0 ? [{ name, observed, present: total / periods }] : [];
  });
  return withEffects(paid, members, count).map(({ name, observed, present, effects, further }) => {
    const rows = effects.map((values) => interval(values, level));
    const steps = further.map((values) => interval(values, level));
    const perMoney = (units: number): number => shown(units / (MARGINAL_STEP * present * periods));
    return {
      channel: name,
      presentSpend: significant(present, EXACT),
      maxObserved: shown(largestSpend(members, name)),
      mult: MULTIPLES,
      spend: MULTIPLES.map((multiple) => shown(multiple * present)),
      mean: rows.map(({ mean }) => significant(mean / periods, EXACT)),
      p50: rows.map(({ p50 }) => shown(p50 / periods)),
      lo: rows.map(({ lo }) => shown(lo / periods)),
      hi: rows.map(({ hi }) => shown(hi / periods)),
      marginal: steps.map(({ p50 }) => perMoney(p50)),
      marginalLo: steps.map(({ lo }) => perMoney(lo)),
      marginalHi: steps.map(({ hi }) => perMoney(hi)),
      observedSpend: evenChoice(observed).map(shown),
      ess: shown(
        Math.min(...[effects, further].flatMap((of) => ESS_STEPS.map((step) => bulkEffectiveSampleSize([of[step]])))),
      ),
    };
  });
}

/** With units sold at each multiple, and what a step more adds there: one number a draw, summed over members. */
function withEffects<T extends { readonly name: string }>(
  named: readonly T[],
  members: readonly MemberChannels[],
  count: number,
) {
  const atMultiples = () => MULTIPLES.map(() => new Float64Array(count));
  const out = named.map((one) => ({ ...one, effects: atMultiples(), further: atMultiples() }));
  for (const member of members) {
    const channels = out.flatMap(({ name, effects, further }) => {
      const channel = member.channels.find((each) => each.name === name);
      return channel ? [{ effect: new ScaledEffect(member, channel), effects, further }] : [];
    });
    // Each draw takes the whole model: all channels are looked at in one go.
    for (const draw of member.draws(count)) {
      for (const { effect, effects, further } of channels) {
        effect.prepare();
        MULTIPLES.forEach((multiple, m) => {
          const units = effect.at(multiple);
          effects[m][draw] += units;
          further[m][draw] += effect.at(multiple + MARGINAL_STEP) - units;
        });
      }
    }
  }
  return out;
}

function evenChoice(values: Float64Array): number[] {
  if (values.length <= MOST_OBSERVED) return [...values];
  const sorted = values.slice().sort();
  return Array.from(
    { length: MOST_OBSERVED },
    (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (MOST_OBSERVED - 1))],
  );
}
