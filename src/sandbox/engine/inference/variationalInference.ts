import { LOG_2PI } from "../numerics/specialFunctions";
import { type RandomStream } from "../numerics/random";
import { Adam } from "./adam";
import { allFinite, type Checkpoint, type LogDensity } from "./logDensity";

/** Product of normals over z. */
export interface MeanFieldNormal {
  readonly mean: Float64Array;
  readonly logSd: Float64Array;
}

export interface VariationalFit extends MeanFieldNormal {
  /** Evidence lower bound per epoch, estimated from that epoch's draws; NaN for an epoch without a finite draw. */
  readonly elbo: readonly number[];
}

export interface VariationalOptions {
  /** Optimisation steps. */
  readonly epochs: number;
  readonly learningRate: number;
  /** Draws behind each gradient, in antithetic pairs. */
  readonly samples: number;
  readonly onEpoch?: Checkpoint<{ readonly epoch: number; readonly elbo: number }>;
}

/**
 * Mean-field stochastic variational inference from N(0, I), meant for a whitened density: maximises the evidence lower bound by
 * Adam over reparameterised draws z = mean + sd * epsilon (Kucukelbir et al. 2017, "Automatic differentiation variational
 * inference"). The gradient leaves out the score of the approximation ("sticking the landing", Roeder, Wu & Duvenaud 2017), so
 * that its noise vanishes as the fit becomes exact. Returned is the average over the second half of the path (Polyak & Juditsky).
 */
export function fitVariational(density: LogDensity, options: VariationalOptions, random: RandomStream): VariationalFit {
  const n = density.dim;
  const { epochs, learningRate, samples } = options;
  const mean = new Float64Array(n);
  const logSd = new Float64Array(n);
  const averageMean = new Float64Array(n);
  const averageLogSd = new Float64Array(n);
  const meanGradient = new Float64Array(n);
  const logSdGradient = new Float64Array(n);
  const epsilon = new Float64Array(n);
  const sd = new Float64Array(n);
  const position = new Float64Array(n);
  const gradient = new Float64Array(n);
  const meanOptimiser = new Adam(n, learningRate);
  const logSdOptimiser = new Adam(n, learningRate);
  const elbo: number[] = [];
  let averaged = 0;

  /** Sums gradients over the draws of one step; returns the mean log density of the finite ones and their number. */
  function accumulateGradients(): { meanLogDensity: number; finite: number } {
    meanGradient.fill(0);
    logSdGradient.fill(0);
    let sum = 0;
    let finite = 0;
    for (let i = 0; i < n; i++) sd[i] = Math.exp(logSd[i]);
    for (let sample = 0; sample < samples; sample++) {
      if (sample % 2 === 0) random.normals(epsilon);
      else for (let i = 0; i < n; i++) epsilon[i] *= -1;
      for (let i = 0; i < n; i++) position[i] = mean[i] + sd[i] * epsilon[i];
      const value = density.logDensity(position, gradient);
      if (!Number.isFinite(value) || !allFinite(gradient)) continue;
      finite++;
      sum += value;
      for (let i = 0; i < n; i++) {
        const g = gradient[i] + epsilon[i] / sd[i];
        meanGradient[i] += g;
        logSdGradient[i] += g * sd[i] * epsilon[i];
      }
    }
    return { meanLogDensity: sum / finite, finite };
  }

  for (let epoch = 1; epoch <= epochs; epoch++) {
    const { meanLogDensity, finite } = accumulateGradients();
    elbo.push(meanLogDensity + entropy(logSd));
    if (finite > 0) {
      meanOptimiser.ascend(mean, meanGradient, 1 / finite);
      logSdOptimiser.ascend(logSd, logSdGradient, 1 / finite);
    }
    if (2 * epoch > epochs) {
      averaged++;
      for (let i = 0; i < n; i++) {
        averageMean[i] += (mean[i] - averageMean[i]) / averaged;
        averageLogSd[i] += (logSd[i] - averageLogSd[i]) / averaged;
      }
    }
    options.onEpoch?.({ epoch, elbo: elbo[epoch - 1] });
  }
  return { mean: averageMean, logSd: averageLogSd, elbo };
}

function entropy(logSd: Float64Array): number {
  let sum = 0.5 * logSd.length * (1 + LOG_2PI);
  for (let i = 0; i < logSd.length; i++) sum += logSd[i];
  return sum;
}
