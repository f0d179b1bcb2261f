import { isoOfDay } from "../../dataFiles/dates";
import { type TypeName } from "../../dataFiles/fileTypes";
import { concerns, nearestPlaces } from "./combinationPlaces";
import { type Combination, type CombinationSpan, type UploadSource } from "./datasetTypes";
import { type DateOfCombination, UploadRows } from "./uploadRows";

/** The combinations that the Sales rows of a dataset name, in order of country, region, grouping. For the data worker. */
export function findCombinations(sources: readonly UploadSource[]): CombinationSpan[] {
  const groups = new Map<string, { place: DateOfCombination; days: Set<number> }>();
  for (const date of datesOfType(sources, "Sales")) {
    const key = [date.country, date.region, date.grouping].join("\n");
    const group = groups.get(key) ?? { place: date, days: new Set<number>() };
    groups.set(key, group);
    group.days.add(date.day);
  }
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([, { place, days }]) => {
    const sorted = Int32Array.from(days).sort();
    return {
      country_code: place.country,
      region_code: place.region,
      grouping: place.grouping,
      first: isoOfDay(sorted[0] ?? 0),
      last: isoOfDay(sorted.at(-1) ?? 0),
      periods: sorted.length,
    };
  });
}

/** The dates with rows of a type in any of the combinations, ascending. For the data worker. */
export function findDates(
  sources: readonly UploadSource[],
  type: TypeName,
  combinations: readonly Combination[],
): string[] {
  const dates = datesOfType(sources, type);
  const days = new Set<number>();
  for (const combination of combinations) {
    for (const date of nearest(dates, combination, type)) days.add(date.day);
  }
  return [...Int32Array.from(days).sort()].map(isoOfDay);
}

/** The rows that a model of the combination would use: its own where there are any. */
function nearest(dates: readonly DateOfCombination[], wanted: Combination, type: TypeName): DateOfCombination[] {
  const own = dates.filter(({ country }) => country === wanted.country_code);
  if (type === "Media" || type === "Events") return own.filter((date) => concerns(date, wanted));
  return nearestPlaces(own, wanted, type !== "Sales");
}

function datesOfType(sources: readonly UploadSource[], type: TypeName): DateOfCombination[] {
  return sources
    .filter((source) => source.type === type)
    .flatMap(({ file }) => UploadRows.use(file, (rows) => rows.dates()));
}
