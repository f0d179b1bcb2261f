import { l10n } from "vscode";
import { objectsFor } from "../ask/anyObject";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { named } from "./named";

/** The record of each selected object, as the server sends it. */
export async function openRecord(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const objects = await objectsFor(tools, l10n.t("Open Record as JSON"), node, nodes);
  if (objects.length === 0) return;
  await waitFor(l10n.t("Reading the record"), async () => {
    for (const object of objects) await tools.records.open(named(object));
  });
}
