import { l10n } from "vscode";
import { currentStep, type Run, stepInQuestion } from "../../jobs/run";
import { type ErrorFacts } from "../../platform/errors";
import { showId } from "../../platform/ids";

/** State in words, with how far and how long. */
export function jobWords(run: Run): string {
  const at = clock(run.endedAt ?? Date.now());
  switch (run.state) {
    case "working":
      return workingWords(run);
    case "succeeded":
      return l10n.t("done {0}, {1}", at, lasted(run));
    case "failed":
      return l10n.t("failed {0}", at);
    case "cancelled":
      return l10n.t("cancelled {0}", at);
    case "stopped":
      if (currentStep(run)?.state === "posting") return l10n.t("given up; it may have been made");
      return currentStep(run)?.state === "waiting"
        ? l10n.t("no longer tracked; the job goes on at the server")
        : l10n.t("no longer tracked");
    case "paused":
      return run.problem?.kind === "notSignedIn" ? pausedWords(run.problem) : l10n.t("paused");
    case "needsAnswer":
      return stepInQuestion(run)?.object === undefined
        ? l10n.t("waits for your answer: it may have been made")
        : l10n.t("waits for your answer: it may have happened");
    case "lost":
      return l10n.t("lost: nothing heard for 24 hours");
  }
}

/** A token that was refused has one in its place soon; where there is none, somebody has to sign in. */
const pausedWords = ({ unsent }: ErrorFacts): string =>
  unsent === true ? l10n.t("paused until you sign in") : l10n.t("paused: token refused");

function workingWords(run: Run): string {
  const step = currentStep(run) ?? run.steps[0];
  const word = wordOf(step);
  const time = elapsed(Date.now() - run.startedAt);
  if (step?.fraction === undefined) return l10n.t("{0}, {1}", word, time);
  return l10n.t("{0} {1} %, {2}", word, Math.floor(step.fraction * 100), time);
}

/** The server's own word; one is ours. */
function wordOf(step: Run["steps"][number] | undefined): string {
  if (step?.lastWord === "uploading") return l10n.t("uploading");
  return step?.lastWord ?? (step?.state === "posting" ? l10n.t("sending") : l10n.t("starting"));
}

export function madeWords(run: Run): string | undefined {
  const object = run.outcome?.object ?? run.steps.findLast((step) => step.object !== undefined)?.object;
  if (object === undefined) return undefined;
  const id = showId(object.id);
  switch (object.kind) {
    case "upload":
      return l10n.t("upload #{0}", id);
    case "dataset":
      return l10n.t("dataset #{0}", id);
    case "model":
      return l10n.t("model #{0}", id);
    case "attribution":
      return l10n.t("attribution #{0}", id);
    case "attributionSet":
      return l10n.t("attribution set #{0}", id);
  }
}

export const outcomeMessage = (run: Run): string | undefined => run.outcome?.message;

export const seconds = (run: Run): number => ((run.endedAt ?? Date.now()) - run.startedAt) / 1000;

function lasted(run: Run): string {
  const whole = Math.round(seconds(run));
  return whole < 60 ? l10n.t("{0} s", Math.max(1, whole)) : elapsed(whole * 1000);
}

function elapsed(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

const clock = (time: number): string =>
  new Date(time).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
