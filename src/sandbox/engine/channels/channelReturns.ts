import { type ChannelRoi } from "../contract";
import { ends, interval } from "../diagnostics/interval";
import { channelNames, type MemberChannels, PRIOR_DRAWS, sharedDraws, spendByDate } from "./memberChannels";
import { ScaledEffect } from "./scaledEffect";

/** How much a marginal return adds to the activity: one per cent. */
export const MARGINAL_STEP = 0.01;

type Beyond = Pick<ChannelRoi, "mroi" | "prior">;

/**
 * Of each channel with spend, by name, one number a draw: the return of a little more, and, a draw of the priors each,
 * what was believed of the return before the data.
 */
export type ReturnDraws = ReadonlyMap<string, { readonly mroi: Float64Array; readonly prior: Float64Array }>;

/**
 * What the contributions do not say of the channels: the model has to be gone through draw by draw for it, which takes
 * longest of all in a result. Empty where a member has no prices, or no profits.
 */
export function returnDraws(posterior: readonly MemberChannels[], prior: readonly MemberChannels[]): ReturnDraws {
  const paid = channelNames(posterior).flatMap((name) => {
    const spend = spendByDate(posterior, name)?.reduce((sum, value) => sum + value, 0) ?? 0;
    return spend > 0 ? [{ name, spend }] : [];
  });
  if (posterior.some(({ worth }) => worth === undefined)) return new Map();
  const names = paid.map(({ name }) => name);
  const further = marginalRevenues(posterior, names);
  const believed = revenues(prior, names);
  return new Map(
    paid.map(({ name, spend }, k) => {
      const mroi = further[k].map((revenue) => revenue / (MARGINAL_STEP * spend));
      return [name, { mroi, prior: believed[k].map((revenue) => revenue / spend) }];
    }),
  );
}

/** The intervals of those draws. */
export const channelReturns = (draws: ReturnDraws, level: number): ReadonlyMap<string, Beyond> =>
  new Map(
    [...draws].map(([name, { mroi, prior }]) => [
      name,
      { mroi: ends(interval(mroi, level)), prior: ends(interval(prior, level)) },
    ]),
  );

/** Revenue, or profit, that a step more brings, one number a draw for each channel. */
function marginalRevenues(members: readonly MemberChannels[], names: readonly string[]): Float64Array[] {
  const count = sharedDraws(members);
  const out = names.map(() => new Float64Array(count));
  for (const member of members) {
    const channels = namedChannels(member, names).map(({ channel, k }) => ({
      effect: new ScaledEffect(member, channel),
      k,
    }));
    for (const draw of member.draws(count)) {
      for (const { effect, k } of channels) {
        effect.prepare();
        out[k][draw] += effect.at(1 + MARGINAL_STEP, member.worth) - effect.at(1, member.worth);
      }
    }
  }
  return out;
}

/** Revenue, or profit, as an attribution counts it, one number a draw for each channel. */
function revenues(members: readonly MemberChannels[], names: readonly string[]): Float64Array[] {
  const out = names.map(() => new Float64Array(PRIOR_DRAWS));
  for (const member of members) {
    const channels = namedChannels(member, names);
    const { cells, worth } = member;
    for (const draw of member.draws(PRIOR_DRAWS)) {
      for (const { channel, k } of channels) {
        for (let j = 0; j < cells.length; j++) {
          out[k][draw] += (worth ? worth[j] : 0) * member.contribution(channel, cells[j]);
        }
      }
    }
  }
  return out;
}

const namedChannels = ({ channels }: MemberChannels, names: readonly string[]) =>
  channels.flatMap((channel) => (names.includes(channel.name) ? [{ channel, k: names.indexOf(channel.name) }] : []));
