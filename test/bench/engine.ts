/**
 * Whole fits of the demo data with the suggested model on two workers, and what whitening buys: effective draws per second of
 * processor time against NUTS without it. Needs a build (dist/engineWorker.js).
 */
import { type Fit, type FitRequest } from "../../src/sandbox/engine/contract";
import { fitModel } from "../../src/sandbox/engine/fitModel";
import { compileGraph } from "../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../src/sandbox/engine/graph/suggestGraph";
import { findPosteriorMode } from "../../src/sandbox/engine/inference/posteriorMode";
import { Monitor } from "../../src/sandbox/engine/inference/monitor";
import { NutsChain } from "../../src/sandbox/engine/inference/nutsChain";
import { diagnose } from "../../src/sandbox/engine/inference/stoppingRule";
import { RandomStream } from "../../src/sandbox/engine/numerics/random";
import { prepareFit } from "../../src/sandbox/engine/tasks/prepareFit";
import { ChainGroup } from "../../src/sandbox/engine/tasks/chainGroup";
import { demoFrame, demoTraining } from "../support/engine/demoFrame";

const WORKERS = 2;

function demoRequest(products: "sum" | "pooled"): FitRequest {
  const frame = demoFrame(products);
  const training = demoTraining(frame);
  return {
    graph: expandGraph(suggestGraph(frame, { products }), frame, training).graph,
    frame,
    training,
    variational: { epochs: 200, learningRate: 0.02, samples: 3 },
    sampler: "nuts",
    seed: 1,
  };
}

function report(name: string, value: number, unit: string, budget: number | "-"): void {
  const over = budget !== "-" && value > budget;
  console.log(
    `engine/${name} ${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit} ${budget}${over ? " OVER" : ""}`,
  );
  if (over) process.exitCode = 1;
}

async function fit(request: FitRequest): Promise<Fit> {
  return fitModel(request, {
    workerUrl: new URL("../../dist/engineWorker.js", import.meta.url),
    workers: WORKERS,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

async function reportFit(name: string, request: FitRequest, budget: number): Promise<void> {
  const result = await fit(request);
  report(`${name}-seconds`, result.seconds, "s", budget);
  if (!result.convergence) return;
  report(`${name}-draws`, result.drawCount, "draws", "-");
  report(`${name}-smallest-ess`, result.convergence.ess, "draws", "-");
  report(`${name}-rhat`, result.convergence.rhat, "ratio", "-");
  report(`${name}-ess-per-second`, result.convergence.ess / result.seconds, "draws/s", "-");
}

/** Effective draws per second of one thread, the whole fit counted, over the monitored quantities. */
function whitenedEfficiency(request: FitRequest, draws: number): number {
  const begin = performance.now();
  const { next } = prepareFit(request, () => undefined);
  if (next.kind !== "sample") throw new Error("the demo model is small enough to sample");
  const group = new ChainGroup(request, next.plan, [0, 1, 2, 3]);
  const blocks = group.advance(next.plan.warmup + draws);
  const seconds = (performance.now() - begin) / 1000;
  const width = group.monitored.length;
  const quantities = group.monitored.map((name, k) => ({
    name,
    chains: blocks.map(({ monitored }) => monitored.filter((_, i) => i % width === k)),
  }));
  return diagnose(quantities).ess / seconds;
}

/** The same without whitening: NUTS over the parameters themselves, its diagonal metric learned in 300 iterations. */
function plainEfficiency({ graph, frame, training, seed }: FitRequest, draws: number): number {
  const begin = performance.now();
  const model = compileGraph(graph, frame, training, { dates: "training" });
  const mode = findPosteriorMode(model, [model.startingPoint(0, () => 0)]).position;
  const monitor = new Monitor(model);
  const width = monitor.names.length;
  const chains = [0, 1].map((index) => {
    const random = new RandomStream(seed, index);
    const start = mode.map((value) => value + 0.05 * random.normal());
    const values = new NutsChain(model, { start, warmup: 300, adaptMetric: true }, random).advance(300 + draws);
    const monitored = new Float64Array(draws * width);
    for (let i = 0; i < draws; i++) {
      monitor.observe(
        values.subarray(i * model.dim, (i + 1) * model.dim),
        monitored.subarray(i * width, (i + 1) * width),
      );
    }
    return monitored;
  });
  const seconds = (performance.now() - begin) / 1000;
  const quantities = monitor.names.map((name, k) => ({
    name,
    chains: chains.map((monitored) => monitored.filter((_, i) => i % width === k)),
  }));
  return diagnose(quantities).ess / seconds;
}

const summed = demoRequest("sum");
await reportFit("demo-nuts", summed, 4);
await reportFit("demo-2-pooled-products-nuts", demoRequest("pooled"), 10);
await reportFit("demo-fast", { ...summed, sampler: "fast" }, 2);
const whitened = whitenedEfficiency(summed, 300);
const plain = plainEfficiency(summed, 300);
report("whitened-ess-per-thread-second", whitened, "draws/s", "-");
report("plain-nuts-ess-per-thread-second", plain, "draws/s", "-");
report("whitened-over-plain", whitened / plain, "times", "-");
