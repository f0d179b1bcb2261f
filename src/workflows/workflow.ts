import { type AlvissClient } from "../platform/client";
import { type Kind, type ObjectRef, type ProjectRef } from "../platform/ids";
import { type RecordByKind } from "../platform/records";
import { type Settle } from "../platform/settle";
import { type Outcome, type Plan, type StepPlan } from "./plans";

/** What a workflow is handed. It knows neither the ledger nor the window. */
export interface Tools {
  /** Asked for anew after each wait: the server may be found elsewhere by then. */
  readonly client: AlvissClient;
  readonly project: ProjectRef;
  readonly settle: Settle;
  readonly signal: AbortSignal;
  /** Writes down that a call is about to go out; the call must not go out before this is durable. */
  readonly before: (step: string) => Promise<void>;
  /** Writes down the object a step made or changes, before it is first asked about. */
  readonly reached: (step: string, object: ObjectRef) => Promise<void>;
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
  const record = await tools.settle<RecordByKind[K]>((signal) => tools.client.read(tools.project, ref, { signal }), {
    signal: tools.signal,
    onChange: ({ status, progress }) => tools.report(step, status, progress),
  });
  if (record.phase === "failed") throw new JobFailed(ref, record.status ?? "failed", record.message);
  return record;
}

/** One step that makes an object: written down, sent once, written down again, waited for. */
export async function makeObject<K extends Kind>(
  tools: Tools,
  step: string,
  make: () => Promise<ObjectRef<K>>,
): Promise<RecordByKind[K]> {
  return settleObject(tools, step, await sendOnce(tools, step, make));
}

/** `makeObject` up to the wait. */
export async function sendOnce<K extends Kind>(
  tools: Tools,
  step: string,
  make: () => Promise<ObjectRef<K>>,
): Promise<ObjectRef<K>> {
  await tools.before(step);
  const { kind, id } = await make();
  const ref: ObjectRef<K> = { kind, id };
  await tools.reached(step, ref);
  return ref;
}

/** One step that changes an object at once, without a job behind it. */
export async function changeObject(
  tools: Tools,
  step: string,
  object: ObjectRef,
  change: () => Promise<void>,
): Promise<void> {
  await tools.before(step);
  await change();
  await tools.reached(step, object);
}

export function refOf<K extends Kind>(record: RecordByKind[K] & { readonly kind: K }): ObjectRef<K> {
  return { kind: record.kind, id: record.id as ObjectRef<K>["id"] };
}
