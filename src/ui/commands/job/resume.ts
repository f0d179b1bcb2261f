import { l10n } from "vscode";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";

/** Takes up every paused job: what one of them waited for is there for the others, too. */
export async function resumeJob(tools: Tools, _node?: JobNode): Promise<void> {
  const runs = await tools.jobs.load();
  if (!runs.some(({ state }) => state === "paused")) throw new Refusal(l10n.t("No job is paused."));
  await tools.jobs.resume();
}
