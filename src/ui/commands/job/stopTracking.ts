import { l10n } from "vscode";
import { canStopTracking } from "../../../jobs/run";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { jobsFor } from "./pickJob";

export async function stopTracking(
  tools: Tools,
  node?: JobNode,
  nodes: readonly JobNode[] = node ? [node] : [],
): Promise<void> {
  const none = l10n.t("No job goes on at a server, so there is none to stop tracking.");
  const runs = await jobsFor(tools, nodes, l10n.t("Stop Tracking"), canStopTracking, none);
  for (const run of runs) await tools.jobs.stopTracking(run.runId);
}
