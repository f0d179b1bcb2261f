import { l10n } from "vscode";
import { canStopTracking, hasEnded, type Run } from "../../../jobs/run";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { jobsFor } from "./pickJob";

export async function cancelJob(
  tools: Tools,
  node?: JobNode,
  nodes: readonly JobNode[] = node ? [node] : [],
): Promise<void> {
  const isOpen = (run: Run): boolean => !hasEnded(run) && run.state !== "needsAnswer";
  const runs = await jobsFor(tools, nodes, l10n.t("Cancel Job"), isOpen, l10n.t("No job is running."));
  await Promise.all(runs.map((run) => cancel(tools, run)));
}

/** Says what became of it where it could not be cancelled. */
async function cancel(tools: Tools, run: Run): Promise<void> {
  if (await tools.jobs.cancel(run.runId)) return;
  const now = tools.jobs.runs.find(({ runId }) => runId === run.runId) ?? run;
  if (hasEnded(now)) throw new Refusal(l10n.t("{0} has ended already: {1}.", now.label, tools.jobs.words(now)));
  if (!canStopTracking(now)) throw new Refusal(l10n.t("{0} cannot be cancelled now.", now.label));
  throw new Refusal(
    l10n.t("{0} cannot be cancelled now. Stop Tracking leaves it running and takes it out of sight.", run.label),
    [{ title: l10n.t("Stop Tracking"), command: "alviss.job.stopTracking", arguments: [{ kind: "job", run: now }] }],
  );
}
