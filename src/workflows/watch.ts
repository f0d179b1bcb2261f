import { type ObjectRef } from "../platform/ids";
import { type NextStep, type Outcome, type PlanOf } from "./plans";
import { said } from "./uploadFile";
import { settleObject, type Tools, type Workflow } from "./workflow";

const watchStep = { name: "Wait", kind: "watch" } as const;

/** Waits for an object that is already there: one that another window, script or person started. */
export const watch: Workflow<PlanOf<"watch">> = {
  steps: () => [watchStep],
  run: async ({ object }, tools) => {
    if (tools.made(watchStep.name) === undefined) await tools.reached(watchStep.name, object);
    return watchObject(watchStep.name, object, tools);
  },
};

export async function watchObject(step: string, object: ObjectRef, tools: Tools): Promise<Outcome> {
  const record = await settleObject(tools, step, object);
  return {
    result: "done",
    object,
    next: nextFor(object, "active" in record && record.active === true),
    ...said(record),
  };
}

function nextFor({ kind, id }: ObjectRef, active: boolean): readonly NextStep[] {
  switch (kind) {
    case "upload":
      return [{ verb: "createDataset", object: { kind, id: id as ObjectRef<"upload">["id"] } }];
    case "dataset": {
      const object = { kind, id: id as ObjectRef<"dataset">["id"] };
      const build: NextStep = { verb: "buildModel", object };
      return active ? [build] : [{ verb: "activateDataset", object }, build];
    }
    case "model":
      return [{ verb: "attributeSales", object: { kind, id: id as ObjectRef<"model">["id"] } }];
    case "attribution":
      return [
        { verb: "openResult", object: { kind, id: id as ObjectRef<"attribution">["id"] } },
        { verb: "alignAttribution", object: { kind, id: id as ObjectRef<"attribution">["id"] } },
      ];
    case "attributionSet":
      if (active) return [];
      return [{ verb: "activateAttributionSet", object: { kind, id: id as ObjectRef<"attributionSet">["id"] } }];
  }
}
