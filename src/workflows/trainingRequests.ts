/** What a training posts: read together from what a plan says and from what it leaves to the server. */
import * as l10n from "@vscode/l10n";
import { buildGraph, type GraphText, readGraphText } from "../graphs/graphText";
import { AlvissError } from "../platform/errors";
import { type DatasetId, type ModelId, showId } from "../platform/ids";
import { type Combination } from "../platform/records";
import { buildPost, type BuildRequest, type Post, refitPost, type RefitRequest } from "../platform/requests";
import { calendar, type DateSplit, splitDates } from "./dates";
import { type PlanOf } from "./plans";
import { type ReadTools } from "./workflow";

/** The call that a job of this plan makes, as long as the server answers to it what it answers now. */
export async function trainingPost(plan: PlanOf<"buildModel"> | PlanOf<"refitModel">, tools: ReadTools): Promise<Post> {
  const { project, client } = tools;
  return plan.workflow === "buildModel"
    ? buildPost(client.server, project, await buildRequest(plan, tools))
    : refitPost(client.server, project, plan.modelId, await refitRequest(plan, plan.datasetId, tools));
}

export async function buildRequest(plan: PlanOf<"buildModel">, tools: ReadTools): Promise<BuildRequest> {
  const { datasetId, combination, training, activate, sandbox } = plan;
  const graph = buildGraph(partsOf(await graphDocument(plan, tools)));
  const dates = plan.dates ?? splitDates(await calendar(tools, datasetId, combination), plan.trainShare);
  return { datasetId, combination, training, activate, sandbox, graph, ...wireDates(dates) };
}

export async function refitRequest(
  plan: PlanOf<"refitModel"> | PlanOf<"refreshModel">,
  datasetId: DatasetId,
  tools: ReadTools,
): Promise<RefitRequest> {
  const { training, sandbox } = plan;
  const activate = plan.workflow === "refitModel" ? plan.activate : undefined;
  return { datasetId, training, activate, sandbox, ...wireDates(await datesOf(plan, datasetId, tools)) };
}

const wireDates = ({ train, evaluation }: DateSplit) => ({ trainDates: train, evalDates: evaluation });

async function datesOf(
  plan: PlanOf<"refitModel"> | PlanOf<"refreshModel">,
  datasetId: DatasetId,
  tools: ReadTools,
): Promise<DateSplit> {
  if (plan.workflow === "refitModel" && plan.dates !== undefined) return plan.dates;
  const combination = await combinationOf(plan.modelId, plan.combination, tools);
  return splitDates(await calendar(tools, datasetId, combination), plan.trainShare);
}

/** What a model covers, from its record where the plan does not say. */
export async function combinationOf(
  id: ModelId,
  told: Combination | undefined,
  tools: ReadTools,
): Promise<Combination> {
  const known = told ?? (await tools.client.readModel(tools.project, id, { signal: tools.signal })).combination;
  if (known !== undefined) return known;
  throw refused(
    l10n.t("The record of model {0} does not tell its country, region and grouping.", showId(id)),
    l10n.t("Say which combination it models."),
  );
}

async function graphDocument(
  { graph, datasetId, combination }: PlanOf<"buildModel">,
  tools: ReadTools,
): Promise<string> {
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
