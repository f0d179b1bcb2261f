import { type ContributionDraws } from "../contract";
import { interval, type Interval } from "../diagnostics/interval";
import { type MediaTotal, mediaTotal } from "./summariseDraws";
import { UnitTotals } from "./unitTotals";

/** What a sum over units can be taken apart by. */
const DIMENSIONS = ["attribution", "country", "region", "grouping", "product"] as const;
type BreakdownBy = (typeof DIMENSIONS)[number];

/** What a unit of the draws belongs to. */
type UnitOwner = Readonly<Record<BreakdownBy, string>>;

export interface BreakdownRow {
  readonly by: BreakdownBy;
  /** Of the attribution its number, else the word of the data. */
  readonly name: string;
  /** Expected sales. */
  readonly total: Interval;
  /** Null without media. */
  readonly media: MediaTotal | null;
  /** Currency, all media together; null over several countries, whose currencies differ: then no return either. */
  readonly spend: number | null;
}

/**
 * The parts of a result by everything that its units differ in, with intervals from the draws; the parts of one dimension
 * add up to the whole on means. `totals` are what expected sales are counted in; shares and returns come from `draws`.
 */
export function breakdown(
  { draws, totals }: { readonly draws: ContributionDraws; readonly totals: ContributionDraws },
  owners: readonly UnitOwner[],
  level: number,
): BreakdownRow[] {
  // The same units may be all of a country and all of an attribution.
  const known = new Map<string, Omit<BreakdownRow, "by" | "name">>();
  const about = (units: readonly number[]) => {
    const key = units.join();
    const countries = new Set(units.map((unit) => owners[unit]?.country));
    const row = known.get(key) ?? partOf(draws, totals, { units, oneCurrency: countries.size === 1 }, level);
    known.set(key, row);
    return row;
  };
  return DIMENSIONS.flatMap((by) => {
    const names = [...new Set(owners.map((owner) => owner[by]))];
    if (names.length < 2) return [];
    return names.map((name) => ({
      ...{ by, name },
      ...about(owners.flatMap((owner, unit) => (owner[by] === name ? [unit] : []))),
    }));
  });
}

function partOf(
  draws: ContributionDraws,
  totals: ContributionDraws,
  { units, oneCurrency }: { readonly units: readonly number[]; readonly oneCurrency: boolean },
  level: number,
) {
  const drivers = draws.drivers.filter(({ kind }) => kind === "media");
  const inUnits = new UnitTotals(draws, units);
  const counted = totals === draws ? inUnits : new UnitTotals(totals, units);
  const media = mediaTotal(inUnits, level);
  return {
    total: interval(counted.sales(), level),
    media: oneCurrency ? media : media && { ...media, roi: null },
    spend: oneCurrency ? drivers.reduce((sum, { name }) => sum + inUnits.spendOn(name), 0) : null,
  };
}
