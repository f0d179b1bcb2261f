import { ends, type Ends, interval } from "../diagnostics/interval";
import { shown } from "../numerics/significant";
import { dataTensor, looseVariable } from "../program/tensor";
import { type Channel, channelNames, type MemberChannels, sharedDraws } from "./memberChannels";

/** How much of a channel's effect comes in the period of the activity itself; the rest is carried over. */
export interface EffectSplit {
  readonly channel: string;
  /** A fraction of the effect; null where there is no effect to split. */
  readonly immediate: Ends | null;
}

/**
 * The effect of a period is shared between its own activity and what is carried over from earlier ones, each by its part
 * of the sum that goes into the saturation. That adds up exactly; it is the Aumann-Shapley value of the two along the
 * straight path, since the effect depends on their sum alone (R. Aumann & L. Shapley, "Values of non-atomic games", 1974).
 */
export function effectSplit(members: readonly MemberChannels[], level: number): EffectSplit[] {
  const names = channelNames(members);
  const count = sharedDraws(members);
  const immediate = names.map(() => new Float64Array(count));
  const total = names.map(() => new Float64Array(count));
  for (const member of members) {
    const channels = member.channels.map((channel) => ({
      channel,
      own: immediateWeight(channel),
      k: names.indexOf(channel.name),
    }));
    for (const draw of member.draws(count)) {
      for (const { channel, own, k } of channels) {
        const weight = own();
        const [activity, carried] = [channel.chain.activity.values, channel.chain.carried.values];
        for (const cell of member.cells) {
          if (!(carried[cell] > 0)) continue;
          const effect = member.contribution(channel, cell);
          total[k][draw] += effect;
          immediate[k][draw] += (effect * weight * activity[cell]) / carried[cell];
        }
      }
    }
  }
  return names.map((channel, k) => {
    if (!total[k].every((value) => value !== 0)) return { channel, immediate: null };
    const { p50, lo, hi } = ends(
      interval(
        immediate[k].map((value, draw) => value / total[k][draw]),
        level,
      ),
    );
    return { channel, immediate: { p50: shown(p50), lo: shown(lo), hi: shown(hi) } };
  });
}

/** What is left of a unit of activity in its own period, at the present draw. */
function immediateWeight({ chain }: Channel): () => number {
  const out = looseVariable("response", 1);
  const adstock = chain.adstock?.(dataTensor("impulse", Float64Array.of(1)), out, { units: 1, dates: 1 });
  return () => {
    if (!adstock) return 1;
    adstock.forward();
    return out.values[0];
  };
}
