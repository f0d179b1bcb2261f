import { type ContributionDraws } from "../contract";
import { drawOrder } from "./drawOrder";

/**
 * Draws of several attributions over the same dates as those of one, whose units are the units of all. Where they have
 * different numbers of draws the fewest count; a driver that an attribution does not have contributes nothing to it.
 * `fits`: the place of each one's fit among those of all (drawOrder.ts).
 */
export function combineContributions(
  members: readonly ContributionDraws[],
  fits: readonly number[],
): ContributionDraws | undefined {
  const [first] = members;
  if (!first || members.length === 1) return first;
  const drivers = [...new Map(members.flatMap((each) => each.drivers.map((driver) => [driver.name, driver]))).values()];
  const drawCount = Math.min(...members.map((each) => each.drawCount));
  const units = members.flatMap((each) => each.units);
  const spent = new Set(members.flatMap((each) => [...each.investment.keys()]));
  const tables = (ofMember: (member: ContributionDraws) => Float64Array | undefined) =>
    joined(members, ofMember, first.dates.length);
  const price = members.every((each) => each.price !== undefined) ? tables((each) => each.price) : undefined;
  return {
    engine: first.engine,
    seed: first.seed,
    drivers,
    units,
    dates: first.dates,
    reference: first.reference,
    drawCount,
    contributions: contributionsOf(members, fits, drivers, drawCount),
    ...(price && { price }),
    investment: new Map([...spent].map((name) => [name, tables((each) => each.investment.get(name))])),
  };
}

/** One table [unit][date] of all members, with zeros for one that has none. */
function joined(
  members: readonly ContributionDraws[],
  ofMember: (member: ContributionDraws) => Float64Array | undefined,
  width: number,
): Float64Array {
  const out = new Float64Array(members.reduce((sum, each) => sum + each.units.length, 0) * width);
  let at = 0;
  for (const member of members) {
    const table = ofMember(member);
    if (table) out.set(table, at);
    at += member.units.length * width;
  }
  return out;
}

function contributionsOf(
  members: readonly ContributionDraws[],
  fits: readonly number[],
  drivers: ContributionDraws["drivers"],
  drawCount: number,
): Float64Array {
  const width = members[0]?.dates.length ?? 0;
  const size = members.reduce((sum, each) => sum + each.units.length, 0) * width;
  const out = new Float64Array(drawCount * drivers.length * size);
  const orders = members.map((member, at) => drawOrder(fits[at], member.drawCount, drawCount));
  for (let draw = 0; draw < drawCount; draw++) {
    drivers.forEach(({ name }, driver) => {
      let at = (draw * drivers.length + driver) * size;
      members.forEach((member, place) => {
        const cells = member.units.length * width;
        const own = member.drivers.findIndex((each) => each.name === name);
        const start = (orders[place][draw] * member.drivers.length + own) * cells;
        if (own >= 0) out.set(member.contributions.subarray(start, start + cells), at);
        at += cells;
      });
    });
  }
  return out;
}
