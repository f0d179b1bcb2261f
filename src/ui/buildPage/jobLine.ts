import { l10n } from "vscode";
import { type Run } from "../../jobs/run";
import { showId } from "../../platform/ids";
import { type JobState } from "../../../webview/shared/buildMessages";
import { explainFacts } from "../kit/explain";

/** What becomes of a build, in a sentence. `words`: the state as the view Jobs says it. */
export function jobLine(
  { state, steps, problem, outcome }: Run,
  words: string,
  server: string,
): { readonly state: JobState; readonly sentence: string } {
  const made = steps.find(({ object }) => object !== undefined)?.object;
  const model = made === undefined ? "" : showId(made.id);
  const why = problem === undefined ? words : explainFacts(problem).sentence;
  switch (state) {
    case "working":
      if (made === undefined) return { state: "busy", sentence: l10n.t("Sending the request to {0}...", server) };
      return { state: "begun", sentence: l10n.t("Model #{0} is being trained. The view Jobs follows it.", model) };
    case "succeeded":
      return { state: "begun", sentence: l10n.t("Model #{0} is done.", model) };
    case "needsAnswer":
      return {
        state: "begun",
        sentence: l10n.t("No answer came, so the build may have begun. The view Jobs asks what to do."),
      };
    case "paused":
      return { state: made === undefined ? "busy" : "begun", sentence: l10n.t("It waits: {0}", why) };
    case "failed":
      if (made === undefined) return { state: "refused", sentence: l10n.t("{0} The graph is kept as it is.", why) };
      return { state: "idle", sentence: l10n.t("Model #{0} failed: {1}", model, outcome?.message ?? why) };
    case "cancelled":
    case "stopped":
    case "lost":
      return { state: "idle", sentence: l10n.t("The job: {0}.", words) };
  }
}
