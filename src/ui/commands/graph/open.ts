import { l10n, type Uri } from "vscode";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { modelGraph } from "./modelGraph";

export async function openGraph(tools: Tools, node?: Given): Promise<void> {
  await openedGraph(tools, node);
}

/** Undefined when the user changed their mind. */
export async function openedGraph(tools: Tools, node?: Given): Promise<Uri | undefined> {
  const address = await modelGraph(tools, l10n.t("Open Graph"), node);
  if (address === undefined) return undefined;
  const files = await tools.graphs.files();
  return waitFor(l10n.t("Reading the graph"), () => files.open(address));
}
