import type { RandomStream } from "../numerics/random";
import { LOG_DENSITY, NATURAL, SCORE, SLOPE, type PriorTransform } from "../priors/priorTransform";
import type { LogPosterior } from "./logPosterior";
import type { DensityPart, Operation, Variable } from "./tensor";

const EMPTY = new Float64Array(0);

/**
 * Reverse-mode differentiation of a fixed graph (A. Griewank & A. Walther, "Evaluating Derivatives", 2008, ch. 3).
 * All values lie in one arena and all adjoints in another, made once by `seal`: a gradient allocates nothing.
 */
export class Program implements LogPosterior {
  dim = 0;
  evaluations = 0;
  private readonly operations: Operation[] = [];
  private readonly parts: DensityPart[] = [];
  private readonly parameters: Variable[] = [];
  private readonly intermediates: Variable[] = [];
  private readonly transforms: PriorTransform[] = [];
  private readonly parameterNames: string[] = [];
  private natural = EMPTY;
  private adjoints = EMPTY;
  private slopes = EMPTY;
  private scores = EMPTY;
  private readonly written = new Float64Array(4);

  /** A block of parameters, one per name, each with the same prior. */
  parameter(name: string, names: readonly string[], prior: PriorTransform): Variable {
    const variable: Variable = { name, length: names.length, values: EMPTY, adjoint: EMPTY };
    this.parameters.push(variable);
    for (const each of names) {
      this.parameterNames.push(each);
      this.transforms.push(prior);
    }
    this.dim += names.length;
    return variable;
  }

  variable(name: string, length: number): Variable {
    const variable: Variable = { name, length, values: EMPTY, adjoint: EMPTY };
    this.intermediates.push(variable);
    return variable;
  }

  add(operation: Operation): void {
    this.operations.push(operation);
  }

  addDensity(part: DensityPart): void {
    this.parts.push(part);
  }

  /** Lays out the arenas, parameters first. Call once, after the last node. */
  seal(): void {
    const all = [...this.parameters, ...this.intermediates];
    const size = all.reduce((sum, { length }) => sum + length, 0);
    const values = new Float64Array(size);
    this.adjoints = new Float64Array(size);
    let offset = 0;
    for (const variable of all) {
      variable.values = values.subarray(offset, offset + variable.length);
      variable.adjoint = this.adjoints.subarray(offset, offset + variable.length);
      offset += variable.length;
    }
    this.natural = values.subarray(0, this.dim);
    this.slopes = new Float64Array(this.dim);
    this.scores = new Float64Array(this.dim);
  }

  names(): string[] {
    return [...this.parameterNames];
  }

  /** Sets the parameters and returns the log density of their priors. */
  private setParameters(theta: Float64Array): number {
    const { transforms, natural, slopes, scores, written } = this;
    let logPrior = 0;
    for (let k = 0; k < transforms.length; k++) {
      transforms[k].evaluate(theta[k], written);
      natural[k] = written[NATURAL];
      slopes[k] = written[SLOPE];
      logPrior += written[LOG_DENSITY];
      scores[k] = written[SCORE];
    }
    return logPrior;
  }

  /** Computes all values at `theta`, no gradient. */
  forward(theta: Float64Array): void {
    this.setParameters(theta);
    for (const operation of this.operations) operation.forward();
  }

  logDensity(theta: Float64Array, gradient: Float64Array): number {
    this.evaluations++;
    const { operations, parts, adjoints, slopes, scores, dim } = this;
    let logDensity = this.setParameters(theta);
    for (let i = 0; i < operations.length; i++) operations[i].forward();
    adjoints.fill(0);
    for (let i = 0; i < parts.length; i++) logDensity += parts[i].logDensity();
    for (let i = operations.length - 1; i >= 0; i--) operations[i].backward();
    for (let k = 0; k < dim; k++) gradient[k] = adjoints[k] * slopes[k] + scores[k];
    return logDensity;
  }

  constrain(theta: Float64Array, natural: Float64Array): void {
    this.setParameters(theta);
    natural.set(this.natural);
  }

  samplePrior(random: RandomStream): Float64Array {
    return Float64Array.from(this.transforms, (prior) => prior.unconstrain(prior.sample(random)));
  }

  startingPoint(spread: number, normal: () => number): Float64Array {
    return Float64Array.from(
      this.transforms,
      (prior) => prior.unconstrain(prior.centre) + (spread === 0 ? 0 : spread * normal()),
    );
  }
}
