import * as l10n from "@vscode/l10n";
import { buildGraph, type GraphText, readGraphText } from "../graphs/graphText";
import { AlvissError } from "../platform/errors";
import { type DatasetId, type ModelId, showId } from "../platform/ids";
import { type Combination, type ModelRecord } from "../platform/records";
import { calendar, type DateSplit, splitDates } from "./dates";
import { type Outcome, type PlanOf, type StepPlan } from "./plans";
import { said } from "./uploadFile";
import { makeObject, refOf, type Tools, type Workflow } from "./workflow";

export const buildModelStep: StepPlan = { name: "Build model", kind: "build" };
export const refitModelStep: StepPlan = { name: "Refit model", kind: "refit" };

/** Trains a new model from scratch, from a graph that the server proposes, another model has, or the user wrote. */
export const buildModel: Workflow<PlanOf<"buildModel">> = {
  steps: () => [buildModelStep],
  run: async (plan, tools) => {
    const { datasetId, combination, training, activate, sandbox } = plan;
    const model = await makeObject(tools, buildModelStep.name, "model", async () => {
      const graph = await graphOf(plan, tools);
      const dates = plan.dates ?? splitDates(await calendar(tools, datasetId, combination), plan.trainShare);
      const split = { trainDates: dates.train, evalDates: dates.evaluation };
      const request = { datasetId, combination, training, activate, sandbox, graph, ...split };
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
  const { client, project, signal } = tools;
  const { training, sandbox } = plan;
  return makeObject(tools, refitModelStep.name, "model", async () => {
    const { train, evaluation } = await datesOf(plan, datasetId, tools);
    const activate = plan.workflow === "refitModel" ? plan.activate : undefined;
    const request = { datasetId, trainDates: train, evalDates: evaluation, training, activate, sandbox };
    return () => client.refitModel(project, plan.modelId, request, { signal });
  });
}

async function datesOf(
  plan: PlanOf<"refitModel"> | PlanOf<"refreshModel">,
  datasetId: DatasetId,
  tools: Tools,
): Promise<DateSplit> {
  if (plan.workflow === "refitModel" && plan.dates !== undefined) return plan.dates;
  const combination = await combinationOf(plan.modelId, plan.combination, tools);
  return splitDates(await calendar(tools, datasetId, combination), plan.trainShare);
}

/** What a model covers, from its record where the plan does not say. */
export async function combinationOf(id: ModelId, told: Combination | undefined, tools: Tools): Promise<Combination> {
  const known = told ?? (await tools.client.readModel(tools.project, id, { signal: tools.signal })).combination;
  if (known !== undefined) return known;
  throw refused(
    `The record of model ${showId(id)} does not tell its country, region and grouping.`,
    "Say which combination it models.",
  );
}

function modelDone(model: ModelRecord): Outcome {
  const object = refOf<"model">(model);
  return { result: "done", object, next: [{ verb: "attributeSales", object }], ...said(model) };
}

async function graphOf(plan: PlanOf<"buildModel">, tools: Tools): Promise<string> {
  return buildGraph(partsOf(await graphDocument(plan, tools)));
}

async function graphDocument({ graph, datasetId, combination }: PlanOf<"buildModel">, tools: Tools): Promise<string> {
  const { client, project, signal } = tools;
  switch (graph.from) {
    case "text":
      return graph.text;
    case "suggested": {
      const text = await client.suggestGraph(project, datasetId, combination, { products: graph.products, signal });
      if (text !== undefined) return text;
      throw refused(
        l10n.t("This server proposes no graphs."),
        l10n.t("Build from the graph of a model, or from a graph file."),
      );
    }
    case "model": {
      const { graphId, graphInstanceId } = await client.readModel(project, graph.modelId, { signal });
      if (graph.level === "high" && graphId !== undefined) return client.readGraph(project, graphId, { signal });
      if (graph.level === "low" && graphInstanceId !== undefined) {
        return client.readGraphInstance(project.team, graphInstanceId, { signal });
      }
      throw refused(
        graph.level === "high"
          ? l10n.t("Model {0} has no high-level graph.", showId(graph.modelId))
          : l10n.t("Model {0} has no low-level graph.", showId(graph.modelId)),
        l10n.t("Choose the graph of another model."),
      );
    }
  }
}

function partsOf(document: string): GraphText {
  let parts: GraphText | undefined;
  try {
    parts = readGraphText(document);
  } catch (cause) {
    throw refused(
      l10n.t("The graph is not JSON: {0}.", cause instanceof Error ? cause.message : String(cause)),
      l10n.t("Correct the graph, then build again."),
    );
  }
  if (parts !== undefined) return parts;
  throw refused(l10n.t('The graph has no "nodes" or no "edges".'), l10n.t("Choose another graph."));
}

function refused(serverWords: string, remedy: string): AlvissError {
  return new AlvissError({ kind: "invalid", unsent: true, serverWords, remedy });
}
