import { type Convergence, type FitProgress, type FitRequest } from "../contract";
import { type EngineThread } from "../engineThread";
import { type SamplingPlan } from "../inference/chainStarts";
import { nextBlock, STOPPING } from "../inference/stoppingRule";
import { type ChainBlock } from "./chainGroup";
import { fractionBetween, PHASES } from "./fitPhases";

/** The metrics come after the last draw. */
const ALMOST_DONE = 0.98;

export interface PosteriorSample {
  /** Row-major, chains one after another. */
  readonly draws: Float64Array;
  readonly drawCount: number;
  readonly convergence: Convergence;
}

/** Draws and monitored quantities of all chains, collected block by block. */
class ChainRecord {
  private readonly draws: Float64Array[][];
  private readonly monitored: Float64Array[][];
  private readonly divergences: Float64Array;

  constructor(chains: number) {
    this.draws = Array.from({ length: chains }, () => []);
    this.monitored = Array.from({ length: chains }, () => []);
    this.divergences = new Float64Array(chains);
  }

  add({ chain, draws, monitored, divergences }: ChainBlock): void {
    this.draws[chain].push(draws);
    this.monitored[chain].push(monitored);
    this.divergences[chain] = divergences;
  }

  get divergenceCount(): number {
    return this.divergences.reduce((sum, count) => sum + count, 0);
  }

  allDraws(): Float64Array {
    return concatenate(this.draws.flat());
  }

  /** The draws of every monitored quantity, chain by chain. */
  quantities(names: readonly string[]): { name: string; chains: Float64Array[] }[] {
    const chains = this.monitored.map(concatenate);
    const width = names.length;
    return names.map((name, index) => ({
      name,
      chains: chains.map((rows) =>
        Float64Array.from({ length: rows.length / width }, (_, i) => rows[i * width + index]),
      ),
    }));
  }
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/**
 * Runs the planned chains on the threads, in blocks until the stopping rule is met or its time is over. The blocks depend on the
 * draws alone, so the result is the same for any number of threads unless time runs out.
 */
export async function samplePosterior(
  threads: readonly EngineThread[],
  request: FitRequest,
  plan: SamplingPlan,
  report: (progress: FitProgress) => void,
): Promise<PosteriorSample> {
  const chainCount = plan.starts.length;
  const warmup = request.fixedLength?.warmup ?? plan.warmup;
  const used = threads.slice(0, chainCount);
  const opened = await Promise.all(
    used.map((thread, t) => {
      const chains = plan.starts.map((_, chain) => chain).filter((chain) => chain % used.length === t);
      return thread.ask({ kind: "openChains", request, plan, chains });
    }),
  );
  const record = new ChainRecord(chainCount);
  const progress = countIterations(used, report);
  const begin = performance.now();
  let have = 0;
  let block = request.fixedLength?.draws ?? STOPPING.firstBlock;
  progress.expect(chainCount * (warmup + (request.fixedLength ? block : 2 * block)));
  for (;;) {
    const iterations = have === 0 ? warmup + block : block;
    for (const part of await Promise.all(used.map((thread) => thread.ask({ kind: "advance", iterations })))) {
      part.forEach((added) => record.add(added));
    }
    have += block;
    const verdict = await used[0].ask({ kind: "diagnose", quantities: record.quantities(opened[0]) });
    progress.blockDone({ draws: have * chainCount, rhat: verdict.rhat, ess: verdict.ess });
    const elapsed = performance.now() - begin;
    const affordable = Math.floor(((STOPPING.seconds * 1000 - elapsed) * (warmup + have)) / elapsed);
    block = request.fixedLength ? 0 : Math.min(nextBlock(verdict, have), affordable);
    if (block < STOPPING.smallestBlock / 2) {
      const convergence = { ...verdict, divergences: record.divergenceCount };
      return { draws: record.allDraws(), drawCount: have * chainCount, convergence };
    }
    progress.expect(chainCount * (warmup + have + block));
  }
}

/** Turns the iterations that threads report into a fraction of those expected. */
function countIterations(threads: readonly EngineThread[], report: (progress: FitProgress) => void) {
  const done = new Float64Array(threads.length);
  let expected = 1;
  const announce = (block?: FitProgress["block"]): void => {
    const share = Math.min(1, done.reduce((sum, count) => sum + count, 0) / expected);
    report({
      phase: "sampling",
      fraction: fractionBetween(PHASES.nuts.sampling, ALMOST_DONE, share),
      ...(block && { block }),
    });
  };
  threads.forEach((thread, t) => {
    thread.onNews = (news) => {
      if (news.kind !== "iterations") return;
      done[t] = news.done;
      announce();
    };
  });
  return {
    expect: (iterations: number): void => {
      expected = iterations;
    },
    blockDone: announce,
  };
}
