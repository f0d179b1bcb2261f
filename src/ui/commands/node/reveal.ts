import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { Refusal } from "../../kit/explain";
import { objectsFor, type PlacedObject } from "../ask/anyObject";
import { notShown } from "../ask/folder";
import { type Given } from "../ask/object";
import { placeFor } from "../ask/place";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

/** Shows where an object stands in its own list: what a job made, a part of another object, or what somebody picks. */
export async function revealInProjects(tools: Tools, node?: Given): Promise<void> {
  const object = node?.kind === "job" ? await madeBy(tools, node) : undefined;
  const [found] = object === undefined ? await objectsFor(tools, l10n.t("Reveal in Projects"), node) : [object];
  if (found === undefined) return;
  const { place, ref } = found;
  const tree = await tools.explorer.open();
  if (await tree.ways.showObject(place, ref)) return;
  const folder = await tree.ways.folder(place, ref.kind);
  if (folder === undefined) throw notShown();
  // A server without lists: it is known from now on.
  const looking = l10n.t("Looking for #{0}", showId(ref.id));
  if (!(await waitFor(looking, (signal) => tree.searches.find(folder, ref.id, signal))))
    throw new Refusal(l10n.t("The server has no #{0} in this project.", showId(ref.id)));
  await tree.ways.showObject(place, ref);
}

async function madeBy(tools: Tools, node: Extract<Given, { kind: "job" }>): Promise<PlacedObject> {
  const ref = node.run.steps.findLast((step) => step.object !== undefined)?.object;
  const place = await placeFor(tools, node);
  if (ref === undefined || place === undefined) throw new Refusal(l10n.t("This job has made nothing yet."));
  return { place, ref };
}
