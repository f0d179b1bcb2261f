import { type Combination } from "./datasetTypes";

/** Where rows of a country belong. */
export interface Place {
  readonly region: string;
  readonly grouping: string;
}

type Rank = 0 | 1 | 2;

/** 0: the same; 1: below the wanted one; 2: above it; undefined: beside it. */
function rank(have: string, wanted: string): Rank | undefined {
  if (have === wanted) return 0;
  if (wanted === "all") return 1;
  return have === "all" ? 2 : undefined;
}

/** Whether rows of the place have to do with the combination: its own, those below it, and those above that hold for it too. */
export function concerns({ region, grouping }: Place, wanted: Combination): boolean {
  return rank(region, wanted.region_code) !== undefined && rank(grouping, wanted.grouping) !== undefined;
}

/**
 * The places whose rows together describe the combination without counting anything twice: rows for "all" stand for the
 * whole, so the rows below count only where there are none, and rows above (if taken at all) only where nothing is nearer.
 */
export function nearestPlaces<T extends Place>(places: readonly T[], wanted: Combination, takeAbove: boolean): T[] {
  const related = places.filter((place) => concerns(place, wanted) && (takeAbove || !isAbove(place, wanted)));
  const regions = lowest(related, ({ region }) => rank(region, wanted.region_code) ?? 2);
  return [...new Set(regions.map(({ region }) => region))].flatMap((region) =>
    lowest(
      regions.filter((place) => place.region === region),
      ({ grouping }) => rank(grouping, wanted.grouping) ?? 2,
    ),
  );
}

function isAbove({ region, grouping }: Place, wanted: Combination): boolean {
  return rank(region, wanted.region_code) === 2 || rank(grouping, wanted.grouping) === 2;
}

function lowest<T>(items: readonly T[], rankOf: (item: T) => Rank): T[] {
  const ranks = items.map(rankOf);
  const best = ranks.reduce<Rank>((least, each) => (each < least ? each : least), 2);
  return items.filter((_, i) => ranks[i] === best);
}
