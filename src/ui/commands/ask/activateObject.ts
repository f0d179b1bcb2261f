import { l10n } from "vscode";
import { type Id } from "../../../platform/ids";
import { type Plan } from "../../../workflows/plans";
import { type CommandId } from "../commandIds";
import { type Tools } from "../tools";
import { type Activatable, mayActivate, nameOf } from "./activation";
import { type Answers, type Given, known, objectStep, type ObjectWords } from "./object";
import { placeStep } from "./place";
import { startJob } from "./startJob";
import { askSteps } from "./steps";

export interface Activation<K extends Activatable> {
  readonly title: string;
  readonly words: ObjectWords;
  readonly plan: (id: Id<K>) => Plan;
  readonly startedBy: CommandId;
}

/** Makes an object the active one of its project; the job says what it replaces. */
export async function activateObject<K extends Activatable>(
  tools: Tools,
  kind: K,
  node: Given,
  { title, words, plan, startedBy }: Activation<K>,
): Promise<void> {
  const steps = [placeStep<Answers<K>>(tools), objectStep<Answers<K>, K>(tools, kind, words)];
  const answers = await askSteps(title, steps, await known(tools, kind, node));
  const target = answers?.[kind];
  if (answers?.place === undefined || target === undefined) return;
  const id = target.record.id as Id<K>;
  const allowed = await mayActivate(tools, answers.place, kind, id);
  if (allowed === undefined) return;
  const name = nameOf(kind, id);
  const label =
    allowed.replaced === undefined
      ? l10n.t("Activate {0}", name)
      : l10n.t("Activate {0} in place of {1}", name, allowed.replaced);
  await startJob(tools, answers.place, { plan: plan(id), label, startedBy });
}
