import * as l10n from "@vscode/l10n";
import { type AlvissClient } from "../platform/client";
import { AlvissError } from "../platform/errors";
import { type ObjectRef } from "../platform/ids";
import { membersOf } from "./batches";
import {
  type Answer,
  canBreakOff,
  canStopTracking,
  hasEnded,
  jobAtServer,
  kindOfStep,
  type Run,
  stepInQuestion,
} from "./run";
import { type RunBook } from "./runBook";
import { type Worker } from "./worker";

interface Parts {
  readonly book: RunBook;
  readonly worker: Worker;
  readonly clientOf: (run: Run) => Promise<AlvissClient>;
}

/** Looks no further; the job at the server goes on. Throws while a call is on its way that starts the job. */
export async function stopTracking(runId: string, { book, worker }: Parts): Promise<void> {
  const run = book.get(runId);
  if (hasEnded(run)) return;
  if (!canStopTracking(run)) {
    throw new AlvissError({
      kind: "conflict",
      unsent: true,
      serverWords: l10n.t(
        "The server has not begun this job, so there is nothing that would go on without being tracked.",
      ),
      remedy: l10n.t("Wait until the server has begun it, or cancel an upload."),
    });
  }
  await worker.endBy(runId, "stopped");
}

/**
 * Ends the job itself: asks the server to, or breaks off what it does not have yet. Answers false where the server
 * cannot; the run then goes on as before.
 */
export async function cancel(runId: string, { book, worker, clientOf }: Parts): Promise<boolean> {
  const run = book.get(runId);
  if (canBreakOff(run)) {
    await worker.endBy(runId, "cancelled");
    return true;
  }
  const object = jobAtServer(run);
  if (object === undefined) return false;
  const client = await clientOf(run);
  if (!(await client.cancel(run, object))) return false;
  // A run that is being watched hears of its end from the server.
  if (!worker.isOn(runId)) await book.end(runId, { state: "cancelled" });
  return true;
}

/** Makes nothing of the uploads of a batch, and breaks off those that the server does not have yet. */
export async function callOff(batchId: string, parts: Parts): Promise<void> {
  const { book } = parts;
  const members = membersOf(batchId, book.runs);
  for (const { runId, batch } of members)
    if (batch !== undefined) book.change(runId, { batch: { ...batch, isCalledOff: true } });
  // Written down first: a window that takes over must not make of the rest what nobody wants.
  await Promise.all(members.map(({ runId }) => book.save(runId)));
  const runIds = [...members.map(({ runId }) => runId), ...(book.find(batchId) === undefined ? [] : [batchId])];
  await Promise.all(runIds.map((runId) => cancel(runId, parts)));
}

/** Goes on with a run as the user decided about a call whose fate is not known. */
export async function answer(runId: string, given: Answer, { book, worker, clientOf }: Parts): Promise<void> {
  const run = book.get(runId);
  const step = stepInQuestion(run);
  if (run.state !== "needsAnswer" || step === undefined) {
    const serverWords = l10n.t('"{0}" no longer waits for an answer.', run.label);
    throw new AlvissError({ kind: "conflict", unsent: true, serverWords });
  }
  if (given.answer === "giveUp") {
    const { problem } = run;
    return book.end(runId, { state: "stopped", ...(problem === undefined ? {} : { problem }) });
  }
  if (given.answer === "repeat") {
    book.changeStep(runId, step.name, () => ({ state: "todo", object: undefined, postedAt: undefined }));
  } else {
    const object = step.object ?? objectFrom(given, kindOfStep(step.kind));
    // An id that nobody knows would be waited for in vain.
    await (await clientOf(run)).read(run, object);
    if (book.get(runId).state !== "needsAnswer") return;
    book.changeStep(runId, step.name, ({ postedAt }) => ({ state: "waiting", object, since: postedAt }));
  }
  book.change(runId, { state: "working", question: undefined, problem: undefined });
  try {
    await book.write(runId);
  } catch (error) {
    // Nobody has taken note of the answer, so the question stands.
    book.keep(run);
    throw error;
  }
  await worker.takeUp(runId);
}

function objectFrom({ id }: Extract<Answer, { answer: "exists" }>, kind: ObjectRef["kind"] | undefined): ObjectRef {
  if (id !== undefined && kind !== undefined) return { kind, id: id as ObjectRef["id"] };
  const serverWords = l10n.t("The id of what was made is missing.");
  throw new AlvissError({ kind: "invalid", unsent: true, serverWords });
}
