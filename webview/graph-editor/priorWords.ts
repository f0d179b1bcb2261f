/** A prior in one short figure: its median and the interval that holds 90 % of it. */
import { cutBySign, logDensityOf, priorQuantiles, type PriorValue } from "./priorQuantiles";

/** Two digits; what is 0 but for rounding, measured by how far the values go, is 0. */
export const shortFigure = (value: number, range: number): string =>
  String(Math.abs(value) < 1e-6 * range ? 0 : Number(value.toPrecision(2)));

/** A picture asks for each card whenever it is drawn, and most cards of a large graph have the same few priors. */
const said = new Map<string, string | undefined>();
const most = 5_000;

/** Undefined for numbers that make no density. */
export function priorWords(prior: PriorValue, sign: string): string | undefined {
  const key = JSON.stringify([sign, prior.dist, ...Object.entries(prior.numbers)]);
  if (said.has(key)) return said.get(key);
  if (said.size >= most) said.clear();
  const words = wordsOf(cutBySign(prior, sign));
  said.set(key, words);
  return words;
}

function wordsOf(prior: PriorValue): string | undefined {
  const [lo, median, hi] = (logDensityOf(prior) && quantilesOf(prior)) ?? [];
  if (lo === undefined || median === undefined || hi === undefined) return undefined;
  const short = (value: number): string => shortFigure(value, hi - lo);
  return `${short(median)} [${short(lo)}, ${short(hi)}]`;
}

const levels = [0.05, 0.5, 0.95];

/** A thousand different priors may have to be said at once: the usual ones are one of their kind, moved and stretched. */
function quantilesOf(prior: PriorValue): readonly number[] | undefined {
  const { mu = 0, sd = 1, rate = 1 } = prior.numbers;
  switch (prior.dist) {
    case "normal":
      return standard("normal").map((one) => mu + sd * one);
    case "lognormal":
      return standard("normal").map((one) => Math.exp(mu + sd * one));
    case "half_normal":
      return standard("half_normal").map((one) => sd * one);
    case "exponential":
      return standard("exponential").map((one) => one / rate);
    default:
      return priorQuantiles(prior, levels);
  }
}

const standards = new Map<string, readonly number[]>();

/** Of the distribution with its usual numbers: 0 and 1. */
function standard(dist: string): readonly number[] {
  const known = standards.get(dist) ?? priorQuantiles({ dist, numbers: {} }, levels) ?? [];
  standards.set(dist, known);
  return known;
}
