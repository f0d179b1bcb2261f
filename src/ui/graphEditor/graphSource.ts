import { Uri, workspace } from "vscode";
import { addressOf, type GraphAddress, graphEnding, graphUri, homeOf, readGraphAddress } from "./graphUri";

/** Beside a draft: which graph of a server it was copied from, also once it has another name. */
export const sourceFileOf = (draft: Uri): Uri => draft.with({ path: draft.path.replace(graphEnding, ".source.json") });

export const sourceText = (address: GraphAddress): string => JSON.stringify({ graph: graphUri(address).toString() });

/** Undefined where the text names no graph that this version can find. */
export function readSource(text: string): GraphAddress | undefined {
  try {
    const { graph } = JSON.parse(text) as { readonly graph?: unknown };
    return typeof graph === "string" ? readGraphAddress(Uri.parse(graph, true)) : undefined;
  } catch {
    return undefined;
  }
}

/** The model's graph that a document is, or that it was copied from as a draft; undefined for every other file. */
export async function sourceOf(uri: Uri, drafts: Uri): Promise<GraphAddress | undefined> {
  if (uri.scheme === graphUri.scheme || homeOf(uri, drafts) === undefined) return addressOf(uri, drafts);
  const text = await workspace.fs.readFile(sourceFileOf(uri)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => "",
  );
  return readSource(text) ?? addressOf(uri, drafts);
}
