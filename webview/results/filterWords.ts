import { fill } from "../shared/fill";
import { type ResultsQuery } from "../shared/resultsMessages";
import { type ResultsStrings } from "./strings";

/** How a result was narrowed down, beside its dates. */
export function filterWords(query: ResultsQuery, strings: ResultsStrings): readonly string[] {
  const names = ["country", "region", "grouping", "product"] as const;
  return names.flatMap((name) => {
    const value = query[name];
    return value === null ? [] : [fill(strings.readoutWord, strings[name], value)];
  });
}
