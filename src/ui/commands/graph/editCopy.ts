import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";

/** A draft of a server's graph, which itself cannot be changed. */
export async function editCopyOfGraph(tools: Tools, target?: unknown): Promise<void> {
  const graph = mustBeGraph(target);
  const files = await tools.graphs.files();
  if ((await files.editCopy(graph)) === undefined)
    throw new Refusal(l10n.t("This graph is a file already: edit it here."));
}
