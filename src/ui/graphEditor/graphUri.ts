import { createHash } from "node:crypto";
import { Uri } from "vscode";
import { type ModelId, parseTypedId, type ProjectRef, showId } from "../../platform/ids";

export type Level = "high" | "low";

/** Which graph of which model. */
export interface GraphAddress {
  readonly connectionId: string;
  readonly project: ProjectRef;
  readonly model: ModelId;
  readonly level: Level;
}

export const graphEnding = ".alvissgraph.json";

/** A file's name for a graph, without folders: ids of some servers hold anything, and no two share a name. */
export function graphName({ model, level }: GraphAddress): string {
  const id = showId(model);
  const isPlain = /^[a-z0-9._-]+$/.test(id); // Some file systems take "A" for "a".
  const mark = isPlain ? "" : `-${createHash("sha256").update(id).digest("hex").slice(0, 6)}`;
  return `model-${id.replaceAll(/[^\w.-]+/g, "_")}${mark}-${level}`;
}

/** The path ends as graph files do, so that the graph editor opens it; the query says exactly which graph it is. */
export function graphUri(address: GraphAddress): Uri {
  const { connectionId, project, model, level } = address;
  const query = JSON.stringify([connectionId, project.team, project.project, model, level]);
  return Uri.from({ scheme: graphUri.scheme, path: `/${graphName(address)}${graphEnding}`, query });
}
graphUri.scheme = "alviss-graph";

/** Undefined for an address that this version did not make. */
export function readGraphAddress({ query }: Uri): GraphAddress | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(query);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 5 || !parts.every((part) => typeof part === "string")) return undefined;
  const [connectionId = "", team = "", project = "", model = "", level = ""] = parts as readonly string[];
  const isId = (text: string): boolean => /^(-?\d|".+"$)/.test(text);
  if (![team, project, model].every(isId) || (level !== "high" && level !== "low")) return undefined;
  return { connectionId, project: { team, project }, model, level } as unknown as GraphAddress;
}

/** The project that a draft belongs to. */
export type DraftHome = Pick<GraphAddress, "connectionId" | "project">;

/** Where the drafts of a project lie below the folder of all drafts. */
export function draftFolder(drafts: Uri, { connectionId, project }: DraftHome): Uri {
  const place = [connectionId, showId(project.team), showId(project.project)].map(encodeURIComponent);
  return Uri.joinPath(drafts, ...place);
}

/** Where the draft of a server's graph lies, and beside it the graph as it was received. */
export function draftFiles(drafts: Uri, address: GraphAddress): { readonly draft: Uri; readonly original: Uri } {
  const draft = Uri.joinPath(draftFolder(drafts, address), `${graphName(address)}${graphEnding}`);
  return { draft, original: originalOf(draft) };
}

/** The project that a server's graph or a draft belongs to; undefined for a file of the user's own. */
export function homeOf(uri: Uri, drafts: Uri): DraftHome | undefined {
  const address = uri.scheme === graphUri.scheme ? readGraphAddress(uri) : undefined;
  if (address !== undefined) return address;
  if (uri.scheme !== drafts.scheme || !uri.path.startsWith(`${drafts.path}/`)) return undefined;
  const folders = uri.path.slice(drafts.path.length + 1).split("/");
  if (folders.length !== 4 || folders.includes("..")) return undefined;
  // The last is the draft's own name, in which a "%" is just that.
  const [connectionId = "", team = "", project = ""] = decoded(folders.slice(0, 3)) ?? [];
  const [teamId, projectId] = [parseTypedId<"team">(team), parseTypedId<"project">(project)];
  return teamId && projectId && { connectionId, project: { team: teamId, project: projectId } };
}

function decoded(parts: readonly string[]): readonly string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The model's graph that a document is, or was copied from; undefined for a file of the user's own. */
export function addressOf(uri: Uri, drafts: Uri): GraphAddress | undefined {
  const home = homeOf(uri, drafts);
  if (home === undefined || uri.scheme === graphUri.scheme) return home && readGraphAddress(uri);
  const [, name = "", level] = /\/model-([^/]+)-(high|low)\.alvissgraph\.json$/.exec(uri.path) ?? [];
  const model = parseTypedId<"model">(name);
  return model && (level === "high" || level === "low") ? { ...home, model, level } : undefined;
}

export const originalOf = (draft: Uri): Uri => draft.with({ path: draft.path.replace(graphEnding, ".original.json") });
