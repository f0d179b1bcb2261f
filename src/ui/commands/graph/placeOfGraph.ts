import { type Uri } from "vscode";
import { type Place } from "../../explorer/nodes";
import { placeFor, placeNamed } from "../ask/place";
import { type Tools } from "../tools";

/** The project that a graph belongs to, else the one that the user has chosen; undefined where neither can be reached. */
export async function placeOfGraph(tools: Tools, uri: Uri): Promise<Place | undefined> {
  const chosen = await placeFor(tools, undefined);
  const home = await (await tools.graphs.files()).homeOf(uri);
  if (home === undefined) return chosen;
  const { connectionId, project } = home;
  const name = tools.chosen.isCurrent(connectionId, project) ? tools.chosen.current?.name : undefined;
  return placeNamed(tools, connectionId, project, name);
}
