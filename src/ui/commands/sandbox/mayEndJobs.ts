import { l10n, window } from "vscode";
import { type Tools } from "../tools";

/** Asks only if something runs that would end. */
export async function mayEndJobs(tools: Tools): Promise<boolean> {
  const running = tools.jobs.runs.filter(
    (run) => run.state === "working" && tools.connections.get(run.connectionId)?.kind === "sandbox",
  ).length;
  if (running === 0) return true;
  const stop = l10n.t("Stop Sandbox");
  const sentence =
    running === 1
      ? l10n.t("1 job is running in the sandbox.")
      : l10n.t("{0} jobs are running in the sandbox.", running);
  const answer = await window.showWarningMessage(
    sentence,
    { modal: true, detail: l10n.t("They end with it. Data that is complete stays.") },
    stop,
  );
  return answer === stop;
}
