import { type Id } from "../../../platform/ids";
import { type Plan } from "../../../workflows/plans";
import { type CommandId } from "../commandIds";
import { type Tools } from "../tools";
import { type Activatable, mayActivate } from "./activation";
import { type Answers, type Given, known, objectStep, type ObjectWords } from "./object";
import { placeStep } from "./place";
import { startJob } from "./startJob";
import { askSteps } from "./steps";

export interface Activation<K extends Activatable> {
  readonly title: string;
  readonly words: ObjectWords;
  readonly label: (id: Id<K>) => string;
  readonly plan: (id: Id<K>) => Plan;
  readonly startedBy: CommandId;
}

/** Makes an object the active one of its project. */
export async function activateObject<K extends Activatable>(
  tools: Tools,
  kind: K,
  node: Given,
  { title, words, label, plan, startedBy }: Activation<K>,
): Promise<void> {
  const steps = [placeStep<Answers<K>>(tools), objectStep<Answers<K>, K>(tools, kind, words)];
  const answers = await askSteps(title, steps, await known(tools, kind, node));
  const target = answers?.[kind];
  if (answers?.place === undefined || target === undefined) return;
  const id = target.record.id as Id<K>;
  if (!(await mayActivate(tools, answers.place, kind, id))) return;
  await startJob(tools, answers.place, { plan: plan(id), label: label(id), startedBy });
}
