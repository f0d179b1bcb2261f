import { type Kind, type ProjectRef } from "../../platform/ids";
import { type Project, type RecordByKind, type Team } from "../../platform/records";
import { type ConnectionState, type KnownConnection } from "../account/connections";

export interface ConnectionNode {
  readonly kind: "connection";
  readonly connection: KnownConnection;
  readonly state: ConnectionState | "starting";
}

export interface TeamNode {
  readonly kind: "team";
  readonly connection: KnownConnection;
  readonly team: Team;
  /** Shown open at first: there are few of them. */
  readonly open: boolean;
}

/** Where an object lives; each carries its connection, so that equal ids on two servers never mix. */
export interface Place {
  readonly connection: KnownConnection;
  readonly project: Project;
}

export interface ProjectNode extends Place {
  readonly kind: "project";
  readonly current: boolean;
  /** Put into the list by the user. */
  readonly added: boolean;
}

export interface FolderNode extends Place {
  readonly kind: "folder";
  readonly holds: Kind;
  /** How many are loaded; undefined before. */
  readonly count: number | undefined;
  /** There are more than are loaded. */
  readonly more: boolean;
  /** Undefined before it is loaded; false: the server has no list, and what is known here is shown. */
  readonly listed: boolean | undefined;
}

export interface ObjectNodeOf<K extends Kind> extends Place {
  readonly kind: K;
  readonly record: RecordByKind[K];
  readonly active: boolean;
}

export type UploadNode = ObjectNodeOf<"upload">;
export type DatasetNode = ObjectNodeOf<"dataset">;
export type ModelNode = ObjectNodeOf<"model">;
export type AttributionNode = ObjectNodeOf<"attribution">;
export type AttributionSetNode = ObjectNodeOf<"attributionSet">;
export type ObjectNode = UploadNode | DatasetNode | ModelNode | AttributionNode | AttributionSetNode;

/** The rest of a long list: a click loads 50 more. */
export interface LoadMoreNode {
  readonly kind: "loadMore";
  readonly folder: FolderNode;
}

/** An empty list, or a list that the server does not offer, said in words. */
export interface NoticeNode {
  readonly kind: "notice";
  readonly under: string;
  readonly text: string;
  readonly tooltip: string | undefined;
}

export interface ErrorNode {
  readonly kind: "error";
  /** The node that could not be loaded; a retry loads it again. */
  readonly parent: ParentNode;
  readonly text: string;
  readonly details: string;
}

export type ParentNode = ConnectionNode | TeamNode | ProjectNode | FolderNode;
export type Node = ParentNode | ObjectNode | LoadMoreNode | NoticeNode | ErrorNode;

export const kinds: readonly Kind[] = ["upload", "dataset", "model", "attribution", "attributionSet"];

export function isParentNode(node: Node): node is ParentNode {
  return node.kind === "connection" || node.kind === "team" || node.kind === "project" || node.kind === "folder";
}

export function isObjectNode(node: Node): node is ObjectNode {
  return (kinds as readonly string[]).includes(node.kind);
}

/** Stable over reloads and refreshes: VS Code keeps selection and expansion by it. */
export function nodeId(node: Node): string {
  switch (node.kind) {
    case "connection":
      return node.connection.id;
    case "team":
      return teamNodeId(node.connection.id, node.team.id);
    case "project":
      return placeId(node);
    case "folder":
      return folderNodeId(placeId(node), node.holds);
    case "upload":
    case "dataset":
    case "model":
    case "attribution":
    case "attributionSet":
      return objectNodeId(placeId(node), node.kind, node.record.id);
    case "loadMore":
      return `${nodeId(node.folder)}/more`;
    case "notice":
      return `${node.under}/notice`;
    case "error":
      return `${nodeId(node.parent)}/error`;
  }
}

const part = encodeURIComponent; // An id of a server may hold a slash.

export const teamNodeId = (connectionId: string, team: string): string => `${connectionId}/${part(team)}`;

export const projectNodeId = (connectionId: string, ref: ProjectRef): string =>
  `${teamNodeId(connectionId, ref.team)}/${part(ref.project)}`;

export const folderNodeId = (projectId: string, kind: Kind): string => `${projectId}/${kind}`;

export const objectNodeId = (projectId: string, kind: Kind, id: string): string =>
  `${folderNodeId(projectId, kind)}/${part(id)}`;

function placeId({ connection, project }: Place): string {
  return projectNodeId(connection.id, { team: project.team, project: project.id });
}
