/** Entry of a worker thread of the engine; built to dist/engineWorker.js. */
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { compareTotals } from "./comparison/compareTotals";
import { type FitProgress } from "./contract";
import { parameterDensities } from "./diagnostics/parameterDensity";
import { predictiveFit } from "./diagnostics/predictive";
import {
  type AnswerTo,
  type EngineTask,
  type FromWorker,
  PROGRESS_INTERVAL,
  type TaskAnswer,
  type WorkerSetup,
} from "./engineMessages";
import { diagnose } from "./inference/stoppingRule";
import { attributeFit } from "./tasks/attributeFit";
import { ChainGroup } from "./tasks/chainGroup";
import { explain } from "./tasks/explain";
import { measureFit } from "./tasks/measureFit";
import { prepareFit } from "./tasks/prepareFit";
import { totalDraws } from "./tasks/totalDraws";

/** Niceness: the editor goes first, but a busy machine does not starve a fit. */
const A_LITTLE_BELOW_NORMAL = 10;

class Cancelled extends Error {}

if (!parentPort) throw new Error("engineWorker runs as a worker thread");
const port = parentPort;
const cancelFlag = new Int32Array((workerData as WorkerSetup).cancelFlag);
let lastReport = 0;
let chains: ChainGroup | undefined;
let iterations = 0;

/** Called once per iteration of every long loop. */
function checkpoint(news: () => FromWorker): void {
  if (Atomics.load(cancelFlag, 0) !== 0) throw new Cancelled();
  const now = performance.now();
  if (now - lastReport < PROGRESS_INTERVAL) return;
  lastReport = now;
  port.postMessage(news());
}

const reportProgress = (progress: FitProgress): void => checkpoint(() => ({ kind: "progress", progress }));

function perform(task: EngineTask): TaskAnswer {
  switch (task.kind) {
    case "prepare":
      return { kind: "answered", task: "prepare", answer: prepareFit(task.request, reportProgress) };
    case "openChains":
      chains = new ChainGroup(task.request, task.plan, task.chains);
      iterations = 0;
      return { kind: "answered", task: "openChains", answer: chains.monitored };
    case "advance": {
      if (!chains) throw new Error("no chains are open");
      const answer = chains.advance(task.iterations, () => {
        iterations++;
        checkpoint(() => ({ kind: "iterations", done: iterations }));
      });
      return { kind: "answered", task: "advance", answer };
    }
    case "diagnose":
      return { kind: "answered", task: "diagnose", answer: diagnose(task.quantities) };
    case "measure":
      return { kind: "answered", task: "measure", answer: measure(task) };
    case "attribute":
      return { kind: "answered", task: "attribute", answer: attributeFit(task.request, reportProgress) };
    case "explain":
      return { kind: "answered", task: "explain", answer: explain(task.request) };
    case "totals":
      return { kind: "answered", task: "totals", answer: totalDraws(task.request, reportProgress) };
    case "compare":
      return { kind: "answered", task: "compare", answer: compareTotals(task.request) };
  }
}

const measure = ({ request, draws, drawCount }: EngineTask<"measure">): AnswerTo<"measure"> => ({
  metrics: measureFit(request, draws, drawCount),
  predictive: predictiveFit(request, draws, drawCount),
  density: parameterDensities(request, draws, drawCount),
});

/** Large arrays change hands instead of being copied. */
function transferable(message: TaskAnswer): ArrayBuffer[] {
  if (message.task === "attribute") return [message.answer.contributions.buffer as ArrayBuffer];
  if (message.task !== "advance") return [];
  return message.answer.flatMap(({ draws, monitored }) => [draws.buffer, monitored.buffer] as ArrayBuffer[]);
}

port.on("message", (task: EngineTask) => {
  try {
    const answer = perform(task);
    port.postMessage(answer, transferable(answer));
  } catch (error) {
    if (error instanceof Cancelled) {
      port.postMessage({ kind: "cancelled" } satisfies FromWorker);
      port.close();
      return;
    }
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ kind: "failed", name, message } satisfies FromWorker);
  }
});

// Elsewhere the priority is the whole process's, and the sandbox must go on answering requests.
if (process.platform === "linux") {
  try {
    setPriority(A_LITTLE_BELOW_NORMAL);
  } catch {
    // Not allowed here: the work runs at normal priority.
  }
}
