import { type ContributionDraws } from "../contract";

/** The same draws in currency: units sold times the price of their unit and date. Undefined without prices. */
export function revenueDraws(draws: ContributionDraws): ContributionDraws | undefined {
  const { price, contributions } = draws;
  if (!price) return undefined;
  return { ...draws, contributions: contributions.map((units, at) => units * price[at % price.length]) };
}
