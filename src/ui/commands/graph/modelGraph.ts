import { l10n, ThemeIcon } from "vscode";
import { type GraphAddress } from "../../graphEditor/graphUri";
import { type Node } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { askPick, type Choice } from "../ask/inputs";
import { type Answers, type Given, known, objectStep } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { type AskStep, askSteps } from "../ask/steps";
import { type Tools } from "../tools";

type Level = GraphAddress["level"];
type State = Answers<"model"> & { readonly level?: Level };

/** The graph that a node is, or one of a model's: of which model and which one is asked where it is not known. */
export async function modelGraph(
  tools: Tools,
  title: string,
  given?: Given,
  wanted?: Level,
): Promise<GraphAddress | undefined> {
  const start = given?.kind === "graph" ? await modelOf(tools, given) : await known(tools, "model", given);
  const answers = await askSteps<State>(
    title,
    [placeStep(tools), objectStep(tools, "model", words()), levelStep],
    wanted ? { ...start, level: wanted } : start,
  );
  const { place, model, level } = answers ?? {};
  if (!place || !model || !level) return undefined;
  return { connectionId: place.connection.id, project: refOf(place), model: model.record.id, level };
}

async function modelOf(tools: Tools, node: Extract<Node, { readonly kind: "graph" }>): Promise<State> {
  const { connection, project, level, graph } = node;
  const place = { connection, project };
  const { objects } = await tools.explorer.objects(place, "model");
  for (const { record, active } of objects)
    if (record.kind === "model" && (level === "high" ? record.graphId : record.graphInstanceId) === graph)
      return { place, model: { place, record, active }, level };
  return { place, level };
}

const words = () => ({
  placeholder: l10n.t("The graph of which model?"),
  none: l10n.t("There is no finished model in this project."),
});

const levelStep: AskStep<State> = async (state, at) => {
  const { model, level } = state;
  if (model === undefined || level !== undefined) return { passed: state };
  const choices = levelsOf(model.record);
  if (choices.length === 0) throw new Refusal(l10n.t("The record of this model names no graph."));
  const answer = await askPick(at, { placeholder: l10n.t("Which graph?"), choices, passesIfOnly: true });
  if (answer === undefined || typeof answer === "symbol") return answer;
  const next = { ...state, level: answer.value };
  return answer.passed ? { passed: next } : { next };
};

function levelsOf({ graphId, graphInstanceId }: NonNullable<State["model"]>["record"]): Choice<Level>[] {
  const high = {
    label: l10n.t("High-Level Graph"),
    detail: l10n.t("What influences sales: one node for each driver."),
    icon: new ThemeIcon("type-hierarchy"),
    value: "high" as const,
  };
  const low = {
    label: l10n.t("Low-Level Graph"),
    detail: l10n.t("What is computed: one node for each step."),
    icon: new ThemeIcon("circuit-board"),
    value: "low" as const,
  };
  return [...(graphId === undefined ? [] : [high]), ...(graphInstanceId === undefined ? [] : [low])];
}
