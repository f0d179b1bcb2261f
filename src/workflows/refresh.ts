import { type DatasetId, type UploadId } from "../platform/ids";
import { type DatasetRecord } from "../platform/records";
import { attribute, attributeStep, attributionDone } from "./attributions";
import { activate, activateDatasetStep, createDatasetStep } from "./datasets";
import { refit, refitModelStep } from "./models";
import { type FileToUpload, type PlanOf } from "./plans";
import { said, uploadAll, uploadSteps } from "./uploadFile";
import { makeObject, refOf, type Tools, type Workflow } from "./workflow";

/** Uploads files, makes one dataset of them, activates it. */
export const uploadAndActivate: Workflow<PlanOf<"uploadAndActivate">> = {
  steps: ({ files }) => [...uploadSteps(files), createDatasetStep, activateDatasetStep],
  run: async ({ files, extendActive }, tools) => {
    const dataset = await datasetOfFiles(files, extendActive, tools);
    await activate(dataset.id, tools);
    const object = refOf<"dataset">(dataset);
    return { result: "done", object, next: [{ verb: "buildModel", object }], ...said(dataset) };
  },
};

/** Uploads files, extends the active dataset with them, refits a model on it and attributes its sales. */
export const refreshModel: Workflow<PlanOf<"refreshModel">> = {
  steps: ({ files, activate: active }) => [
    ...uploadSteps(files),
    createDatasetStep,
    ...(active ? [activateDatasetStep] : []),
    refitModelStep,
    attributeStep,
  ],
  run: async (plan, tools) => {
    const dataset = await datasetOfFiles(plan.files, true, tools);
    if (plan.activate) await activate(dataset.id, tools);
    const model = await refit(plan, dataset.id, tools);
    const { modelId, samples } = plan;
    // The combination is that of the refitted model, whose own record may be silent about it.
    const wish = { modelId: model.id, combinationOf: modelId, datasetId: dataset.id, samples };
    return attributionDone(await attribute({ ...wish, combination: plan.combination }, tools));
  },
};

async function datasetOfFiles(
  files: readonly FileToUpload[],
  extendActive: boolean,
  tools: Tools,
): Promise<DatasetRecord> {
  const { project, signal } = tools;
  const uploadIds: readonly UploadId[] = (await uploadAll(files, tools)).map(({ id }) => id);
  return makeObject(tools, createDatasetStep.name, "dataset", async () => {
    const active = extendActive ? await tools.client.readActiveDataset(project, { signal }) : undefined;
    const extendIds: readonly DatasetId[] = active === undefined ? [] : [active.id];
    return () => tools.client.createDataset(project, { uploadIds, extendIds, activate: false }, { signal });
  });
}
