import { type FitRequest } from "../contract";
import { compileGraph } from "../graph/compileGraph";
import { type SamplingPlan } from "../inference/chainStarts";
import { type Checkpoint } from "../inference/logDensity";
import { Monitor } from "../inference/monitor";
import { NutsChain } from "../inference/nutsChain";
import { WhitenedDensity } from "../inference/whitening";
import { RandomStream, STREAM } from "../numerics/random";
import { type CompiledModel } from "../program/compiledModel";

/** What one chain has added. */
export interface ChainBlock {
  readonly chain: number;
  /** Parameters, row-major, count x dimension. */
  readonly draws: Float64Array;
  /** Monitored quantities, row-major, count x quantities. */
  readonly monitored: Float64Array;
  /** In all draws of the chain so far. */
  readonly divergences: number;
}

/** Chains of one fit that live in one thread and can be prolonged. */
export class ChainGroup {
  readonly monitored: readonly string[];
  private readonly whitened: WhitenedDensity;
  private readonly monitor: Monitor;
  private readonly chains: readonly { readonly index: number; readonly sampler: NutsChain }[];

  /** @param request its frame as prepared, outliers masked */
  constructor(request: FitRequest, plan: SamplingPlan, chains: readonly number[]) {
    const model: CompiledModel = compileGraph(request.graph, request.frame, request.training, { dates: "training" });
    this.whitened = new WhitenedDensity(model, plan.whitening);
    this.monitor = new Monitor(model);
    this.monitored = this.monitor.names;
    this.chains = chains.map((index) => ({
      index,
      sampler: new NutsChain(
        this.whitened,
        { ...plan, start: plan.starts[index], warmup: request.fixedLength?.warmup ?? plan.warmup },
        new RandomStream(request.seed, STREAM.chains + index),
      ),
    }));
  }

  /** Runs every chain for `iterations` more; those of the warm-up give no draws. */
  advance(iterations: number, onIteration?: Checkpoint<void>): ChainBlock[] {
    return this.chains.map(({ index, sampler }) => {
      const draws = this.whitened.unwhitenAll(sampler.advance(iterations, () => onIteration?.()));
      return { chain: index, draws, monitored: this.monitorAll(draws), divergences: sampler.divergences };
    });
  }

  private monitorAll(draws: Float64Array): Float64Array {
    const dim = this.whitened.dim;
    const width = this.monitored.length;
    const count = draws.length / dim;
    const out = new Float64Array(count * width);
    for (let i = 0; i < count; i++) {
      this.monitor.observe(draws.subarray(i * dim, (i + 1) * dim), out.subarray(i * width, (i + 1) * width));
    }
    return out;
  }
}
