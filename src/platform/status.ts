export type Phase = "working" | "done" | "failed";

// Uploads, datasets and attribution sets end with "complete", models and attributions with "completed".
// The other words are plausible spellings that no public source confirms.
const doneWords = new Set(["complete", "completed", "success", "succeeded", "done", "finished", "ready"]);
const failedWords = new Set(
  "fail failed failure error errored invalid rejected cancelled canceled aborted timeout expired"
    .split(" ")
    .concat("timed out"),
);

/** What a status word means. A word nobody has seen, or none at all, means working: never success. */
export function phaseOf(word: string | undefined): Phase {
  const folded = word?.trim().toLowerCase() ?? "";
  if (doneWords.has(folded)) return "done";
  return failedWords.has(folded) ? "failed" : "working";
}

/** Whether the platform is known to use the word, or it means no end. */
export function isKnownWord(word: string): boolean {
  return /^complete(d)?$/.test(word) || phaseOf(word) === "working";
}

const workingWords = new Set(
  "pending queued waiting created new scheduled started starting processing training running working active ingesting"
    .split(" ")
    .concat("in progress", "in_progress"),
);

/** Whether a word says plainly that the job goes on. Any other that is no end is only taken for that. */
export function isWorkingWord(word: string | undefined): boolean {
  return workingWords.has(word?.trim().toLowerCase() ?? "");
}
