import { l10n } from "vscode";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { jobFor } from "./pickJob";

export async function resumeJob(tools: Tools, node?: JobNode): Promise<void> {
  const run = await jobFor(
    tools,
    node,
    l10n.t("Resume Tracking"),
    (one) => one.state === "paused",
    l10n.t("No job is paused."),
  );
  if (run !== undefined) await tools.jobs.resume();
}
