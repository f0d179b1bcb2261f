import { type GraphId, type GraphInstanceId, type Kind, type ProjectRef } from "../../platform/ids";
import { type Project, type RecordByKind, type Team } from "../../platform/records";
import { type ConnectionState, type KnownConnection } from "../account/connections";
import { type SandboxStatus } from "../sandbox/sandboxProcess";

/** What a connection's row says; what is not `ConnectionState` only a sandbox can be. */
export type ShownState = ConnectionState | "starting" | "failed";

export interface ConnectionNode {
  readonly kind: "connection";
  readonly connection: KnownConnection;
  readonly state: ShownState;
  /** The last reading got no answer. */
  readonly offline?: boolean;
  /** Of the sandbox alone. */
  readonly sandbox?: SandboxStatus | undefined;
}

export interface TeamNode {
  readonly kind: "team";
  readonly connection: KnownConnection;
  readonly team: Team;
  /** How many of its projects the user has hidden. */
  readonly hidden?: number;
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
  readonly pinned?: boolean;
}

export interface FolderNode extends Place {
  readonly kind: "folder";
  readonly holds: Kind;
  /** How many are known; undefined before. */
  readonly count: number | undefined;
  /** There are more than are known. */
  readonly more: boolean;
  /** Undefined before it is loaded; false: the server has no list, and what is known here is shown. */
  readonly listed: boolean | undefined;
  /** Only what fits this is shown. */
  readonly filter?: string | undefined;
  /** How many of them fit the filter. */
  readonly fitting?: number | undefined;
  /** How many could not be read. */
  readonly unread?: number | undefined;
  /** Its first reading takes longer than a moment. */
  readonly loading?: boolean | undefined;
}

export interface ObjectNodeOf<K extends Kind> extends Place {
  readonly kind: K;
  readonly record: RecordByKind[K];
  readonly active: boolean;
  /** In the list only because it is known here: it can be taken out. */
  readonly known?: boolean;
  /** The object that it is shown under as a part, such as the dataset of a model. */
  readonly under?: string | undefined;
}

export type UploadNode = ObjectNodeOf<"upload">;
export type DatasetNode = ObjectNodeOf<"dataset">;
export type ModelNode = ObjectNodeOf<"model">;
export type AttributionNode = ObjectNodeOf<"attribution">;
export type AttributionSetNode = ObjectNodeOf<"attributionSet">;
export type ObjectNode = UploadNode | DatasetNode | ModelNode | AttributionNode | AttributionSetNode;

/** The rest of a long list: a click shows the next of them. */
export interface LoadMoreNode {
  readonly kind: "loadMore";
  readonly folder: FolderNode;
  /** How many a click shows; undefined where only the server knows. */
  readonly next: number | undefined;
}

/** One fact of an object, in words. */
export interface FactNode {
  readonly kind: "fact";
  readonly under: string;
  readonly key: string;
  readonly label: string;
  readonly words?: string | undefined;
  readonly icon: string;
}

/** A graph of a model. */
export interface GraphNode extends Place {
  readonly kind: "graph";
  readonly under: string;
  readonly level: "high" | "low";
  readonly graph: GraphId | GraphInstanceId;
  readonly size?: { readonly nodes: number; readonly edges: number } | undefined;
}

/** The graphs of a project that the user works on here. */
export interface DraftsNode extends Place {
  readonly kind: "drafts";
  readonly count: number;
}

/** One of them: a file of this machine. */
export interface DraftNode extends Place {
  readonly kind: "draft";
  /** Address of the file. */
  readonly uri: string;
  readonly name: string;
  readonly changedAt: number;
  /** From the graph that it was copied from; undefined where there is none. */
  readonly differs: boolean | undefined;
  /** The model that it is shown under, as a copy of its graph. */
  readonly under?: string | undefined;
}

/** Words where a list would be: it is empty, the server does not offer it, or a click is needed before it can be read. */
export interface NoticeNode {
  readonly kind: "notice";
  readonly under: string;
  readonly text: string;
  readonly tooltip?: string | undefined;
  readonly icon?: string;
  readonly click?: { readonly command: string; readonly argument: ConnectionNode | TeamNode | FolderNode };
}

/** offline: no answer; refused: no token that the server takes; forbidden: not for this account; failed: anything else. */
export type Trouble = "offline" | "refused" | "forbidden" | "failed";

export interface ErrorNode {
  readonly kind: "error";
  /** The node that could not be loaded; a retry loads it again. */
  readonly parent: ExpandableNode;
  /** What of it could not be read, where the rest could. */
  readonly part?: string;
  readonly trouble: Trouble;
  /** HTTP, where there was an answer. */
  readonly status?: number | undefined;
  readonly text: string;
  readonly details: string;
}

export type ParentNode = ConnectionNode | TeamNode | ProjectNode | FolderNode | DraftsNode;
export type ExpandableNode = ParentNode | ObjectNode;
export type Node = ExpandableNode | DraftNode | GraphNode | FactNode | LoadMoreNode | NoticeNode | ErrorNode;

export const kinds: readonly Kind[] = ["upload", "dataset", "model", "attribution", "attributionSet"];

export function isParentNode(node: Node): node is ParentNode {
  return ["connection", "team", "project", "folder", "drafts"].includes(node.kind);
}

/** Whether a node has children: objects that have parts do, as long as they are not themselves a part of another. */
export function isExpandable(node: Node): node is ExpandableNode {
  if (isParentNode(node)) return true;
  return isObjectNode(node) && node.under === undefined && (withParts as readonly string[]).includes(node.kind);
}

const withParts: readonly Kind[] = ["dataset", "model", "attributionSet"];

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
      return node.under === undefined
        ? objectNodeId(placeId(node), node.kind, node.record.id)
        : `${node.under}/${node.kind}/${part(node.record.id)}`;
    case "drafts":
      return `${placeId(node)}/drafts`;
    case "draft":
      return `${node.under ?? placeId(node)}/drafts/${part(node.name)}`;
    case "graph":
      return `${node.under}/graph/${node.level}`;
    case "fact":
      return `${node.under}/fact/${part(node.key)}`;
    case "loadMore":
      return `${nodeId(node.folder)}/more`;
    case "notice":
      return `${node.under}/notice`;
    case "error":
      return `${nodeId(node.parent)}/error${node.part === undefined ? "" : `/${part(node.part)}`}`;
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
