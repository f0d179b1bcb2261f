import { type FitProgress, type FitRequest } from "../contract";
import { laplaceScale } from "../inference/laplace";
import { findPosteriorMode } from "../inference/posteriorMode";
import { fitVariational, type VariationalFit } from "../inference/variationalInference";
import { WhitenedDensity } from "../inference/whitening";
import { RandomStream, STREAM } from "../numerics/random";
import { type LogPosterior } from "../program/logPosterior";
import { fractionBetween, PHASES } from "./fitPhases";

const STARTS = 3;
const START_SPREAD = 0.5;

/** A normal approximation of a posterior, in the space that its Laplace approximation whitens. */
export interface PosteriorApproximation {
  readonly whitened: WhitenedDensity;
  readonly fit: VariationalFit;
}

/** Mode by several starts, Laplace whitening there, variational fit in the whitened space. */
export function approximatePosterior(
  model: LogPosterior,
  request: Pick<FitRequest, "seed" | "sampler" | "variational" | "warmStart">,
  report: (progress: FitProgress) => void,
): PosteriorApproximation {
  const { optimising, variational, sampling } = PHASES[request.sampler];
  const starts = startingPoints(model, request);
  const mode = findPosteriorMode(model, starts, ({ start, iteration }) => {
    const done = (start + 1 - 1 / (1 + iteration / 50)) / starts.length;
    report({ phase: "optimising", fraction: fractionBetween(optimising, variational, done) });
  });
  const whitening = { centre: mode.position, scale: laplaceScale(model, mode.position) };
  const whitened = new WhitenedDensity(model, whitening);
  const { epochs } = request.variational;
  const onEpoch = ({ epoch, elbo }: { epoch: number; elbo: number }): void =>
    report({ phase: "variational", fraction: fractionBetween(variational, sampling, epoch / epochs), elbo });
  const random = new RandomStream(request.seed, STREAM.variational);
  return { whitened, fit: fitVariational(whitened, { ...request.variational, onEpoch }, random) };
}

/** The earlier posterior mean where one is given; otherwise the centre of the priors and two points around it. */
function startingPoints(
  model: LogPosterior,
  { seed, warmStart }: Pick<FitRequest, "seed" | "warmStart">,
): Float64Array[] {
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
