import { l10n, window } from "vscode";
import { type Run } from "../../../jobs/run";
import { type Tools } from "../tools";

/** What runs in the sandbox now. */
export const sandboxRuns = (tools: Tools): readonly Run[] =>
  tools.jobs.runs.filter(
    (run) => run.state === "working" && tools.connections.get(run.connectionId)?.kind === "sandbox",
  );

/** Asks only if something runs that would be interrupted. */
export async function mayInterruptJobs(tools: Tools, verb: string): Promise<boolean> {
  const running = sandboxRuns(tools).length;
  if (running === 0) return true;
  const sentence =
    running === 1
      ? l10n.t("1 job is running in the sandbox.")
      : l10n.t("{0} jobs are running in the sandbox.", running);
  const detail = l10n.t("An unfinished job is taken up again at the next start. Data that is complete stays.");
  return (await window.showWarningMessage(sentence, { modal: true, detail }, verb)) === verb;
}
