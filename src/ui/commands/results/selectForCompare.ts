import { l10n, window } from "vscode";
import { type Given } from "../ask/object";
import { refOf } from "../ask/place";
import { type Tools } from "../tools";
import { comparablesOf, pickCompared } from "./compared";
import { objectName } from "../ask/kinds";

/** Remembers a result until another one is chosen to be compared with it. */
export async function selectForCompare(tools: Tools, node?: Given): Promise<void> {
  const [given] = comparablesOf(node);
  const first = given ?? (await pickCompared(tools, l10n.t("Select for Compare"), l10n.t("Compare which one?"), node));
  if (first === undefined) return;
  const { place, object } = first;
  tools.comparisons.select({ connectionId: place.connection.id, ...refOf(place), object });
  window.setStatusBarMessage(l10n.t("{0} is selected for comparing.", objectName(object)), 5000);
}
