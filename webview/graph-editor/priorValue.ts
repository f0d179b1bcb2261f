/** A prior as it is written in a graph. */
import { PRIOR_FIELDS, type Prior } from "../../src/graphs/sandboxSchema";
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, member, toValue } from "../../src/jsonText/read";
import { type Preview } from "./preview";
import { type PriorNumbers, type PriorValue } from "./priorQuantiles";

/** What a prior says at the moment: the numbers of the text or of the sliders, or the default where none is written. */
export function priorOf(
  written: JsonNode | undefined,
  path: JsonPath,
  preview: Preview,
  usual: Prior | undefined,
): PriorValue | undefined {
  if (written === undefined) return usual && { dist: usual.dist, numbers: numbersOf({ ...usual }) };
  const word = member(written, "dist");
  const dist = word?.kind === "string" ? String(toValue(word)) : "";
  const names = parametersOf(dist);
  const numbers = Object.fromEntries(names.map((name) => [name, preview.number([...path, name]) ?? NaN]));
  return names.length === 0 ? undefined : { dist, numbers };
}

export const parametersOf = (dist: string): string[] =>
  Object.hasOwn(PRIOR_FIELDS, dist) ? Object.keys(PRIOR_FIELDS[dist as keyof typeof PRIOR_FIELDS]) : [];

export const numbersOf = (prior: Readonly<Record<string, unknown>>): PriorNumbers =>
  Object.fromEntries(Object.entries(prior).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
