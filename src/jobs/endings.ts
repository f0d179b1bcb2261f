import { AlvissError, type ErrorFacts, factsOf, mayHaveHappened } from "../platform/errors";
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

export function endingOfOutcome(outcome: Outcome): Ending {
  if (outcome.result === "done") return { state: "succeeded", outcome };
  return { state: /^(cancel|abort)/i.test(outcome.word) ? "cancelled" : "failed", outcome };
}

/** What an error means for a run: a question when a call may have taken effect, a pause when the wait can go on later. */
export function endingOfError(error: unknown, run: Run): Ending {
  const known = error instanceof AlvissError ? error : undefined;
  const problem = known === undefined ? { kind: "invalid" as const, serverWords: wordsOf(error) } : factsOf(known);
  const posting = run.steps.find(({ state }) => state === "posting");
  if (posting !== undefined && known !== undefined && mayHaveHappened(known)) return unknownPost(posting, problem);
  const waiting = run.steps.some(({ state }) => state === "waiting");
  const passes =
    known !== undefined && ["network", "timedOut", "server", "rateLimited", "notSignedIn"].includes(known.kind);
  return { state: waiting && posting === undefined && passes ? "paused" : "failed", problem };
}

/** What becomes of a run that the user broke off: a question when all of a call had gone out. */
export function endingOfBreak(endedBy: EndedBy, error: unknown, run: Run): Ending {
  const posting = run.steps.find(({ state }) => state === "posting");
  if (posting === undefined || !(error instanceof AlvissError) || !mayHaveHappened(error)) return { state: endedBy };
  return unknownPost(posting, {
    ...factsOf(error),
    serverWords: `The server had all of "${posting.name}" when it was cancelled.`,
    remedy: "It may have been made all the same: look for it in the project before you start it again.",
  });
}

/** What is known of a run that was under way when its window closed; undefined when it can simply be watched again. */
export function endingAfterReload(run: Run): Ending | undefined {
  const posting = run.steps.find(({ state }) => state === "posting");
  if (posting !== undefined) {
    return unknownPost(posting, {
      kind: "cancelled",
      serverWords: `The window closed while "${posting.name}" was being sent.`,
      remedy: "It may have been made all the same: look for it in the project before you start it again.",
    });
  }
  if (run.steps.length === 1 && run.steps[0]?.object !== undefined) return undefined;
  const next = run.steps.find(({ state }) => state !== "done");
  return {
    state: "paused",
    problem: {
      kind: "cancelled",
      serverWords: `The window closed before "${next?.name ?? "the last step"}" was done.`,
      remedy: "What was made so far is kept: carry on from there by hand, or start it again.",
    },
  };
}

function unknownPost(step: Step, problem: ErrorFacts): Ending {
  return { state: "needsAnswer", question: { question: "unknownPost", step: step.name }, problem };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
