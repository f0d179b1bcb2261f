import { type ErrorFacts } from "../platform/errors";
import { type AnyId, type DatasetId, type Kind, type ObjectRef, type ProjectRef } from "../platform/ids";
import { type Outcome, type Plan, type StepKind, type StepPlan, type WorkflowName } from "../workflows/plans";

export type StepState = "todo" | "posting" | "waiting" | "done" | "failed";

export interface Step extends StepPlan {
  readonly state: StepState;
  /** The object the step made or waits for, written before the first poll; while posting: the one it changes. */
  readonly object?: ObjectRef;
  /** When the call went out, in milliseconds since 1970. */
  readonly postedAt?: number;
  /** Since when the object is waited for. */
  readonly since?: number;
  /** Why what the step made may not be what was meant. */
  readonly doubt?: string;
  /** The server's last status word. */
  readonly lastWord?: string;
  /** 0..1 of this step, where the server or the upload tells. */
  readonly fraction?: number;
  /** How often the call that makes something went out. */
  readonly attempts: number;
}

export type RunState = "working" | "paused" | "needsAnswer" | "succeeded" | "failed" | "cancelled" | "stopped" | "lost";

/** Asked when a call went out and no answer is known: it may have made or changed something. */
export interface UnknownPost {
  readonly question: "unknownPost";
  readonly step: string;
}

export type Question = UnknownPost;

/**
 * What may be answered: it was done all the same (with the id of what was made, which a call that only changes
 * something does not need), send it again, or leave it.
 */
export type Answer =
  { readonly answer: "exists"; readonly id?: AnyId } | { readonly answer: "repeat" } | { readonly answer: "giveUp" };

/** The process that started a run: it tells its end, as long as it is there. */
export interface Starter {
  readonly pid: number;
  readonly host: string;
}

/** Uploads that are started together, and the dataset that is made of them once all of them are there. */
export interface Batch {
  /** Becomes the id of the run that makes the dataset. */
  readonly id: string;
  readonly size: number;
  /** Of this run, from 0. */
  readonly place: number;
  readonly dataset: { readonly label: string; readonly extendIds: readonly DatasetId[]; readonly activate: boolean };
  /** Nothing is made of them any more, whatever becomes of the uploads. */
  readonly isCalledOff?: true;
}

/** One thing a user started and may come back to. */
export interface Run extends ProjectRef {
  readonly v: 1;
  readonly runId: string;
  readonly workflow: WorkflowName;
  readonly plan: Plan;
  readonly connectionId: string;
  /** Where the connection led at the start; undefined in runs of earlier versions. */
  readonly apiUrl?: string;
  /** What the user reads: "Refit model 8". */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What started it: a command's id, a task, the demo. */
  readonly startedBy: string;
  readonly startedIn?: Starter;
  readonly batch?: Batch;
  readonly steps: readonly Step[];
  readonly state: RunState;
  readonly question?: Question;
  readonly outcome?: Outcome;
  /** Why it failed or stands still, as facts. */
  readonly problem?: ErrorFacts;
  /** For how long nothing was heard of it, in milliseconds in which somebody asked. */
  readonly silentFor?: number;
}

/** What a caller says to start a run. */
export interface RunOrder extends ProjectRef {
  readonly plan: Plan;
  readonly connectionId: string;
  readonly label: string;
  readonly startedBy: string;
  readonly batch?: Batch;
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

/** Whether all there is to end is here: an upload on its way, or a call that has not gone out. */
export function canBreakOff(run: Run): boolean {
  if (hasEnded(run) || run.state === "needsAnswer") return false;
  const step = currentStep(run);
  return step === undefined || (step.state === "posting" && step.kind === "upload");
}

/** What a server may be able to end: the model or attribution that the run waits for. */
export function jobAtServer(run: Run): ObjectRef<"model"> | ObjectRef<"attribution"> | undefined {
  if (hasEnded(run) || run.state === "needsAnswer") return undefined;
  const step = currentStep(run);
  return step?.state === "waiting" && step.object !== undefined && isTrained(step.object) ? step.object : undefined;
}

function isTrained(object: ObjectRef): object is ObjectRef<"model"> | ObjectRef<"attribution"> {
  return object.kind === "model" || object.kind === "attribution";
}

/** What the call of a step makes, or changes. */
export function kindOfStep(step: StepKind): Kind | undefined {
  switch (step) {
    case "upload":
      return "upload";
    case "createDataset":
    case "activateDataset":
      return "dataset";
    case "build":
    case "refit":
      return "model";
    case "attribute":
      return "attribution";
    case "align":
    case "activateSet":
      return "attributionSet";
    case "watch":
      return undefined;
  }
}

/** The step whose call has no known answer. */
export function stepInQuestion({ steps, question }: Pick<Run, "steps" | "question">): Step | undefined {
  return question === undefined ? undefined : steps.find(({ name }) => name === question.step);
}

/** Whether something would go on at the server if nobody looked any more. */
export function canStopTracking(run: Run): boolean {
  if (run.state !== "working" && run.state !== "paused") return false;
  return currentStep(run)?.state !== "posting" && run.steps.some(({ object }) => object !== undefined);
}
