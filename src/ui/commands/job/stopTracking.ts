import { l10n } from "vscode";
import { canStopTracking } from "../../../jobs/run";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { jobFor } from "./pickJob";

export async function stopTracking(tools: Tools, node?: JobNode): Promise<void> {
  const none = l10n.t("No job goes on at a server, so there is none to stop tracking.");
  const run = await jobFor(tools, node, l10n.t("Stop Tracking"), canStopTracking, none);
  if (run !== undefined) await tools.jobs.stopTracking(run.runId);
}
