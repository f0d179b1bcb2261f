import { type DatasetId } from "../platform/ids";
import { type NextStep, type PlanOf, type StepPlan } from "./plans";
import { said } from "./uploadFile";
import { changeObject, makeObject, refOf, type Tools, type Workflow } from "./workflow";

export const createDatasetStep: StepPlan = { name: "Create dataset", kind: "createDataset" };
export const activateDatasetStep: StepPlan = { name: "Activate dataset", kind: "activateDataset" };

/** Makes a dataset of uploads, extending others where the plan names them. */
export const createDataset: Workflow<PlanOf<"createDataset">> = {
  steps: () => [createDatasetStep],
  run: async ({ uploadIds, extendIds, activate }, tools) => {
    const { client, project, signal } = tools;
    const send = () => client.createDataset(project, { uploadIds, extendIds, activate }, { signal });
    const dataset = await makeObject(tools, createDatasetStep.name, "dataset", () => Promise.resolve(send));
    const object = refOf<"dataset">(dataset);
    const build: NextStep = { verb: "buildModel", object };
    return {
      result: "done",
      object,
      next: activate ? [build] : [{ verb: "activateDataset", object }, build],
      ...said(dataset),
    };
  },
};

export const activateDataset: Workflow<PlanOf<"activateDataset">> = {
  steps: () => [activateDatasetStep],
  run: async ({ datasetId }, tools) => {
    await activate(datasetId, tools);
    const object = { kind: "dataset", id: datasetId } as const;
    return { result: "done", object, next: [{ verb: "buildModel", object }] };
  },
};

export async function activate(id: DatasetId, tools: Tools): Promise<void> {
  const { client, project, signal } = tools;
  await changeObject(tools, activateDatasetStep.name, { kind: "dataset", id }, () =>
    client.activateDataset(project, id, { signal }),
  );
}
