import { type ModelRecord } from "../platform/records";
import { type DatasetId } from "../platform/ids";
import { type Outcome, type PlanOf, type StepPlan } from "./plans";
import { buildRequest, refitRequest } from "./trainingRequests";
import { said } from "./uploadFile";
import { makeObject, refOf, type Tools, type Workflow } from "./workflow";

export const buildModelStep: StepPlan = { name: "Build model", kind: "build" };
export const refitModelStep: StepPlan = { name: "Refit model", kind: "refit" };

/** Trains a new model from scratch, from a graph that the server proposes, another model has, or the user wrote. */
export const buildModel: Workflow<PlanOf<"buildModel">> = {
  steps: () => [buildModelStep],
  run: async (plan, tools) => {
    const model = await makeObject(tools, buildModelStep.name, "model", async () => {
      const request = await buildRequest(plan, tools);
      return () => tools.client.buildModel(tools.project, request, { signal: tools.signal });
    });
    return modelDone(model);
  },
};

/** Trains the structure of a model again on another dataset. */
export const refitModel: Workflow<PlanOf<"refitModel">> = {
  steps: () => [refitModelStep],
  run: async (plan, tools) => modelDone(await refit(plan, plan.datasetId, tools)),
};

export async function refit(
  plan: PlanOf<"refitModel"> | PlanOf<"refreshModel">,
  datasetId: DatasetId,
  tools: Tools,
): Promise<ModelRecord> {
  return makeObject(tools, refitModelStep.name, "model", async () => {
    const request = await refitRequest(plan, datasetId, tools);
    return () => tools.client.refitModel(tools.project, plan.modelId, request, { signal: tools.signal });
  });
}

function modelDone(model: ModelRecord): Outcome {
  const object = refOf<"model">(model);
  return { result: "done", object, next: [{ verb: "attributeSales", object }], ...said(model) };
}
