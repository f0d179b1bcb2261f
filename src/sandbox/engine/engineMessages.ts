/**
 * What the calling thread and an engine worker say to each other. A worker does one task at a time: it answers each with
 * "answered", "failed" or "cancelled", and may report progress before that. The cancel flag is shared memory, so that a worker
 * sees it in the middle of a task.
 */
import {
  type AttributionRequest,
  type ContributionDraws,
  type Convergence,
  type Fit,
  type FitProgress,
  type FitRequest,
} from "./contract";
import { type Comparison, type ComparisonRequest } from "./comparison/compareTotals";
import { type DrawTotals } from "./comparison/drawTotals";
import { type SamplingPlan } from "./inference/chainStarts";
import { type ChainBlock } from "./tasks/chainGroup";
import { type Explained, type ExplanationRequest } from "./tasks/explain";
import { type PreparedFit } from "./tasks/prepareFit";
import { type TotalsRequest } from "./tasks/totalDraws";

export interface WorkerSetup {
  /** One 32-bit integer; not 0 = stop. */
  readonly cancelFlag: SharedArrayBuffer;
}

interface Tasks {
  /** Everything up to the first draw of a chain. */
  prepare: { readonly request: FitRequest };
  /** Makes chains that stay alive in the worker. `request.frame` is the prepared one. */
  openChains: { readonly request: FitRequest; readonly plan: SamplingPlan; readonly chains: readonly number[] };
  /** Prolongs every open chain; draws of the warm-up are not returned. */
  advance: { readonly iterations: number };
  diagnose: { readonly quantities: readonly { readonly name: string; readonly chains: readonly Float64Array[] }[] };
  measure: {
    readonly request: Pick<FitRequest, "graph" | "frame" | "training" | "evaluation" | "seed">;
    readonly draws: Float64Array;
    readonly drawCount: number;
  };
  attribute: { readonly request: AttributionRequest };
  explain: { readonly request: ExplanationRequest };
  totals: { readonly request: TotalsRequest };
  compare: { readonly request: ComparisonRequest };
}

interface TaskAnswers {
  prepare: PreparedFit;
  /** Names of the monitored quantities. */
  openChains: readonly string[];
  advance: readonly ChainBlock[];
  diagnose: Omit<Convergence, "divergences">;
  measure: Pick<Fit, "metrics" | "predictive" | "density">;
  attribute: ContributionDraws;
  explain: Explained | undefined;
  totals: DrawTotals;
  compare: Comparison;
}

export type TaskKind = keyof Tasks;
export type EngineTask<K extends TaskKind = TaskKind> = { [T in TaskKind]: { readonly kind: T } & Tasks[T] }[K];

export type TaskAnswer<K extends TaskKind = TaskKind> = {
  [T in TaskKind]: { readonly kind: "answered"; readonly task: T; readonly answer: TaskAnswers[T] };
}[K];

export type AnswerTo<K extends TaskKind> = Extract<TaskAnswer, { task: K }>["answer"];

export type FromWorker =
  | TaskAnswer
  | { readonly kind: "progress"; readonly progress: FitProgress }
  /** Iterations that this worker's chains have done since they were opened. */
  | { readonly kind: "iterations"; readonly done: number }
  | { readonly kind: "failed"; readonly name: string; readonly message: string }
  | { readonly kind: "cancelled" };

/** Least time between two reports of progress, milliseconds. */
export const PROGRESS_INTERVAL = 80;

/** Time that a busy worker has to notice the cancel flag before it is ended, milliseconds. */
export const CANCEL_GRACE = 250;
