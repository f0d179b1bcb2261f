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
