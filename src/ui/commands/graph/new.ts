import { commands, l10n } from "vscode";
import { startedGraph } from "../../../graphs/graphText";
import { type Place } from "../../explorer/nodes";
import { type Given } from "../ask/object";
import { placeFor, placeStep, refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
}

/** A draft with a target and nothing that influences it yet. */
export async function newGraph(tools: Tools, node?: Given): Promise<void> {
  const known = await placeFor(tools, node);
  const { place } =
    (await askSteps<State>(l10n.t("New Graph"), [placeStep(tools)], known ? { place: known } : {})) ?? {};
  if (place === undefined) return;
  // What nodes look like on other servers is not documented.
  const target = place.connection.kind === "sandbox" ? '\n    { "id": "sales", "type": "target" }\n  ' : "";
  const home = { connectionId: place.connection.id, project: refOf(place) };
  const uri = await (await tools.graphs.drafts()).create(home, "graph", startedGraph(target));
  await commands.executeCommand("vscode.openWith", uri, "alviss.graphEditor");
}
