import { l10n, Uri, workspace } from "vscode";
import { type GraphFiles, type NamedGraph } from "../../graphEditor/graphFiles";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { graphGiven, isDraft } from "./activeGraph";
import { modelGraph } from "./modelGraph";

/** A draft with what it was copied from; any other graph with one of a model; two selected ones with each other. */
export async function compareGraphs(tools: Tools, target?: Given | Uri, others?: readonly Given[]): Promise<void> {
  const files = await tools.graphs.files();
  const uri = target === undefined || target instanceof Uri || isDraft(target) ? graphGiven(target) : undefined;
  const original = uri && (await files.originalText(uri));
  const [first, second] = target instanceof Uri || isDraft(target) ? [] : (others ?? [target]);
  const one = uri
    ? { name: files.nameOf(uri), text: (await workspace.openTextDocument(uri)).getText() }
    : await ofModel(tools, files, l10n.t("Compare Graph"), first);
  if (one === undefined) return;
  const other =
    original === undefined
      ? await ofModel(tools, files, l10n.t("Compare with the Graph"), second)
      : { name: l10n.t("original"), text: original };
  if (other !== undefined) await files.compare(other, one);
}

async function ofModel(tools: Tools, files: GraphFiles, title: string, node: Given): Promise<NamedGraph | undefined> {
  const address = await modelGraph(tools, title, node);
  return address && waitFor(l10n.t("Reading the graph"), () => files.named(address));
}
