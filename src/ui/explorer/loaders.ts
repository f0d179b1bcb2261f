import { l10n } from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type Kind, type ProjectRef } from "../../platform/ids";
import { type AnyRecord, type Project, type RecordByKind } from "../../platform/records";
import {
  type FolderNode,
  kinds,
  type Node,
  nodeId,
  type ObjectNode,
  type Place,
  type ConnectionNode,
  type ProjectNode,
  type TeamNode,
} from "./nodes";
import { readKnown } from "./readKnown";
import { type Sources } from "./sources";
import { unlisted } from "./tooltip";

export const pageSize = 50;
const fewTeams = 3;

export async function loadTeams(node: ConnectionNode, { client, chosen, signal }: Sources): Promise<Node[]> {
  const teams = await client.listTeams({ signal });
  const added = chosen.added(node.connection.id).filter((place) => !teams.some((team) => team.id === place.team));
  const strangers = [...new Set(added.map((place) => place.team))].map((id) => ({ id, name: undefined }));
  const all = [...teams, ...strangers];
  if (all.length === 0) return [notice(node, l10n.t("This account belongs to no team."))];
  return all.map((team) => ({ kind: "team", connection: node.connection, team, open: all.length <= fewTeams }));
}

export async function loadProjects(node: TeamNode, { client, chosen, signal }: Sources): Promise<Node[]> {
  const { connection, team } = node;
  const listed = await client.listProjects(team.id, { signal });
  const added = chosen
    .added(connection.id)
    .filter((place) => place.team === team.id && !listed?.some((project) => project.id === place.project));
  const others = added.map((place): Project => ({
    id: place.project,
    name: place.name,
    team: place.team,
    periodicity: undefined,
  }));
  const nodes = [...(listed ?? []), ...others].map((project): ProjectNode => {
    const current = chosen.isCurrent(connection.id, { team: project.team, project: project.id });
    return { kind: "project", connection, project, current, added: others.includes(project) };
  });
  if (nodes.length > 0) return nodes;
  const text =
    listed === undefined
      ? l10n.t("This server does not list projects. Add one by its ids.")
      : l10n.t("No projects yet.");
  return [notice(node, text)];
}

export function foldersOf(node: ProjectNode): FolderNode[] {
  const { connection, project } = node;
  return kinds.map((holds) => ({
    kind: "folder",
    connection,
    project,
    holds,
    count: undefined,
    more: false,
    listed: undefined,
  }));
}

export interface FolderContents {
  readonly folder: FolderNode;
  readonly children: Node[];
}

/** The newest `wanted` objects of a folder, the active one on top. */
export async function loadFolder(node: FolderNode, wanted: number, sources: Sources): Promise<FolderContents> {
  const kind = node.holds;
  const project = refOf(node);
  const listed = await sources.client.list(kind, project, { limit: wanted + 1, signal: sources.signal });
  const more = listed !== undefined && listed.length > wanted;
  const records: readonly AnyRecord[] = listed?.slice(0, wanted) ?? (await readKnown(node, wanted, sources));
  // A complete list whose records say whether they are active leaves nothing to ask.
  const tellsAll =
    listed !== undefined && !more && records.every((record) => "active" in record && record.active !== undefined);
  const withActive = tellsAll ? markedActive(records) : await addActive(kind, project, records, sources);
  const folder: FolderNode = { ...node, count: withActive.records.length, more, listed: listed !== undefined };
  const objects = withActive.records.map((record) => objectNode(node, record, record.id === withActive.active));
  objects.sort((one, other) => Number(other.active) - Number(one.active));
  if (objects.length === 0)
    return { folder, children: [notice(node, emptyWords(kind), listed === undefined ? unlisted() : undefined)] };
  return { folder, children: more ? [...objects, { kind: "loadMore", folder }] : objects };
}

export function objectNode(place: Place, record: AnyRecord, active: boolean): ObjectNode {
  const { connection, project } = place;
  return { kind: record.kind, connection, project, record, active } as ObjectNode;
}

export const refOf = (place: Place): ProjectRef => ({ team: place.project.team, project: place.project.id });

interface WithActive {
  readonly records: readonly AnyRecord[];
  readonly active: string | undefined;
}

function markedActive(records: readonly AnyRecord[]): WithActive {
  return { records, active: records.find((record) => "active" in record && record.active === true)?.id };
}

/** Which object is active: its record says so, or the server is asked. */
async function addActive(
  kind: Kind,
  project: ProjectRef,
  records: readonly AnyRecord[],
  { client, signal }: Sources,
): Promise<WithActive> {
  if (kind !== "dataset" && kind !== "attributionSet") return { records, active: undefined };
  const marked = markedActive(records);
  if (marked.active !== undefined) return marked;
  const active = await readActive(kind, client, project, signal);
  if (active === undefined) return { records, active: undefined };
  return {
    records: records.some((record) => record.id === active.id) ? records : [active, ...records],
    active: active.id,
  };
}

function readActive(
  kind: "dataset" | "attributionSet",
  client: AlvissClient,
  project: ProjectRef,
  signal: AbortSignal,
): Promise<RecordByKind["dataset" | "attributionSet"] | undefined> {
  return kind === "dataset"
    ? client.readActiveDataset(project, { signal })
    : client.readActiveAttributionSet(project, { signal });
}

function notice(under: Node, text: string, tooltip?: string): Node {
  return { kind: "notice", under: nodeId(under), text, tooltip };
}

function emptyWords(kind: Kind): string {
  const words: Record<Kind, string> = {
    upload: l10n.t("No uploads yet. Drop a CSV file here, or right-click it in the Explorer."),
    dataset: l10n.t("No datasets yet. Create one from uploads."),
    model: l10n.t("No models yet. Build one from a dataset."),
    attribution: l10n.t("No attributions yet. Run one on a model."),
    attributionSet: l10n.t("No attribution sets yet. Make one from an attribution."),
  };
  return words[kind];
}
