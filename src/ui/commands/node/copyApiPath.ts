import { env, l10n } from "vscode";
import { objectPath } from "../../../platform/addresses";
import { objectsFor } from "../ask/anyObject";
import { type Given } from "../ask/object";
import { refOf } from "../ask/place";
import { type Tools } from "../tools";

/** The paths of the selected objects below the address of the API, one a line. */
export async function copyApiPath(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const objects = await objectsFor(tools, l10n.t("Copy API Path"), node, nodes);
  const paths = objects.map(({ place, ref }) => objectPath(refOf(place), ref));
  if (paths.length > 0) await env.clipboard.writeText(paths.join("\n"));
}
