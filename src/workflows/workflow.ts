import { type AlvissClient } from "../platform/client";
import { type Kind, type ObjectRef, type ProjectRef } from "../platform/ids";
import { type RecordByKind } from "../platform/records";
import { type Settle } from "../platform/settle";
import { type Outcome, type Plan, type StepPlan } from "./plans";

export interface Made {
  readonly object: ObjectRef;
  /** Since when it is waited for, in milliseconds since 1970. */
  readonly since?: number | undefined;
  /** Whether the server has told of it before. */
  readonly isKnown?: boolean | undefined;
  /** Why it may not be what was meant, as a sentence. */
  readonly doubt?: string | undefined;
}

/** What is needed to look something up for a call. */
export interface ReadTools {
  /** Asked for anew after each wait: the server may be found elsewhere by then. */
  readonly client: AlvissClient;
  readonly project: ProjectRef;
  readonly signal: AbortSignal;
}

/** What a workflow is handed. It knows neither the ledger nor the window. */
export interface Tools extends ReadTools {
  readonly settle: Settle;
  /** What an earlier attempt, perhaps of another window, has made in a step; undefined when its call must go out. */
  readonly made: (step: string) => Made | undefined;
  /** Writes down that a call is about to go out; the call must not go out before this is durable. */
  readonly before: (step: string, changes?: ObjectRef) => Promise<void>;
  /** Writes down the object a step made or changes, before it is first asked about, with what is to be said of it. */
  readonly reached: (step: string, object: ObjectRef, doubt?: string) => Promise<void>;
  /** Tells how a step is doing: the server's word, and 0..1 where it is known. */
  readonly report: (step: string, word: string | undefined, fraction: number | undefined) => void;
}

export interface Workflow<P extends Plan> {
  /** All steps, in order. Their names are unique. */
  readonly steps: (plan: P) => readonly StepPlan[];
  readonly run: (plan: P, tools: Tools) => Promise<Outcome>;
}

/** A job ended badly at the server: an ending, not an error of ours. */
export class JobFailed extends Error {
  constructor(
    readonly object: ObjectRef,
    readonly word: string,
    readonly serverMessage: string | undefined,
  ) {
    super(serverMessage ?? word);
    this.name = "JobFailed";
  }
}

/** Waits for an object that exists. Throws `JobFailed` when it ends badly. */
export async function settleObject<K extends Kind>(
  tools: Tools,
  step: string,
  ref: ObjectRef<K>,
): Promise<RecordByKind[K]> {
  // Asked once at a time: the waiting itself tries again, and keeps to its pace.
  const read = (signal: AbortSignal): Promise<RecordByKind[K]> =>
    tools.client.read(tools.project, ref, { signal, once: true });
  const made = tools.made(step);
  const record = await tools.settle(read, {
    signal: tools.signal,
    since: made?.since,
    isKnown: made?.isKnown,
    onChange: ({ status, progress }) => tools.report(step, status, progress),
  });
  if (record.phase === "failed") throw new JobFailed(ref, record.status ?? "failed", record.message);
  return record;
}

/** Gathers what a call needs, which may be done as often as one likes, and answers the call. */
export type Prepare<K extends Kind> = () => Promise<() => Promise<Sent<K>>>;

export interface Sent<K extends Kind> {
  readonly id: ObjectRef<K>["id"];
  readonly doubt?: string | undefined;
}

/** One step that makes an object: written down, sent once, written down again, waited for. */
export async function makeObject<K extends Kind>(
  tools: Tools,
  step: string,
  kind: K,
  prepare: Prepare<K>,
): Promise<RecordByKind[K]> {
  const { ref } = await sendOnce(tools, step, kind, prepare);
  return settleObject(tools, step, ref);
}

/** `makeObject` up to the wait. What is made already is neither prepared nor sent again. */
export async function sendOnce<K extends Kind>(
  tools: Tools,
  step: string,
  kind: K,
  prepare: Prepare<K>,
): Promise<{ readonly ref: ObjectRef<K>; readonly doubt: string | undefined }> {
  const made = tools.made(step);
  if (made !== undefined) return { ref: { kind, id: made.object.id as ObjectRef<K>["id"] }, doubt: made.doubt };
  const send = await prepare();
  await tools.before(step);
  const { id, doubt } = await send();
  const ref: ObjectRef<K> = { kind, id };
  await tools.reached(step, ref, doubt);
  return { ref, doubt };
}

/** One step that changes an object at once, without a job behind it. */
export async function changeObject(
  tools: Tools,
  step: string,
  object: ObjectRef,
  change: () => Promise<void>,
): Promise<void> {
  if (tools.made(step) !== undefined) return;
  await tools.before(step, object);
  await change();
  await tools.reached(step, object);
}

export function refOf<K extends Kind>(record: RecordByKind[K] & { readonly kind: K }): ObjectRef<K> {
  return { kind: record.kind, id: record.id as ObjectRef<K>["id"] };
}
