import { l10n } from "vscode";
import { hasEnded } from "../../../jobs/run";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { jobFor } from "./pickJob";

export async function stopTracking(tools: Tools, node?: JobNode): Promise<void> {
  const run = await jobFor(tools, node, l10n.t("Stop Tracking"), (one) => !hasEnded(one), l10n.t("No job is running."));
  if (run !== undefined) await tools.jobs.stopTracking(run.runId);
}
