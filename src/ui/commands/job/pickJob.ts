import { l10n } from "vscode";
import { type Run } from "../../../jobs/run";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { askPick } from "../ask/inputs";
import { type Tools } from "../tools";

/** The job of a node, or the one somebody picks. */
export async function jobFor(
  tools: Tools,
  node: JobNode | undefined,
  title: string,
  fits: (run: Run) => boolean,
  none: string,
): Promise<Run | undefined> {
  if (node !== undefined) return node.run;
  const runs = (await tools.jobs.load()).filter(fits);
  if (runs.length === 0) throw new Refusal(none);
  const choices = runs.map((run) => ({ label: run.label, description: tools.jobs.words(run), value: run }));
  const answer = await askPick(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    { placeholder: l10n.t("Which job?"), choices },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}

/** The selected jobs that fit, where more than one is selected; else as `jobFor`. */
export async function jobsFor(
  tools: Tools,
  nodes: readonly JobNode[],
  title: string,
  fits: (run: Run) => boolean,
  none: string,
): Promise<readonly Run[]> {
  const fitting = nodes.map(({ run }) => run).filter(fits);
  if (nodes.length > 1 && fitting.length > 0) return fitting;
  const run = await jobFor(tools, nodes[0], title, fits, none);
  return run === undefined ? [] : [run];
}
