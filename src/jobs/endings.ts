import * as l10n from "@vscode/l10n";
import { AlvissError, type ErrorFacts, type ErrorKind, factsOf, mayHaveHappened } from "../platform/errors";
import { TrackLost } from "../platform/settle";
import { type Outcome } from "../workflows/plans";
import { type Run, type RunState, type Step } from "./run";

/** What becomes of a run: everything but its steps. */
export interface Ending {
  readonly state: RunState;
  readonly question?: Run["question"];
  readonly outcome?: Outcome;
  readonly problem?: ErrorFacts;
}

/** Why the ledger itself ended a run. */
export type EndedBy = "stopped" | "cancelled";

/** Refused before anything happened, for reasons that the user can mend. */
const mendable: ReadonlySet<ErrorKind> = new Set(["notSignedIn", "forbidden", "rateLimited", "conflict"]);
const passing: ReadonlySet<ErrorKind> = new Set(["network", "timedOut", "server", "rateLimited", "notJson"]);

export function endingOfOutcome(outcome: Outcome): Ending {
  if (outcome.result === "done") return { state: "succeeded", outcome };
  return { state: /^(cancel|abort)/i.test(outcome.word) ? "cancelled" : "failed", outcome };
}

/** A call did not go out, because it could not be written down that it would. */
export class NotWritten extends Error {
  constructor(step: string, cause: unknown) {
    super(l10n.t('Nothing was sent, because "{0}" cannot be written down: {1}', step, wordsOf(cause)), { cause });
    this.name = "NotWritten";
  }
}

/** What an error means for a run: a question when a call may have taken effect, a pause when it can go on later. */
export function endingOfError(error: unknown, run: Run): Ending {
  if (error instanceof TrackLost) return { state: "lost", problem: factsOf(error.lastError) };
  if (error instanceof NotWritten) return { state: "paused", problem: notWritten(error) };
  if (!(error instanceof AlvissError))
    return { state: "failed", problem: { kind: "invalid", serverWords: wordsOf(error) } };
  const problem = factsOf(error);
  const posting = stepOnItsWay(run);
  if (posting !== undefined && mayHaveHappened(error)) return unknownPost(posting, problem);
  const canGoOn = mendable.has(error.kind) || error.undone;
  // Whoever replaces a refused token wants what it was refused for.
  const waits = hasProgress(run) || (error.kind === "notSignedIn" && !error.unsent);
  return { state: waits && canGoOn ? "paused" : "failed", problem };
}

/**
 * Whether what failed can be tried again by itself: nothing was sent that makes or changes something. Whoever has just
 * started a run is told instead that it cannot be.
 */
export function canTryAgain(error: unknown, run: Run, now: number): error is AlvissError {
  if (!(error instanceof AlvissError) || !passing.has(error.kind)) return false;
  if (!hasProgress(run) && now - run.startedAt < justStarted) return false;
  return stepOnItsWay(run) === undefined || error.unsent;
}

/** What becomes of a run that the user broke off: a question when all of a call had gone out. */
export function endingOfBreak(endedBy: EndedBy, error: unknown, run: Run): Ending {
  const posting = stepOnItsWay(run);
  if (posting === undefined || !(error instanceof AlvissError) || !mayHaveHappened(error)) return { state: endedBy };
  return unknownPost(posting, {
    ...factsOf(error),
    serverWords: l10n.t('The server had all of "{0}" when it was cancelled.', posting.name),
    remedy: lookForIt(),
  });
}

/** The question that a run raises whose window ended in the middle of a call; undefined when it can simply go on. */
export function endingAfterReload(run: Run): Ending | undefined {
  const posting = stepOnItsWay(run);
  if (posting === undefined) return undefined;
  return unknownPost(posting, {
    kind: "cancelled",
    serverWords: l10n.t('The window closed while "{0}" was being sent.', posting.name),
    remedy: lookForIt(),
  });
}

/** Milliseconds. */
const justStarted = 60_000;

const lookForIt = () =>
  l10n.t("It may have been made all the same: look for it in the project before you start it again.");

function stepOnItsWay(run: Run): Step | undefined {
  return run.steps.find(({ state }) => state === "posting");
}

/** Whether a run has made something, so that starting it again would make it twice. */
function hasProgress(run: Run): boolean {
  return run.steps.some(({ state }) => state === "waiting" || state === "done");
}

function unknownPost(step: Step, problem: ErrorFacts): Ending {
  return { state: "needsAnswer", question: { question: "unknownPost", step: step.name }, problem };
}

function notWritten({ message }: NotWritten): ErrorFacts {
  const remedy = l10n.t("Make room on the disk of the jobs, or mend their folder; then resume the job.");
  return { kind: "invalid", unsent: true, serverWords: message, remedy };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
