import { ENGINE_VERSION, type Fit, type FitModel } from "./contract";
import { type EngineThread, withThreads } from "./engineThread";
import { STOPPING } from "./inference/stoppingRule";
import { ProgressReport } from "./progressReport";
import { type PosteriorSample, samplePosterior } from "./tasks/samplePosterior";

const MOST_THREADS = 4;
/** A larger share of divergent transitions is worth a word. */
const NOTABLE_DIVERGENCES = 0.01;

/**
 * Fits a low-level graph on worker threads; the calling thread only passes messages. Equal requests give equal draws, whatever
 * the number of threads.
 * @throws ModelError when data or graph cannot be modelled; the signal's reason when it is aborted
 */
export const fitModel: FitModel = async (request, host) => {
  const begin = performance.now();
  const progress = new ProgressReport(host.onProgress);
  const chains = request.fixedLength?.chains ?? MOST_THREADS;
  const count = request.sampler === "fast" ? 1 : Math.max(1, Math.min(host.workers, MOST_THREADS, chains));
  const work = async (threads: readonly EngineThread[]): Promise<Fit> => {
    const [first] = threads;
    first.onNews = (news) => {
      if (news.kind === "progress") progress.report(news.progress);
    };
    const { next, frame, ...prepared } = await first.ask({ kind: "prepare", request });
    const sampled =
      next.kind === "sample"
        ? await samplePosterior(threads, { ...request, frame }, next.plan, (news) => progress.report(news))
        : { draws: next.draws, drawCount: next.draws.length / prepared.names.length };
    const convergence = "convergence" in sampled ? sampled.convergence : undefined;
    const measured = await first.ask({
      kind: "measure",
      request: { ...request, frame },
      draws: sampled.draws,
      drawCount: sampled.drawCount,
    });
    return {
      engine: ENGINE_VERSION,
      seed: request.seed,
      sampler: convergence ? "nuts" : "fast",
      names: prepared.names,
      draws: sampled.draws,
      drawCount: sampled.drawCount,
      chains: next.kind === "sample" ? next.plan.starts.length : 1,
      elbo: prepared.elbo,
      ...(convergence && { convergence }),
      ...(next.kind === "finished" && { paretoK: next.paretoK }),
      ...measured,
      seconds: (performance.now() - begin) / 1000,
      leftOut: sumOf(request.frame.observed) - sumOf(frame.observed),
      warnings: [...prepared.warnings, ...(convergence ? convergenceWarnings(convergence, sampled.drawCount) : [])],
    };
  };
  try {
    const fit = await withThreads(host, count, work);
    await progress.finish();
    return fit;
  } finally {
    progress.close();
  }
};

const sumOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

function convergenceWarnings(convergence: PosteriorSample["convergence"], drawCount: number): string[] {
  const { rhat, ess, divergences } = convergence;
  const warnings: string[] = [];
  if (rhat >= STOPPING.rhat || ess <= STOPPING.ess) {
    warnings.push(
      `Sampling ended before it had converged: R-hat ${rhat.toFixed(3)} (below ${STOPPING.rhat} wanted), ${Math.round(ess)} effective draws (more than ${STOPPING.ess} wanted). Intervals may be a little off; a simpler graph or tighter priors help.`,
    );
  }
  if (divergences > NOTABLE_DIVERGENCES * drawCount) {
    warnings.push(
      `${divergences} of ${drawCount} draws ended in a divergence: the posterior has corners that were not explored well. Tighter priors help.`,
    );
  }
  return warnings;
}
