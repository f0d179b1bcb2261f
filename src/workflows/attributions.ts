import { type DatasetId, type ModelId } from "../platform/ids";
import { type AttributionRecord, type Combination } from "../platform/records";
import { calendar } from "./dates";
import { type NextStep, type Outcome, type PlanOf, type StepPlan } from "./plans";
import { combinationOf } from "./trainingRequests";
import { said } from "./uploadFile";
import { changeObject, makeObject, refOf, type Tools, type Workflow } from "./workflow";

export const attributeStep: StepPlan = { name: "Attribute sales", kind: "attribute" };
const alignStep: StepPlan = { name: "Align attributions", kind: "align" };
const activateSetStep: StepPlan = { name: "Activate attribution set", kind: "activateSet" };

export interface AttributionWish {
  readonly modelId: ModelId;
  readonly datasetId: DatasetId;
  readonly range?: { readonly start: string; readonly end: string } | undefined;
  readonly samples: number;
  readonly combination?: Combination | undefined;
  /** The model whose record tells the combination; left out: `modelId`. */
  readonly combinationOf?: ModelId | undefined;
}

/** Splits the sales of a model over their drivers. */
export const attributeSales: Workflow<PlanOf<"attributeSales">> = {
  steps: () => [attributeStep],
  run: async (plan, tools) => attributionDone(await attribute(plan, tools)),
};

export async function attribute(wish: AttributionWish, tools: Tools): Promise<AttributionRecord> {
  const { client, project, signal } = tools;
  const { modelId, datasetId, samples } = wish;
  return makeObject(tools, attributeStep.name, "attribution", async () => {
    const { start, end } = wish.range ?? (await allDates(wish, tools));
    const request = { modelId, datasetId, startDate: start, endDate: end, samples };
    return () => client.createAttribution(project, request, { signal });
  });
}

/** A new set of the attributions and of all that the active set holds, on common dates. */
export const alignAttribution: Workflow<PlanOf<"alignAttribution">> = {
  steps: () => [alignStep],
  run: async ({ attributionIds: added, leaveOut = [], activate }, tools) => {
    const { client, project, signal } = tools;
    const set = await makeObject(tools, alignStep.name, "attributionSet", async () => {
      const kept = (await client.readActiveAttributionSet(project, { signal }))?.attributionIds ?? [];
      // The new ones lead; none is named twice when the active set already holds it.
      const attributionIds = [...new Set([...added, ...kept])].filter((id) => !leaveOut.includes(id));
      return () => client.alignAttributionDates(project, { attributionIds, activate }, { signal });
    });
    const object = refOf<"attributionSet">(set);
    const next: NextStep[] = activate ? [] : [{ verb: "activateAttributionSet", object }];
    return { result: "done", object, next, ...said(set) };
  },
};

export const activateAttributionSet: Workflow<PlanOf<"activateAttributionSet">> = {
  steps: () => [activateSetStep],
  run: async ({ attributionSetId }, tools) => {
    const { client, project, signal } = tools;
    const object = { kind: "attributionSet", id: attributionSetId } as const;
    await changeObject(tools, activateSetStep.name, object, () =>
      client.activateAttributionSet(project, attributionSetId, { signal }),
    );
    return { result: "done", object, next: [] };
  },
};

export function attributionDone(attribution: AttributionRecord): Outcome {
  const object = refOf<"attribution">(attribution);
  const next: readonly NextStep[] = [
    { verb: "openResult", object },
    { verb: "alignAttribution", object },
  ];
  return { result: "done", object, next, ...said(attribution) };
}

async function allDates(
  wish: AttributionWish,
  tools: Tools,
): Promise<{ readonly start: string; readonly end: string }> {
  const combination = await combinationOf(wish.combinationOf ?? wish.modelId, wish.combination, tools);
  const dates = await calendar(tools, wish.datasetId, combination);
  return { start: dates[0] ?? "", end: dates.at(-1) ?? "" };
}
