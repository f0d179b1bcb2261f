import { type Convergence, type FitDoubt, type ParameterDensity, type PredictiveFit } from "../engine/contract";
import { type ModelRecord } from "../store/modelRecords";

/** One question about a fit, and whether the answer is good. */
export interface Check {
  readonly id: string;
  readonly status: "pass" | "look" | "fail";
  readonly value: number;
  readonly limit: number;
  /** What was asked. */
  readonly text: string;
  /** What to do about a bad answer. */
  readonly help: string;
  /** The parameters that a bad answer is about. */
  readonly params?: readonly string[];
}

/** What is kept of a fit for its checks; fits of earlier versions have less. */
export interface FitEvidence extends Partial<Omit<PredictiveFit, "rows">> {
  readonly rows?: PredictiveFit["rows"];
  readonly density?: readonly ParameterDensity[];
  /** Periods that were left out of the fit as outliers. */
  readonly leftOut?: number;
  /** What was said of the data, the graph and the fit, as sentences. */
  readonly warnings?: readonly string[];
}

const LIMITS = { rhat: 1.01, badRhat: 1.05, ess: 400, paretoK: 0.7, r2: 0.5, holdout: 2, spreads: 6 } as const;
/** Of the probability that sales without media are negative, as in Google Meridian's review. */
const BASELINE = { look: 0.2, fail: 0.8 } as const;
/** A posterior that has so much of the prior in it was not moved by the data. */
const UNMOVED = 0.9;
/** Probability of the band of new sales. */
export const PREDICTIVE_LEVEL = 0.9;
/** With fewer of the unseen dates in it a band says nothing. */
const LOST_BAND = 0.5;
/** A median outside this part of its prior contradicts what was believed. */
const TAIL = 0.01;

export function modelChecks({ fit, metrics }: Pick<ModelRecord, "fit" | "metrics">, evidence: FitEvidence): Check[] {
  return [
    ...convergenceChecks(fit?.convergence as Convergence | null),
    ...paretoCheck(fit?.paretoK ?? null),
    ...baselineCheck(evidence.negativeBaseline),
    ...priorChecks(evidence.density?.filter(({ role }) => role === "effect")),
    ...goodnessCheck(metrics),
    ...holdoutCheck(metrics),
    ...bandCheck(evidence.rows),
    ...outlierCheck(evidence.rows, evidence.leftOut),
  ];
}

/** What speaks against the draws themselves, and so against every number that is made from them. */
export function samplingDoubts({ fit }: Pick<ModelRecord, "fit">): FitDoubt[] {
  // Of a fit that was sampled, k-hat only says whether the sampling was needed.
  const checks = fit?.convergence
    ? convergenceChecks(fit.convergence as Convergence)
    : paretoCheck(fit?.paretoK ?? null);
  return checks.flatMap(({ id, status, value, limit }) =>
    status === "pass" ? [] : [{ check: id, status, value, limit }],
  );
}

function convergenceChecks(convergence: Convergence | null): Check[] {
  if (!convergence) return [];
  const { rhat, ess, divergences } = convergence;
  return [
    {
      id: "rhat",
      status: rhat <= LIMITS.rhat ? "pass" : rhat <= LIMITS.badRhat ? "look" : "fail",
      value: rhat,
      limit: LIMITS.rhat,
      text: "The chains agree with one another (largest R-hat).",
      help: "Refit with another seed; if it stays, simplify the graph or tighten its priors.",
    },
    {
      id: "ess",
      status: ess >= LIMITS.ess ? "pass" : "look",
      value: ess,
      limit: LIMITS.ess,
      text: "The draws count as enough independent ones (smallest effective number).",
      help: "The ends of intervals are uncertain: read them roughly, or simplify the graph.",
    },
    {
      id: "divergences",
      status: divergences === 0 ? "pass" : "look",
      value: divergences,
      limit: 0,
      text: "The sampler went everywhere it had to (divergent transitions).",
      help: "A handful does no harm; many mean corners that were not explored: tighten priors.",
    },
  ];
}

const paretoCheck = (k: number | null): Check[] =>
  k === null
    ? []
    : [
        {
          id: "khat",
          status: k <= LIMITS.paretoK ? "pass" : "look",
          value: k,
          limit: LIMITS.paretoK,
          text: "The variational fit alone would do (Pareto k-hat); a hint only.",
          help: "Train with the sampler nuts for intervals that can be relied on.",
        },
      ];

const baselineCheck = (share: number | undefined): Check[] =>
  share === undefined
    ? []
    : [
        {
          id: "baseline",
          status: share < BASELINE.look ? "pass" : share < BASELINE.fail ? "look" : "fail",
          value: share,
          limit: BASELINE.look,
          text: "Without media there would still be sales (share of draws with a negative baseline).",
          help: "Media are credited with more than all sales: tighten the priors of their effects, or add missing drivers.",
        },
      ];

function priorChecks(effects: readonly ParameterDensity[] | undefined): Check[] {
  if (!effects || effects.length === 0) return [];
  const unmoved = effects.filter(({ overlap }) => overlap > UNMOVED);
  const implausible = effects.filter((effect) => {
    const below = priorBelowMedian(effect);
    return below < TAIL || below > 1 - TAIL;
  });
  const names = (list: readonly ParameterDensity[]) => list.map(({ param }) => param);
  return [
    {
      id: "roi",
      status: implausible.length === 0 ? "pass" : "look",
      value: implausible.length,
      limit: 0,
      text: "No effect of a medium contradicts its prior (number of effects in the outer hundredth of it).",
      help: `Check units and spend, or the prior${implausible.length === 0 ? "." : ` of ${names(implausible).join(", ")}.`}`,
      params: names(implausible),
    },
    {
      id: "prior",
      status: unmoved.length === 0 ? "pass" : "look",
      value: unmoved.length,
      limit: 0,
      text: "The data said something about every medium (number of effects that are still their prior).",
      help: `What is shown for them is what was believed before${unmoved.length === 0 ? "." : `: ${names(unmoved).join(", ")}.`}`,
      params: names(unmoved),
    },
  ];
}

/** The prior probability of less than the posterior median. */
function priorBelowMedian({ x, prior, post }: ParameterDensity): number {
  const [priorBelow, postBelow] = [cumulative(x, prior), cumulative(x, post)];
  const half = (postBelow.at(-1) ?? 0) / 2;
  const at = postBelow.findIndex((value) => value >= half);
  return (priorBelow[at] ?? 0) / (priorBelow.at(-1) ?? 1);
}

function cumulative(x: readonly number[], y: readonly number[]): number[] {
  let sum = 0;
  return x.map((value, at) => {
    if (at > 0) sum += (((y[at] ?? 0) + (y[at - 1] ?? 0)) / 2) * (value - (x[at - 1] ?? 0));
    return sum;
  });
}

/** Worse than the mean of sales alone is no model. */
function goodnessCheck(metrics: ModelRecord["metrics"]): Check[] {
  const r2 = metrics?.all.r2;
  // Of sales that never change there is none.
  if (r2 === undefined || !Number.isFinite(r2)) return [];
  return [
    {
      id: "r2",
      status: r2 >= LIMITS.r2 ? "pass" : r2 > 0 ? "look" : "fail",
      value: r2,
      limit: LIMITS.r2,
      text: "Expected sales follow actual sales (R2 on all dates).",
      help: "What moves sales is not in the model: add drivers, events or a season.",
    },
  ];
}

function bandCheck(rows: PredictiveFit["rows"] | undefined): Check[] {
  const unseen = (rows ?? []).flatMap(({ actual, lo, hi, set }) =>
    set === "eval" && actual !== null ? [actual >= lo && actual <= hi] : [],
  );
  if (unseen.length === 0) return [];
  const inside = unseen.filter(Boolean).length / unseen.length;
  // Two standard errors below what is meant: so few dates can differ so much by chance.
  const limit = PREDICTIVE_LEVEL - 2 * Math.sqrt((PREDICTIVE_LEVEL * (1 - PREDICTIVE_LEVEL)) / unseen.length);
  return [
    {
      id: "band",
      status: inside >= limit ? "pass" : inside >= LOST_BAND ? "look" : "fail",
      value: inside,
      limit,
      text: `The ${100 * PREDICTIVE_LEVEL} % band holds on dates that it has not seen (share of them in it).`,
      help: "Intervals are too narrow, or something has changed since: read them wider, or train on later dates.",
    },
  ];
}

function holdoutCheck(metrics: ModelRecord["metrics"]): Check[] {
  if (!metrics?.eval || !(metrics.train.mape > 0)) return [];
  const ratio = metrics.eval.mape / metrics.train.mape;
  return [
    {
      id: "holdout",
      status: ratio <= LIMITS.holdout ? "pass" : "look",
      value: ratio,
      limit: LIMITS.holdout,
      text: "Dates that it has not seen are predicted about as well (error there over error in training).",
      help: "The model may have learnt noise, or something has changed: fewer harmonics or knots, or other dates.",
    },
  ];
}

function outlierCheck(rows: PredictiveFit["rows"] | undefined, leftOut = 0): Check[] {
  const residuals = (rows ?? []).flatMap(({ actual, mean, set }) =>
    set === "train" && actual !== null ? [actual - mean] : [],
  );
  if (residuals.length === 0) return [];
  const middle = median(residuals);
  const spread = median(residuals.map((value) => Math.abs(value - middle)));
  // What was left out of the fit lies further off still.
  const far = leftOut + residuals.filter((value) => Math.abs(value - middle) > LIMITS.spreads * spread).length;
  return [
    {
      id: "outliers",
      status: far === 0 ? "pass" : "look",
      value: far,
      limit: 0,
      text: `No training date is far off (dates more than ${LIMITS.spreads} median deviations away).`,
      help: "Look at those dates: an event that the data do not name, or a mistake in a file.",
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
