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

/** Money of one channel in one unit. */
interface UnitMoney {
  readonly spend: number;
  /** What a step more brings, one number a draw. */
  readonly further: Float64Array;
  /** What the activity brings by the priors, one number for each of their draws. */
  readonly believed: Float64Array;
}

/** By channel, of all units of all members in their order: what the returns of any of them together are made of. */
export type UnitReturns = ReadonlyMap<string, readonly UnitMoney[]>;

/**
 * What the contributions do not say of the channels: the model has to be gone through draw by draw for it, which takes
 * longest of all in a result. Empty where a member has no prices, or no profits.
 */
export function unitReturns(posterior: readonly MemberChannels[], prior: readonly MemberChannels[]): UnitReturns {
  if (posterior.some(({ worth }) => worth === undefined)) return new Map();
  const names = channelNames(posterior).filter((name) => total(spendByDate(posterior, name)) > 0);
  const further = marginalRevenues(posterior, names);
  const believed = revenues(prior, names);
  return new Map(
    names.map((name, k) => {
      const spends = posterior.flatMap((member) => unitSpends(member, name));
      return [name, spends.map((spend, unit) => ({ spend, further: further[k][unit], believed: believed[k][unit] }))];
    }),
  );
}

/** The returns of some units together; `chosen`: their places, all where it is left out. */
export function returnDraws(returns: UnitReturns, chosen?: readonly number[]): ReturnDraws {
  return new Map(
    [...returns].flatMap(([name, all]) => {
      const { spend, further, believed } = together(chosen ? chosen.map((unit) => all[unit]) : all);
      if (spend <= 0) return [];
      return [[name, { mroi: divided(further, MARGINAL_STEP * spend), prior: divided(believed, spend) }] as const];
    }),
  );
}

/** All units as one, which is enough for their returns together. */
export function asOneUnit(returns: UnitReturns): UnitReturns {
  if ([...returns.values()].every(({ length }) => length === 1)) return returns;
  return new Map([...returns].map(([name, units]) => [name, [together(units)]]));
}

const together = (units: readonly UnitMoney[]): UnitMoney => ({
  spend: units.reduce((sum, unit) => sum + unit.spend, 0),
  further: added(units.map((unit) => unit.further)),
  believed: added(units.map((unit) => unit.believed)),
});

const total = (values: Float64Array | undefined): number => values?.reduce((sum, value) => sum + value, 0) ?? 0;

const divided = (values: Float64Array, by: number): Float64Array => Float64Array.from(values, (value) => value / by);

/** Number by number. */
function added([first, ...others]: readonly Float64Array[]): Float64Array {
  const sum = first.slice();
  for (const other of others) for (let at = 0; at < sum.length; at++) sum[at] += other[at];
  return sum;
}

/** What was spent on a channel in each unit of a member. */
function unitSpends({ channels, cells, dates }: MemberChannels, name: string): number[] {
  const spend = channels.find((channel) => channel.name === name)?.spend;
  return Array.from({ length: cells.length / dates }, (_, unit) =>
    total(spend?.subarray(unit * dates, (unit + 1) * dates)),
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

/** Money by channel, unit and draw. */
type Money = readonly (readonly Float64Array[])[];

const noMoney = (members: readonly MemberChannels[], names: readonly string[], count: number): Money =>
  names.map(() =>
    members.flatMap(({ cells, dates }) => Array.from({ length: cells.length / dates }, () => new Float64Array(count))),
  );

/** Revenue, or profit, that a step more brings. */
function marginalRevenues(members: readonly MemberChannels[], names: readonly string[]): Money {
  const count = sharedDraws(members);
  const out = noMoney(members, names, count);
  let before = 0;
  for (const member of members) {
    const units = member.cells.length / member.dates;
    const [more, now] = [new Float64Array(units), new Float64Array(units)];
    const channels = namedChannels(member, names).map(({ channel, k }) => ({
      effect: new ScaledEffect(member, channel),
      k,
    }));
    for (const draw of member.draws(count)) {
      for (const { effect, k } of channels) {
        effect.prepare();
        effect.byUnit(1 + MARGINAL_STEP, member.worth, more);
        effect.byUnit(1, member.worth, now);
        for (let unit = 0; unit < units; unit++) out[k][before + unit][draw] += more[unit] - now[unit];
      }
    }
    before += units;
  }
  return out;
}

/** Revenue, or profit, as an attribution counts it. */
function revenues(members: readonly MemberChannels[], names: readonly string[]): Money {
  const out = noMoney(members, names, PRIOR_DRAWS);
  let before = 0;
  for (const member of members) {
    const channels = namedChannels(member, names);
    const { cells, dates, worth } = member;
    for (const draw of member.draws(PRIOR_DRAWS)) {
      for (const { channel, k } of channels) {
        for (let j = 0; j < cells.length; j++) {
          out[k][before + Math.floor(j / dates)][draw] +=
            (worth ? worth[j] : 0) * member.contribution(channel, cells[j]);
        }
      }
    }
    before += cells.length / dates;
  }
  return out;
}

const namedChannels = ({ channels }: MemberChannels, names: readonly string[]) =>
  channels.flatMap((channel) => (names.includes(channel.name) ? [{ channel, k: names.indexOf(channel.name) }] : []));
