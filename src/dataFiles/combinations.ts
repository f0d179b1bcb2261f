import { type CombinationSpan } from "./batch";
import { type WordReader } from "./columnReaders";
import { isoOfDay } from "./dates";
import { type RowIndex } from "./rowIndex";

/** The modelling combinations that rows belong to, and the dates of each. */
export function combinationsOf(index: RowIndex, readers: readonly WordReader[]): CombinationSpan[] {
  const places = ["Country", "Region", "Grouping"].map((name) => readers.findIndex(({ spec }) => spec.name === name));
  if (places.some((at) => at < 0)) return [];
  const spans = new Map<string, { words: string[]; days: Set<number> }>();
  const daysOfSeries: (Set<number> | undefined)[] = [];
  for (let row = 0; row < index.size; row++) {
    const series = index.seriesOf(row);
    let days = daysOfSeries[series];
    if (days === undefined) {
      const words = places.map((at) => readers[at]?.words[index.series.at(series, at)] ?? "all");
      const key = words.join("\n");
      const span = spans.get(key) ?? { words, days: new Set<number>() };
      spans.set(key, span);
      daysOfSeries[series] = days = span.days;
    }
    days.add(index.dayOf(row));
  }
  return [...spans.values()].map(({ words: [country_code = "", region_code = "", grouping = ""], days }) => {
    const sorted = Int32Array.from(days).sort();
    const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
    return { country_code, region_code, grouping, first: isoOfDay(first), last: isoOfDay(last), periods: days.size };
  });
}
