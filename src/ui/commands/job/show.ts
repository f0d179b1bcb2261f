import { l10n } from "vscode";
import { type JobNode } from "../../jobs/jobItem";
import { explainFacts } from "../../kit/explain";
import { type Tools } from "../tools";
import { jobFor } from "./pickJob";

export async function showJob(tools: Tools, node?: JobNode): Promise<void> {
  const run = await jobFor(tools, node, l10n.t("Show Job"), () => true, l10n.t("There are no jobs."));
  if (run === undefined) return;
  const started = l10n.t("Started {0}", new Date(run.startedAt).toLocaleString());
  const summary = [
    run.label,
    tools.jobs.words(run),
    started,
    run.problem && explainFacts(run.problem).sentence,
    run.outcome?.message,
  ];
  await tools.details.show(`jobs/${run.runId}/${run.label}`, { title: run.label, summary, raw: run });
}
