import { commands, l10n, type Uri, window, workspace } from "vscode";
import { shownList } from "../../../dataFiles/shownText";
import { changedNames } from "../../../graphs/changedNames";
import { compareGraphs } from "../../../graphs/compareGraphs";
import { readGraphView } from "../../../graphs/graphView";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type PlanOf } from "../../../workflows/plans";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { unattended } from "../../kit/unattended";
import { activateModelStep } from "../ask/activateModel";
import { combinationStep } from "../ask/combination";
import { datasetWords, type AskedTraining, trainingOf } from "../ask/modelling";
import { objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { sandboxFitStep } from "../ask/sandboxFit";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps, back } from "../ask/steps";
import { splitStep } from "../ask/split";
import { trainingStep } from "../ask/training";
import { trainingSummaryStep } from "../ask/trainingSummary";
import { graphDataset } from "../graph/graphDataset";
import { isServersGraph, mustBeGraph } from "../graph/activeGraph";
import { openedGraph } from "../graph/open";
import { placeOfGraph } from "../graph/placeOfGraph";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

interface State extends AskedTraining {
  readonly place?: Place;
  readonly combination?: Combination;
  /** The graph's text as it was when the last question was asked. */
  readonly text?: string;
}

/** A graph that is pointed at has its build page; from the palette the same things are asked one after the other. */
export async function buildModelFromGraph(tools: Tools, target?: unknown): Promise<void> {
  const uri = isServersGraph(target) ? await openedGraph(tools, target) : mustBeGraph(target);
  if (uri === undefined) return;
  return target === undefined ? askAndBuild(tools, uri) : openBuildPage(tools, uri);
}

async function openBuildPage(tools: Tools, uri: Uri): Promise<void> {
  const known = await placeOfGraph(tools, uri);
  const title = l10n.t("Build Model from This Graph");
  const { place } = (await askSteps<State>(title, [placeStep(tools)], { ...(known && { place: known }) })) ?? {};
  if (place === undefined) return;
  const { connection, project } = place;
  const where = { connectionId: connection.id, team: project.team, project: project.id, name: project.name ?? null };
  await tools.builds.open({ document: uri.toString(), ...where });
}

async function askAndBuild(tools: Tools, uri: Uri): Promise<void> {
  const known = await placeOfGraph(tools, uri);
  const answers = await askSteps<State>(
    l10n.t("Build Model from This Graph"),
    [
      placeStep(tools),
      graphStep(tools, uri),
      objectStep(tools, "dataset", datasetWords()),
      combinationStep(tools),
      soundStep(tools, uri),
      splitStep(
        tools,
        ({ dataset, combination }) => dataset && combination && { dataset: dataset.record.id, combination },
      ),
      trainingStep(tools, "model.build"),
      sandboxFitStep(),
      activateModelStep(),
      summaryStep(tools, uri),
    ],
    { ...(known && { place: known }) },
  );
  const { place } = answers ?? {};
  const plan = answers && planOf(uri, answers);
  if (!place || !plan) return;
  await startJob(tools, place, {
    plan,
    label: l10n.t("Build from {0}", fileName(uri)),
    startedBy: "alviss.model.build",
  });
}

/**
 * What is shown and posted are the very characters of the graph's text, saved first: saving may change them. After a
 * change of it this is asked anew, and all other answers stay.
 */
function summaryStep(tools: Tools, uri: Uri): AskStep<State> {
  const ask = trainingSummaryStep<State>(tools, {
    start: l10n.t("Start Build"),
    words: (state) => summary(tools, uri, state),
    planOf: (state) => planOf(uri, state),
  });
  return async (state, at) => {
    const server = state.place?.connection.server;
    if (server === undefined || !(await tools.dataFiles.maySend([uri], server, l10n.t("Build")))) return undefined;
    for (;;) {
      const text = (await saved(tools, uri)).getText();
      if (!isGraph(text)) throw noGraph();
      const answer = await ask({ ...state, text }, at);
      const isOver = answer === undefined || answer === back;
      if (isOver || (await workspace.openTextDocument(uri)).getText() === text) return answer;
      void window.showWarningMessage(l10n.t("The graph has changed meanwhile. Look at it, then build."));
    }
  };
}

function planOf(uri: Uri, { combination, text, ...answers }: State): PlanOf<"buildModel"> | undefined {
  const asked = trainingOf(answers);
  if (!combination || !asked || text === undefined) return undefined;
  return {
    workflow: "buildModel",
    ...asked,
    combination,
    graph: { from: "text", text, document: uri.toString() },
  };
}

async function summary(tools: Tools, uri: Uri, { dataset, text }: State): Promise<string> {
  if (dataset === undefined) return "";
  const from = l10n.t("From {0}, on dataset #{1}", fileName(uri), showId(dataset.record.id));
  const original = await (await tools.graphs.files()).originalText(uri);
  const before = original === undefined ? undefined : readGraphView(original);
  const now = text === undefined ? undefined : readGraphView(text);
  if (before === undefined || now === undefined) return from;
  const names = changedNames(compareGraphs(before, now));
  const changes =
    names.length === 0 ? l10n.t("Same as the original") : l10n.t("Changed: {0}", shownList(names, mostNames));
  return `${from}. ${changes}`;
}

const mostNames = 5;

const fileName = ({ path }: Uri): string => path.slice(path.lastIndexOf("/") + 1);

/** What is no graph is said before anything is asked. */
const graphStep =
  (tools: Tools, uri: Uri): AskStep<State> =>
  async (state) => {
    const document = await workspace.openTextDocument(uri);
    (await tools.graphs.files()).mustBeUtf8(document);
    if (!isGraph(document.getText())) throw noGraph();
    return { passed: state };
  };

function isGraph(text: string): boolean {
  try {
    return readGraphView(text) !== undefined;
  } catch {
    return false;
  }
}

/** What the sandbox would refuse is said before anything more is asked; a server of another schema may know better. */
function soundStep(tools: Tools, uri: Uri): AskStep<State> {
  return async (state) => {
    const { place, dataset, combination } = state;
    if (!place || !dataset || !combination) return undefined;
    const room = await tools.graphs.room();
    const data = graphDataset(place, dataset.record.id, combination);
    const found = await waitFor(l10n.t("Checking the graph"), (signal) => room.checkOn(uri, data, signal));
    if (found === undefined) throw noGraph();
    if (found.errors === 0) return { passed: state };
    // From now on Problems tells of this dataset.
    await unattended(tools.log, "check of a graph", () => room.datasets.use(uri, data));
    if (place.connection.kind === "sandbox")
      throw new Refusal(l10n.t("The sandbox takes no graph with errors. Mend them first."), [problems()]);
    const anyway = l10n.t("Build Anyway");
    const detail = l10n.t("The server may refuse a graph with errors, or know better.");
    const message = l10n.t("The check found errors in this graph: {0}.", found.errors);
    const answer = await window.showWarningMessage(message, { modal: true, detail }, problems().title, anyway);
    if (answer === problems().title) await commands.executeCommand(problems().command);
    return answer === anyway ? { passed: state } : undefined;
  };
}

const problems = () => ({ title: l10n.t("Show Problems"), command: "workbench.actions.view.problems" });

const noGraph = () => new Refusal(l10n.t("The text is no graph, so no model can be built from it."), [problems()]);

async function saved(tools: Tools, uri: Uri) {
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save()))
    throw new Refusal(l10n.t("The graph could not be saved, so nothing was built."));
  (await tools.graphs.files()).mustBeUtf8(document);
  return document;
}
