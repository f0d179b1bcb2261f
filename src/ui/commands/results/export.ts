import { l10n, type Uri } from "vscode";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";
import { resultsTarget } from "./target";

/** `file`: where a script wants it; without one a dialog asks. */
export async function exportCsv(tools: Tools, node?: Given, _nodes?: unknown, file?: Uri): Promise<void> {
  const place = await resultsTarget(tools, l10n.t("Export Results as CSV"), node);
  if (place) await tools.results.export(place, "csv", file);
}

export async function exportReport(tools: Tools, node?: Given, _nodes?: unknown, file?: Uri): Promise<void> {
  const place = await resultsTarget(tools, l10n.t("Export Results as HTML Report"), node);
  if (place) await tools.results.export(place, "report", file);
}
