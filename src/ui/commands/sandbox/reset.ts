import { env, l10n, window } from "vscode";
import { type Tools } from "../tools";
import { sandboxRuns } from "./mayInterruptJobs";

/** Begins anew, after a question; what was there is kept beside it. */
export async function resetSandbox(tools: Tools): Promise<void> {
  const reset = l10n.t("Reset Sandbox");
  const runs = sandboxRuns(tools);
  const detail = [
    l10n.t("All its teams, projects, models and access tokens go. They are kept in a folder that you are told."),
    runs.length === 0 ? undefined : l10n.t("Running jobs end: {0}.", runs.length),
  ];
  const question = l10n.t("Empty the sandbox?");
  const options = { modal: true, detail: detail.filter(Boolean).join("\n") };
  if ((await window.showWarningMessage(question, options, reset)) !== reset) return;
  // What they follow will not be there any more, and its number may go to something else.
  for (const { runId } of runs) await tools.jobs.stopTracking(runId);
  const kept = await window.withProgress({ location: { viewId: "alviss.projects" } }, () => tools.sandbox.reset());
  if (tools.chosen.current?.connectionId === "sandbox") await tools.chosen.use(undefined);
  await tools.explorer.refresh();
  void tell(kept);
}

async function tell(kept: string | undefined): Promise<void> {
  if (kept === undefined) {
    await window.showInformationMessage(l10n.t("The sandbox was empty already."));
    return;
  }
  const copy = l10n.t("Copy Path");
  const sentence = l10n.t(
    "The sandbox is empty. What it had is kept in {0}: to go back, name that folder in the setting alviss.sandbox.dataFolder.",
    kept,
  );
  if ((await window.showInformationMessage(sentence, copy)) === copy) await env.clipboard.writeText(kept);
}
