import { l10n } from "vscode";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";
import { resultsTarget } from "./target";

export async function openResults(tools: Tools, node?: Given): Promise<void> {
  const place = await resultsTarget(tools, l10n.t("Open Results"), node);
  if (place) await tools.results.open(place);
}
