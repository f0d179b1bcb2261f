import type { Prior } from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";
import { LogitBetaPrior } from "./fraction";
import { HalfNormalPrior, KumaraswamyPrior, TruncatedNormalPrior, UniformPrior } from "./normalScore";
import { GammaPrior, LogNormalPrior } from "./positive";
import type { PriorTransform } from "./priorTransform";
import { NormalPrior, StudentTPrior } from "./wholeLine";

/** The transform under which a parameter with this prior is sampled. */
export function priorTransform(prior: Prior): PriorTransform {
  switch (prior.dist) {
    case "normal":
      return new NormalPrior(prior.mu, prior.sd);
    case "lognormal":
      return new LogNormalPrior(prior.mu, prior.sd);
    case "half_normal":
      return new HalfNormalPrior(prior.sd);
    case "truncated_normal":
      return new TruncatedNormalPrior(prior.mu, prior.sd, prior.lo, prior.hi);
    case "student_t":
      return new StudentTPrior(prior.nu, prior.mu, prior.sd);
    case "beta":
      return prior.a === 1 || prior.b === 1
        ? new KumaraswamyPrior(prior.a, prior.b)
        : new LogitBetaPrior(prior.a, prior.b);
    case "kumaraswamy":
      return new KumaraswamyPrior(prior.a, prior.b);
    case "gamma":
      return new GammaPrior(prior.shape, prior.rate);
    case "exponential":
      return new GammaPrior(1, prior.rate);
    case "uniform":
      return new UniformPrior(prior.lo, prior.hi);
  }
}

/** Whether all of the prior's mass lies within 0..1. */
export function isFraction(prior: Prior): boolean {
  switch (prior.dist) {
    case "beta":
    case "kumaraswamy":
      return true;
    case "uniform":
    case "truncated_normal":
      return prior.lo >= 0 && prior.hi <= 1;
    case "normal":
    case "student_t":
    case "lognormal":
    case "half_normal":
    case "gamma":
    case "exponential":
      return false;
  }
}

/** Whether the prior allows no negative value. */
export function isPositive(prior: Prior): boolean {
  switch (prior.dist) {
    case "normal":
    case "student_t":
      return false;
    case "uniform":
    case "truncated_normal":
      return prior.lo >= 0;
    case "lognormal":
    case "half_normal":
    case "gamma":
    case "exponential":
    case "beta":
    case "kumaraswamy":
      return true;
  }
}

/** The prior of `factor` times a variable with this prior, for a positive factor. */
export function scaledPrior(prior: Prior, factor: number): Prior {
  switch (prior.dist) {
    case "lognormal":
      return { ...prior, mu: prior.mu + Math.log(factor) };
    case "normal":
    case "student_t":
      return { ...prior, mu: prior.mu * factor, sd: prior.sd * factor };
    case "half_normal":
      return { ...prior, sd: prior.sd * factor };
    case "truncated_normal":
      return { ...prior, mu: prior.mu * factor, sd: prior.sd * factor, lo: prior.lo * factor, hi: prior.hi * factor };
    case "uniform":
      return { ...prior, lo: prior.lo * factor, hi: prior.hi * factor };
    case "gamma":
    case "exponential":
      return { ...prior, rate: prior.rate / factor };
    case "beta":
    case "kumaraswamy":
      throw new ModelError(`a ${prior.dist} prior lives on 0..1 and cannot be rescaled; use lognormal or half_normal`);
  }
}
