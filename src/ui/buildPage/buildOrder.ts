import { type Server } from "../../platform/connections";
import { type DatasetId, type ProjectId, type ProjectRef, type TeamId } from "../../platform/ids";
import { buildPost } from "../../platform/requests";
import { type BuildModelPlan } from "../../workflows/plans";
import { type BuildOrder, type BuildTarget } from "../../../webview/shared/buildMessages";

export const projectOf = ({ team, project }: BuildTarget): ProjectRef => ({
  team: team as TeamId,
  project: project as ProjectId,
});

/** What is carried out: the very dates and characters that the page has shown. */
export function planOf(order: BuildOrder, document: string, text: string): BuildModelPlan {
  const { dataset, combination, train, evaluation, activate, sandbox } = order;
  return {
    workflow: "buildModel",
    datasetId: dataset as DatasetId,
    combination,
    graph: { from: "text", text, document },
    training: trainingOf(order),
    trainShare: train.length / (train.length + evaluation.length),
    dates: { train, evaluation },
    activate,
    ...(sandbox && { sandbox }),
  };
}

/** Not in any text that is JSON. */
const graphPlace = "\u0000";

/** The call of an order, with its body cut where the graph stands. */
export function requestOf(order: BuildOrder, server: Server, project: ProjectRef) {
  const { dataset, combination, train, evaluation, activate, sandbox } = order;
  const { url, body } = buildPost(server, project, {
    datasetId: dataset as DatasetId,
    combination,
    trainDates: train,
    evalDates: evaluation,
    training: trainingOf(order),
    activate,
    graph: graphPlace,
    sandbox: sandbox ?? undefined,
  });
  const [before = "", after = ""] = body.split(graphPlace);
  return { url, before, after };
}

const trainingOf = ({ epochs, learningRate, samples }: BuildOrder) => ({ epochs, learningRate, samples });
