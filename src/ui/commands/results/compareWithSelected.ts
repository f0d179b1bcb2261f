import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Given } from "../ask/object";
import { placeNamed } from "../ask/place";
import { type Tools } from "../tools";
import { comparablesOf, pairOf, pickCompared, type Placed } from "./compared";

/** A result beside the one that was selected before. */
export async function compareWithSelected(tools: Tools, node?: Given): Promise<void> {
  const first = selectedBefore(tools);
  const [given] = comparablesOf(node);
  const title = l10n.t("Compare with Selected");
  const second = given ?? (await pickCompared(tools, title, l10n.t("Compare with which one?"), first));
  if (second !== undefined) await tools.comparisons.open(pairOf([first, second]));
}

function selectedBefore(tools: Tools): Placed {
  const { selected } = tools.comparisons;
  if (selected === undefined) {
    throw new Refusal(l10n.t("Nothing is selected to compare with. Use Select for Compare on a model or attribution."));
  }
  const place = placeNamed(tools, selected.connectionId, selected, undefined);
  if (place === undefined) {
    throw new Refusal(l10n.t("The connection of what was selected for comparing is not ready. Select it again."));
  }
  return { place, object: selected.object, createdAt: undefined };
}
