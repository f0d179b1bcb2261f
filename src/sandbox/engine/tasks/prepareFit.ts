import { screenOutliers } from "../checks/outliers";
import { checkRoiPriors } from "../checks/roiPriors";
import { type FitProgress, type FitRequest } from "../contract";
import { type Frame } from "../frame";
import { checkFrame, trainingSalesMeans } from "../graph/checkFrame";
import { compileGraph } from "../graph/compileGraph";
import { planSampling, type SamplingPlan } from "../inference/chainStarts";
import { resample, USABLE_PARETO_K } from "../inference/importanceResampling";
import { RandomStream, STREAM } from "../numerics/random";
import { approximatePosterior } from "./approximatePosterior";
import { PHASES } from "./fitPhases";

/** NUTS on more parameters than this takes minutes. */
const LARGEST_NUTS_DIMENSION = 150;
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

/**
 * Everything before the first draw of a chain: checks of the data, then an approximation of the posterior. For the sampler
 * "fast", and for models too large to sample, its draws are the result.
 */
export function prepareFit(request: FitRequest, report: (progress: FitProgress) => void): PreparedFit {
  const { graph, training, seed, sampler } = request;
  const { frame, warnings } = checkData(request, report);
  const model = compileGraph(graph, frame, training, { dates: "training" });
  const { whitened, fit } = approximatePosterior(model, request, report);
  const common = { names: model.names(), frame, elbo: fit.elbo };
  const sampleable = model.dim <= LARGEST_NUTS_DIMENSION;
  if (sampler === "nuts" && sampleable) {
    const chains = request.fixedLength?.chains ?? DEFAULT_CHAINS;
    const plan = planSampling(model, whitened, fit, { units: frame.units.length, chains, seed });
    return { ...common, warnings, next: { kind: "sample", plan } };
  }
  if (sampler === "nuts") {
    warnings.push(
      `The model has ${model.dim} parameters, more than the ${LARGEST_NUTS_DIMENSION} that can be sampled in reasonable time: the fast variational fit was used, its intervals are somewhat too narrow.`,
    );
  }
  const random = new RandomStream(seed, STREAM.resampling);
  const { draws, paretoK } = resample(whitened, fit, FAST_DRAWS, random);
  warnings.push(trustInFastFit(paretoK));
  return { ...common, warnings, next: { kind: "finished", draws: whitened.unwhitenAll(draws), paretoK } };
}

function trustInFastFit(paretoK: number): string {
  const words = `The fast fit's Pareto k-hat is ${paretoK.toFixed(2)}`;
  return paretoK < USABLE_PARETO_K
    ? `${words}: below ${USABLE_PARETO_K}, so its draws were corrected by importance resampling.`
    : `${words}: not below ${USABLE_PARETO_K}, so its draws could not be corrected and its intervals are only a hint.`;
}

/** @throws ModelError when the data cannot be modelled at all */
function checkData(
  { graph, frame, training, sampler }: FitRequest,
  report: (progress: FitProgress) => void,
): { frame: Frame; warnings: string[] } {
  report({ phase: "checking", fraction: 0 });
  checkFrame(frame);
  trainingSalesMeans(frame, training, () => undefined);
  const screened = screenOutliers(graph, frame, training);
  report({ phase: "checking", fraction: PHASES[sampler].optimising / 2 });
  const roi = checkRoiPriors(graph, screened.frame, training);
  return { frame: screened.frame, warnings: [...screened.warnings, ...(roi === undefined ? [] : [roi])] };
}
