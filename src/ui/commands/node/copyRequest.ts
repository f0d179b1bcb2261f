import { env, l10n } from "vscode";
import { curlCommand } from "../../../platform/addresses";
import { objectsFor } from "../ask/anyObject";
import { type Given } from "../ask/object";
import { refOf } from "../ask/place";
import { type Tools } from "../tools";

/** The calls that read the selected objects, one a line, for a shell that has the token in `ALVISS_TOKEN`. */
export async function copyRequest(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const objects = await objectsFor(tools, l10n.t("Copy as curl"), node, nodes);
  const calls = objects.map(({ place, ref }) => curlCommand(place.connection.server, refOf(place), ref));
  if (calls.length > 0) await env.clipboard.writeText(calls.join("\n"));
}
