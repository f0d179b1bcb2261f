import { Uri, workspace } from "vscode";
import { isString, shape } from "../../../webview/shared/check";
import { type DatasetId, type Id, idFromJson, type ProjectRef } from "../../platform/ids";
import { type Combination } from "../../platform/records";
import { addressOf, type GraphAddress, graphEnding, graphUri, homeOf, readGraphAddress } from "./graphUri";

/** Beside a draft: which graph of a server it was copied from, or for what one has suggested it; also once it has another name. */
export const sourceFileOf = (draft: Uri): Uri => draft.with({ path: draft.path.replace(graphEnding, ".source.json") });

/** The data that a graph is for: that of its suggestion, or another that somebody has chosen. */
export interface GraphDataset {
  readonly connectionId: string;
  readonly project: ProjectRef;
  readonly dataset: DatasetId;
  readonly combination: Combination;
}

export const sourceText = (source: GraphAddress | GraphDataset): string =>
  JSON.stringify("level" in source ? { graph: graphUri(source).toString() } : { suggested: source });

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
  return readSource(await sourceFileText(uri)) ?? addressOf(uri, drafts);
}

const isId = <Of extends string>(value: unknown): value is Id<Of> =>
  typeof value === "string" && idFromJson(value) !== undefined;

export const isGraphDataset = shape<GraphDataset>({
  connectionId: isString,
  project: shape<ProjectRef>({ team: isId, project: isId }),
  dataset: isId,
  combination: shape<Combination>({ country: isString, region: isString, grouping: isString }),
});

const isSuggested = shape<{ readonly suggested: GraphDataset }>({ suggested: isGraphDataset });

/** Undefined for a draft that began otherwise. */
export async function suggestedFor(draft: Uri): Promise<GraphDataset | undefined> {
  try {
    const source: unknown = JSON.parse(await sourceFileText(draft));
    return isSuggested(source) ? source.suggested : undefined;
  } catch {
    return undefined;
  }
}

const sourceFileText = (draft: Uri): Thenable<string> =>
  workspace.fs.readFile(sourceFileOf(draft)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => "",
  );
