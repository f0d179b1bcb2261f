import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { attributeSales } from "../../../src/sandbox/engine/attribution/attributeSales";
import { type EngineHost, type FitProgress, type FitRequest } from "../../../src/sandbox/engine/contract";
import { fitMetrics } from "../../../src/sandbox/engine/diagnostics/fitMetrics";
import { compileGraph } from "../../../src/sandbox/engine/graph/compileGraph";
import { measureFit, predictSales } from "../../../src/sandbox/engine/tasks/measureFit";
import { fitModel } from "../../../src/sandbox/engine/fitModel";
import { expandGraph } from "../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../src/sandbox/engine/graph/suggestGraph";
import { buildEngineWorker } from "../../support/engine/builtWorker";
import { firstDates, simulateMarket } from "../../support/engine/simulatedMarket";

const { frame } = simulateMarket({ seed: 5, dates: 60, channels: 2 });
const training = firstDates(frame, 50);
const untilConverged: FitRequest = {
  graph: expandGraph(suggestGraph(frame), frame, training).graph,
  frame,
  training,
  variational: { epochs: 60, learningRate: 0.02, samples: 2 },
  sampler: "nuts",
  seed: 7,
};
const request: FitRequest = { ...untilConverged, fixedLength: { chains: 4, warmup: 20, draws: 10 } };

/** Worker threads and their ports keep an event loop alive; this many of them are open. */
const openThreads = (): number => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;

describe("fitting on worker threads", function () {
  this.timeout(120_000);
  let worker: Awaited<ReturnType<typeof buildEngineWorker>>;
  before(async () => {
    worker = await buildEngineWorker();
  });
  after(() => worker.remove());

  const host = (changes: Partial<EngineHost> = {}): EngineHost => ({
    workerUrl: worker.url,
    workers: 2,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changes,
  });

  it("gives bit-identical draws with 1 and 4 workers, and others for another seed", async () => {
    const one = await fitModel(request, host({ workers: 1 }));
    assert.equal(one.drawCount, 40);
    const four = await fitModel(request, host({ workers: 4 }));
    assert.deepEqual(four.draws, one.draws);
    assert.deepEqual(four.convergence, one.convergence);
    assert.notDeepEqual((await fitModel({ ...request, seed: 8 }, host())).draws, one.draws);
    assert.equal(openThreads(), 0);
  });

  it("reports progress at most every 80 ms, its fraction never falling, without blocking the caller", async () => {
    const reports: { time: number; progress: FitProgress }[] = [];
    const onProgress = (progress: FitProgress): void => void reports.push({ time: performance.now(), progress });
    const longest = await longestBlock(() =>
      fitModel({ ...request, fixedLength: { chains: 2, warmup: 60, draws: 60 } }, host({ onProgress })),
    );
    assert.ok(reports.length >= 4, `${reports.length} reports`);
    reports.slice(1).forEach(({ time, progress }, i) => {
      const before = reports[i];
      assert.ok(before);
      assert.ok(time - before.time >= 79, `${time - before.time} ms between reports`);
      assert.ok(progress.fraction >= before.progress.fraction);
    });
    assert.equal(reports.filter(({ progress }) => progress.block).length, 1);
    const phases = new Set(reports.map(({ progress }) => progress.phase));
    assert.ok(phases.has("checking") && phases.has("sampling"), [...phases].join());
    assert.ok(reports.every(({ progress }) => progress.fraction >= 0 && progress.fraction <= 1));
    assert.ok(longest < 50, `the caller was blocked for ${longest} ms`);
  });

  it("ends a cancelled fit at once and leaves no thread", async () => {
    for (const phase of ["checking", "sampling"]) {
      const controller = new AbortController();
      const reason = new Error("changed my mind");
      let cancelledAt = NaN;
      const onProgress = (progress: FitProgress): void => {
        if (progress.phase !== phase || controller.signal.aborted) return;
        cancelledAt = performance.now();
        controller.abort(reason);
      };
      const endless = { ...request, fixedLength: { chains: 4, warmup: 100, draws: 100_000 } };
      await assert.rejects(fitModel(endless, host({ signal: controller.signal, onProgress })), reason);
      assert.ok(performance.now() - cancelledAt < 200, "rejects before the threads are gone");
      await threadsGone();
    }
  });

  it("starts no thread when it is cancelled before it begins", async () => {
    const reason = new Error("never mind");
    await assert.rejects(fitModel(request, host({ signal: AbortSignal.abort(reason) })), reason);
    assert.equal(openThreads(), 0);
  });

  it("names what is wrong with the data, and where", async () => {
    const sales = frame.sales.slice();
    sales[3] = NaN;
    const broken = { ...request, frame: { ...frame, sales } };
    await assert.rejects(fitModel(broken, host()), { name: "ModelError", message: new RegExp(frame.dates[3] ?? "") });
    await threadsGone();
  });

  it("fits fast without chains, and starts from an earlier fit where the names agree", async () => {
    const fast = await fitModel({ ...untilConverged, sampler: "fast" }, host());
    assert.equal(fast.sampler, "fast");
    assert.equal(fast.convergence, undefined);
    assert.equal(fast.drawCount, 1000);
    assert.equal(fast.elbo.length, 60);
    assert.ok(Number.isFinite(fast.paretoK));
    assert.match(fast.warnings.join(" "), /Pareto k-hat is \d\.\d\d: (not )?below 0\.7/);
    const mean = Float64Array.from(fast.names, (_, k) => {
      let sum = 0;
      for (let i = k; i < fast.draws.length; i += fast.names.length) sum += fast.draws[i] ?? NaN;
      return sum / fast.drawCount;
    });
    const warm = await fitModel({ ...untilConverged, sampler: "fast", warmStart: { names: fast.names, mean } }, host());
    assert.notDeepEqual(warm.draws, fast.draws);
    assert.ok(Math.abs(warm.metrics.train.r2 - fast.metrics.train.r2) < 0.02);
  });

  it("tells every block of draws once", async () => {
    const told: number[] = [];
    const onProgress = ({ block }: FitProgress): void => void (block && told.push(block.draws));
    await fitModel(untilConverged, host({ onProgress }));
    assert.ok(told.length > 0);
    assert.deepEqual(
      told,
      [...new Set(told)].sort((a, b) => a - b),
    );
  });

  it("measures the evaluation dates alone", async () => {
    const days = (from: number, to: number) => frame.dates.map((_, t) => (t >= from && t < to ? 1 : 0));
    const some = await fitModel({ ...request, evaluation: Uint8Array.from(days(52, 55)) }, host());
    assert.deepEqual([some.metrics.train.n, some.metrics.eval?.n, some.metrics.all.n], [50, 3, 60]);
  });

  it("measures the sales of all products together, date by date", () => {
    const market = simulateMarket({ seed: 5, dates: 60, channels: 1, units: 2 });
    const ofTwo = {
      ...{ ...request, frame: market.frame, sampler: "fast" as const },
      graph: expandGraph(suggestGraph(market.frame, { products: "pooled" }), market.frame, training).graph,
    };
    const draws = new Float64Array(compileGraph(ofTwo.graph, market.frame, training).dim).fill(0.1);
    const { train, all } = measureFit(ofTwo, draws, 1);
    const predicted = predictSales(ofTwo, draws, 1);
    const both = (values: Float64Array) => market.frame.dates.map((_, t) => (values[t] ?? 0) + (values[t + 60] ?? 0));
    assert.deepEqual(all, fitMetrics(both(market.frame.sales), both(predicted)));
    assert.deepEqual([train.n, all.n], [50, 60]);
  });

  it("tells how many outlying periods it has left out", async () => {
    const sales = frame.sales.slice();
    sales[20] = 30 * (sales[20] ?? 0);
    const fit = await fitModel({ ...request, frame: { ...frame, sales }, sampler: "fast" }, host());
    assert.equal(fit.leftOut, 1);
    assert.match(fit.warnings.join(" "), /1 outlying period was left out of the fit/);
  });

  it("attributes the sales of a fit without evaluation dates on a thread, additively, and tells how far it is", async () => {
    const fractions: number[] = [];
    const onProgress = ({ phase, fraction }: FitProgress): void => {
      assert.equal(phase, "attributing");
      fractions.push(fraction);
    };
    const fit = await fitModel({ ...request, evaluation: new Uint8Array(60) }, host());
    const { train, eval: noEvaluation, all } = fit.metrics;
    assert.deepEqual([train.n, noEvaluation, all.n], [50, undefined, 60]);
    const from = 10;
    const to = 20;
    const result = await attributeSales(
      { graph: request.graph, frame, training, fit, from, to, samples: 5 },
      host({ onProgress }),
    );
    assert.ok((fractions[0] ?? 0) > 0, "nothing was told");
    assert.deepEqual(result.dates, frame.dates.slice(from, to));
    assert.equal(result.contributions.length, 5 * result.drivers.length * (to - from));
    const total = result.contributions.reduce((sum, value) => sum + value, 0) / 5;
    const sold = frame.sales.slice(from, to).reduce((sum, value) => sum + value, 0);
    assert.ok(Math.abs(total / sold - 1) < 0.1, `${total} expected, ${sold} sold`);
    assert.equal(openThreads(), 0);
  });

  /** Resolves when no thread is left; a thread may take 250 ms to see that it was cancelled. */
  async function threadsGone(): Promise<void> {
    for (const begin = performance.now(); openThreads() > 0;) {
      assert.ok(performance.now() - begin < 20_000, "a thread was left");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

/** Longest time that the calling thread worked without a pause, milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = timeAtWork();
  const timer = setInterval(() => {
    const now = timeAtWork();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  await work();
  clearInterval(timer);
  return longest;
}

/** Time that the main thread has run; where the system does not tell, time that has passed. */
function timeAtWork(): number {
  if (process.platform !== "linux") return performance.now();
  return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
}
