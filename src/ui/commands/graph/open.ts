import { l10n } from "vscode";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { modelGraph } from "./modelGraph";

export async function openGraph(tools: Tools, node?: Given): Promise<void> {
  const address = await modelGraph(tools, l10n.t("Open Graph"), node);
  if (address === undefined) return;
  const files = await tools.graphs.files();
  await waitFor(l10n.t("Reading the graph"), () => files.open(address));
}
