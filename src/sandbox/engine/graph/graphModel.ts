import type { RandomStream } from "../numerics/random";
import type { BaselineDrift, CompiledModel, ModelQuantity, ModelTerm } from "../program/compiledModel";
import type { Program } from "../program/program";
import type { Term } from "../program/terms/term";
import type { Observation } from "./compileObservation";
import type { GraphCompiler } from "./graphCompiler";

/** A sealed program together with what its nodes mean. */
export class GraphModel implements CompiledModel {
  readonly units: number;
  readonly dates: number;
  readonly terms: readonly ModelTerm[];
  readonly salesScale: Float64Array;
  readonly link: "identity" | "log";
  readonly drift?: BaselineDrift;
  readonly quantities: readonly ModelQuantity[];
  private readonly program: Program;
  private readonly summands: readonly Term[];

  constructor(
    compiler: GraphCompiler,
    private readonly observation: Observation,
  ) {
    this.program = compiler.program;
    this.units = compiler.units;
    this.dates = compiler.dates;
    this.salesScale = observation.scale;
    this.link = observation.link;
    if (observation.drift !== undefined) this.drift = observation.drift;
    const compiled = compiler.summands(observation.sum);
    this.summands = compiled.map(({ term }) => term);
    this.quantities = compiler.quantities.flatMap(({ id, names, variable, transform, pooled = false }) =>
      names.map((name, k) => ({ name, node: id, transform, pooled, value: () => variable.values[k] })),
    );
    this.terms = compiled.map(({ node, kind, zeroSum, vehicle, chain }) => ({
      name: node.label ?? node.id,
      kind,
      node: node.id,
      zeroSum,
      ...(vehicle !== undefined && { vehicle }),
      ...(chain && { chain }),
      values: new Float64Array(this.units * this.dates),
    }));
  }

  get dim(): number {
    return this.program.dim;
  }
  get evaluations(): number {
    return this.program.evaluations;
  }
  get predictor(): Float64Array {
    return this.observation.predictor.values;
  }
  get expected(): Float64Array {
    return this.observation.expected.values;
  }
  names(): string[] {
    return this.program.names();
  }
  logDensity(theta: Float64Array, gradient: Float64Array): number {
    return this.program.logDensity(theta, gradient);
  }
  constrain(theta: Float64Array, natural: Float64Array): void {
    this.program.constrain(theta, natural);
  }
  startingPoint(spread: number, normal: () => number): Float64Array {
    return this.program.startingPoint(spread, normal);
  }
  samplePrior(random: RandomStream): Float64Array {
    return this.program.samplePrior(random);
  }
  evaluate(theta: Float64Array): void {
    this.program.forward(theta);
    this.observation.drift?.filter();
    for (let k = 0; k < this.summands.length; k++) {
      this.terms[k].values.fill(0);
      this.summands[k].addTo(this.terms[k].values);
    }
  }
  noise(unit: number): number {
    const { drift } = this.observation;
    return drift === undefined ? this.observationNoise(unit) : drift.oneStepSd(unit);
  }
  observationNoise(unit: number): number {
    const { sigma } = this.observation;
    return sigma.values[sigma.length === 1 ? 0 : unit];
  }
}
