import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { objectsFor, pickAnother, type PlacedObject } from "../ask/anyObject";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { named } from "./named";

/** Two selected records of a kind side by side, or the clicked one beside another that somebody picks. */
export async function compareRecords(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const title = l10n.t("Compare Records");
  const objects = await objectsFor(tools, title, node, nodes);
  const [left] = objects;
  if (left === undefined) return;
  if (objects.length > 2 || objects.some(({ ref }) => ref.kind !== left.ref.kind))
    throw new Refusal(l10n.t("Two records of one kind can be compared. Select two, or one and pick the other."));
  const right: PlacedObject | undefined = objects[1] ?? (await pickAnother(tools, title, left));
  if (right === undefined) return;
  await waitFor(l10n.t("Reading the records"), () => tools.records.compare(named(left), named(right)));
}
