import { screenOutliers } from "../checks/outliers";
import { checkRoiPriors } from "../checks/roiPriors";
import { type FitProgress, type FitRequest } from "../contract";
import { type Frame } from "../frame";
import { checkFrame, trainingSalesMeans } from "../graph/checkFrame";
import { compileGraph } from "../graph/compileGraph";
import { planSampling, type SamplingPlan } from "../inference/chainStarts";
import { resample } from "../inference/importanceResampling";
import { laplaceScale } from "../inference/laplace";
import { findPosteriorMode } from "../inference/posteriorMode";
import { fitVariational } from "../inference/variationalInference";
import { WhitenedDensity } from "../inference/whitening";
import { RandomStream, STREAM } from "../numerics/random";
import { type LogPosterior } from "../program/logPosterior";

/** NUTS on more parameters than this takes minutes. */
export const LARGEST_NUTS_DIMENSION = 150;
const STARTS = 3;
const START_SPREAD = 0.5;
const FAST_DRAWS = 1000;
const DEFAULT_CHAINS = 4;

/** What one variational fit leads to; plain data. */
export interface PreparedFit {
  readonly names: readonly string[];
  /** Outliers masked. */
  readonly frame: Frame;
  readonly elbo: readonly number[];
  readonly warnings: readonly string[];
  readonly next:
    | { readonly kind: "sample"; readonly plan: SamplingPlan }
    | { readonly kind: "finished"; readonly draws: Float64Array; readonly paretoK: number };
}

/** Checks the data, finds the mode, whitens by Laplace, fits variationally; then draws, or plans the chains. */
export function prepareFit(request: FitRequest, report: (progress: FitProgress) => void): PreparedFit {
  const { graph, training, seed } = request;
  const share = phaseShares(request.sampler);
  report({ phase: "checking", fraction: 0 });
  checkFrame(request.frame);
  trainingSalesMeans(request.frame, training, () => undefined);
  const { frame, warnings: outlierWarnings } = screenOutliers(graph, request.frame, training);
  report({ phase: "checking", fraction: share.optimising / 2 });
  const roiWarning = checkRoiPriors(graph, frame, training);
  const warnings = [...outlierWarnings, ...(roiWarning === undefined ? [] : [roiWarning])];

  const model = compileGraph(graph, frame, training, { dates: "training" });
  const starts = startingPoints(model, request);
  const mode = findPosteriorMode(model, starts, ({ start, iteration }) => {
    const done = (start + 1 - 1 / (1 + iteration / 50)) / starts.length;
    report({ phase: "optimising", fraction: within(share.optimising, share.variational, done) });
  });
  const whitening = { centre: mode.position, scale: laplaceScale(model, mode.position) };
  const whitened = new WhitenedDensity(model, whitening);
  const { epochs } = request.variational;
  const fit = fitVariational(
    whitened,
    {
      ...request.variational,
      onEpoch: ({ epoch, elbo }) =>
        report({ phase: "variational", fraction: within(share.variational, share.end, epoch / epochs), elbo }),
    },
    new RandomStream(seed, STREAM.variational),
  );
  const common = { names: model.names(), frame, elbo: fit.elbo };

  if (request.sampler === "nuts" && model.dim <= LARGEST_NUTS_DIMENSION) {
    const chains = request.fixedLength?.chains ?? DEFAULT_CHAINS;
    const plan = planSampling(model, whitened, fit, { units: frame.units.length, chains, seed });
    return { ...common, warnings, next: { kind: "sample", plan } };
  }
  if (request.sampler === "nuts") {
    warnings.push(
      `The model has ${model.dim} parameters, more than the ${LARGEST_NUTS_DIMENSION} that can be sampled in reasonable time: the fast variational fit was used, its intervals are somewhat too narrow.`,
    );
  }
  const { draws: whitenedDraws, paretoK } = resample(
    whitened,
    fit,
    FAST_DRAWS,
    new RandomStream(seed, STREAM.resampling),
  );
  return { ...common, warnings, next: { kind: "finished", draws: unwhitenAll(whitened, whitenedDraws), paretoK } };
}

/** Fractions of the whole fit at which its phases begin. */
function phaseShares(sampler: FitRequest["sampler"]): { optimising: number; variational: number; end: number } {
  return sampler === "nuts"
    ? { optimising: 0.05, variational: 0.12, end: SAMPLING_BEGINS }
    : { optimising: 0.15, variational: 0.4, end: 0.95 };
}
/** Fraction of a whole fit at which its chains begin. */
export const SAMPLING_BEGINS = 0.25;

function within(from: number, to: number, done: number): number {
  return from + (to - from) * done;
}

/** The earlier posterior mean where one is given; otherwise the centre of the priors and two points around it. */
function startingPoints(model: LogPosterior, { seed, warmStart }: FitRequest): Float64Array[] {
  const earlier = new Map(warmStart?.names.map((name, i) => [name, warmStart.mean[i]]));
  const names = model.names();
  if (names.some((name) => earlier.has(name))) {
    const centre = model.startingPoint(0, () => 0);
    return [centre.map((value, i) => earlier.get(names[i]) ?? value)];
  }
  return Array.from({ length: STARTS }, (_, start) => {
    const random = new RandomStream(seed, STREAM.starts + start);
    return model.startingPoint(start === 0 ? 0 : START_SPREAD, () => random.normal());
  });
}

/** Row-major draws from whitened to parameter space. */
export function unwhitenAll(whitened: WhitenedDensity, draws: Float64Array): Float64Array {
  const n = whitened.dim;
  const out = new Float64Array(draws.length);
  for (let i = 0; i < draws.length; i += n) whitened.unwhiten(draws.subarray(i, i + n), out.subarray(i, i + n));
  return out;
}
