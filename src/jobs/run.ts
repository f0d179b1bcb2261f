import { type ErrorFacts } from "../platform/errors";
import { type ObjectRef, type ProjectRef } from "../platform/ids";
import { type Outcome, type Plan, type StepPlan, type WorkflowName } from "../workflows/plans";

export type StepState = "todo" | "posting" | "waiting" | "done" | "failed";

export interface Step extends StepPlan {
  readonly state: StepState;
  /** The object the step made or waits for; written before the first poll. */
  readonly object?: ObjectRef;
  /** The server's last status word. */
  readonly lastWord?: string;
  /** 0..1 of this step, where the server or the upload tells. */
  readonly fraction?: number;
  /** How often the call that makes something went out. */
  readonly attempts: number;
}

export type RunState = "working" | "paused" | "needsAnswer" | "succeeded" | "failed" | "cancelled" | "stopped" | "lost";

/** Asked when a call went out and no answer is known: it may have made something. */
export interface UnknownPost {
  readonly question: "unknownPost";
  readonly step: string;
}

export type Question = UnknownPost;

/** One thing a user started and may come back to. */
export interface Run extends ProjectRef {
  readonly v: 1;
  readonly runId: string;
  readonly workflow: WorkflowName;
  readonly plan: Plan;
  readonly connectionId: string;
  /** What the user reads: "Refit model 8". */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What started it: a command's id, a task, the demo. */
  readonly startedBy: string;
  readonly steps: readonly Step[];
  readonly state: RunState;
  readonly question?: Question;
  readonly outcome?: Outcome;
  /** Why it failed or stands still, as facts. */
  readonly problem?: ErrorFacts;
}

/** What a caller says to start a run. */
export interface RunOrder extends ProjectRef {
  readonly plan: Plan;
  readonly connectionId: string;
  readonly label: string;
  readonly startedBy: string;
}

export type LedgerChange =
  | { readonly change: "updated"; readonly run: Run }
  | { readonly change: "removed"; readonly runIds: readonly string[] };

export type Listen<T> = (listener: (value: T) => void) => { dispose(): void };

const ended: ReadonlySet<RunState> = new Set(["succeeded", "failed", "cancelled", "stopped", "lost"]);

export function hasEnded(run: Run): boolean {
  return ended.has(run.state);
}

/** The step that a run is at: the call on its way, or the job that is waited for. */
export function currentStep(run: Run): Step | undefined {
  return run.steps.find(({ state }) => state === "posting" || state === "waiting");
}

/** Whether something would go on at the server if nobody looked any more. */
export function canStopTracking(run: Run): boolean {
  if (run.state !== "working" && run.state !== "paused") return false;
  return currentStep(run)?.state !== "posting" && run.steps.some(({ object }) => object !== undefined);
}
