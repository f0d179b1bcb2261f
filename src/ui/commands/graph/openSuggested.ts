import { commands, l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { Refusal } from "../../kit/explain";
import { combinationStep } from "../ask/combination";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { productsStep, type SuggestState, suggestsStep, suggestWords } from "./suggest";

/** The graph that a server suggests for a dataset as a draft, to be looked at and changed before anything is built. */
export async function openSuggestedGraph(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<SuggestState>(
    l10n.t("Suggest Graph"),
    [
      placeStep(tools),
      objectStep(tools, "dataset", suggestWords()),
      suggestsStep,
      combinationStep(tools),
      productsStep(tools),
    ],
    await known(tools, "dataset", node),
  );
  const { place, dataset, combination, products } = answers ?? {};
  if (!place || !dataset || !combination || !products) return;
  const { id } = dataset.record;
  const text = await waitFor(l10n.t("Reading the suggested graph"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return client.suggestGraph(refOf(place), id, combination, { products, signal });
  });
  if (text === undefined)
    throw new Refusal(l10n.t("This server does not suggest graphs. Remodel from the graph of a model instead."));
  const parts = [showId(id), combination.country, combination.region, combination.grouping];
  const name = `suggested-${parts.map((part) => part.replaceAll(/[^\w.-]+/g, "_")).join("-")}`;
  const home = { connectionId: place.connection.id, project: refOf(place) };
  const uri = await (await tools.graphs.drafts()).create(home, name, text, text, { ...home, dataset: id, combination });
  await commands.executeCommand("vscode.openWith", uri, "alviss.graphEditor");
}
