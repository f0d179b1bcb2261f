import { activateAttributionSet, alignAttribution, attributeSales } from "./attributions";
import { activateDataset, createDataset } from "./datasets";
import { buildModel, refitModel } from "./models";
import { type Outcome, type Plan, type PlanOf, type StepPlan, type WorkflowName } from "./plans";
import { refreshModel, uploadAndActivate } from "./refresh";
import { uploadFile } from "./uploadFile";
import { watch } from "./watch";
import { JobFailed, type Tools, type Workflow } from "./workflow";

const workflows: { readonly [Name in WorkflowName]: Workflow<PlanOf<Name>> } = {
  uploadFile,
  createDataset,
  activateDataset,
  buildModel,
  refitModel,
  attributeSales,
  alignAttribution,
  activateAttributionSet,
  uploadAndActivate,
  refreshModel,
  watch,
};

export const workflowNames = Object.keys(workflows) as WorkflowName[];

/** The steps a plan will take. */
export function stepsOf(plan: Plan): readonly StepPlan[] {
  return workflowOf(plan).steps(plan);
}

/** Carries a plan out. A job that ends badly is an outcome; only what keeps us from knowing is thrown. */
export async function runPlan(plan: Plan, tools: Tools): Promise<Outcome> {
  return outcomeOf(() => workflowOf(plan).run(plan, tools));
}

export async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    const { object, word, serverMessage } = error;
    return { result: "failed", object, word, ...(serverMessage === undefined ? {} : { message: serverMessage }) };
  }
}

function workflowOf(plan: Plan): Workflow<Plan> {
  // Sound: each entry is given only plans of its own name.
  return workflows[plan.workflow] as Workflow<Plan>;
}
