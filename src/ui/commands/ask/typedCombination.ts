import { type Combination } from "../../../platform/records";

/** Country, region and grouping around slashes; undefined where one is missing. */
export function parseCombination(text: string): Combination | undefined {
  const [country, region, grouping, ...others] = text.split("/").map((part) => part.trim());
  return country && region && grouping && others.length === 0 ? { country, region, grouping } : undefined;
}
