import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from "vscode";
import { type Kind, showId } from "../../platform/ids";
import { connectionName } from "../kit/connectionName";
import { contextValue } from "./contextValue";
import { stateUri } from "./decorations";
import {
  type ConnectionNode,
  type DraftNode,
  type DraftsNode,
  type ErrorNode,
  type FactNode,
  type FolderNode,
  type GraphNode,
  isExpandable,
  type LoadMoreNode,
  type Node,
  nodeId,
  type NoticeNode,
  type ObjectNode,
  type ProjectNode,
  type TeamNode,
  type Trouble,
} from "./nodes";
import { type ObjectState, stateOf } from "./objectState";
import {
  combinationWords,
  connectionWords,
  draftWords,
  folderName,
  folderWords,
  graphName,
  joined,
  kindName,
  objectLabel,
  objectWords,
  projectWords,
} from "./words";

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

export const kindIcons: Readonly<Record<Kind, string>> = {
  upload: "cloud-upload",
  dataset: "database",
  model: "graph",
  attribution: "pie-chart",
  attributionSet: "layers",
};

/** Draws one node; knows nothing but the node and whether its connection's token was refused. */
export function treeItem(node: Node, refused: boolean): TreeItem {
  const item = draw(node);
  item.id = nodeId(node);
  item.contextValue = contextValue(node, refused);
  return item;
}

function draw(node: Node): TreeItem {
  switch (node.kind) {
    case "connection":
      return connectionItem(node);
    case "team":
      return teamItem(node);
    case "project":
      return projectItem(node);
    case "folder":
      return folderItem(node);
    case "upload":
    case "dataset":
    case "model":
    case "attribution":
    case "attributionSet":
      return objectItem(node);
    case "loadMore":
      return {
        ...leaf(loadMoreWords(node), "ellipsis"),
        command: command("alviss.loadMore", l10n.t("Load More"), node),
      };
    case "notice":
      return noticeItem(node);
    case "fact":
      return factItem(node);
    case "graph":
      return graphItem(node);
    case "drafts":
      return draftsItem(node);
    case "draft":
      return draftItem(node);
    case "error":
      return errorItem(node);
  }
}

const loadMoreWords = ({ next }: LoadMoreNode): string =>
  next === undefined ? l10n.t("Load more") : l10n.t("Load more ({0})", next);

const troubleIcons: Readonly<Record<Trouble, string>> = {
  offline: "debug-disconnect",
  refused: "key",
  forbidden: "lock",
  failed: "warning",
};

function errorItem({ text, details, trouble, status }: ErrorNode): TreeItem {
  const item = leaf(text, troubleIcons[trouble], "problemsWarningIcon.foreground");
  if (status !== undefined) item.description = `HTTP ${String(status)}`;
  item.tooltip = details;
  item.accessibilityInformation = { label: joined(l10n.t("Error: {0}", text), item.description as string | undefined) };
  return item;
}

function factItem({ label, words, icon }: FactNode): TreeItem {
  const item = leaf(label, icon);
  item.description = words ?? "";
  item.accessibilityInformation = { label: joined(label, words) };
  return item;
}

function graphItem(node: GraphNode): TreeItem {
  const item = leaf(graphName(node.level), node.level === "high" ? "type-hierarchy" : "circuit-board");
  item.description = node.size === undefined ? "" : l10n.t("Nodes: {0}, edges: {1}", node.size.nodes, node.size.edges);
  item.accessibilityInformation = { label: joined(graphName(node.level), item.description) };
  item.command = command("alviss.graph.open", l10n.t("Open Graph"), node);
  return item;
}

function draftsItem({ count }: DraftsNode): TreeItem {
  const item = new TreeItem(l10n.t("Graph Drafts"), Collapsed);
  item.description = String(count);
  item.iconPath = new ThemeIcon("edit");
  item.accessibilityInformation = { label: joined(l10n.t("Graph Drafts"), item.description) };
  return item;
}

/** Its address shows in the row what is wrong with it and not saved. */
function draftItem(node: DraftNode): TreeItem {
  const item = leaf(node.name, "type-hierarchy");
  item.resourceUri = Uri.parse(node.uri);
  item.description = draftWords(node);
  item.accessibilityInformation = { label: joined(l10n.t("Draft {0}", node.name), item.description) };
  item.command = command("alviss.graph.openDraft", l10n.t("Open Graph Draft"), node);
  return item;
}

function noticeItem({ text, tooltip, icon, click }: NoticeNode): TreeItem {
  const item = new TreeItem(text, None);
  if (icon !== undefined) item.iconPath = new ThemeIcon(icon);
  if (tooltip !== undefined) item.tooltip = tooltip;
  if (click !== undefined) item.command = command(click.command, text, click.argument);
  return item;
}

function connectionItem(node: ConnectionNode): TreeItem {
  // Also where nothing can be read yet: VS Code keeps a row folded that had no children when it was first drawn.
  const item = new TreeItem(connectionName(node.connection), Expanded);
  item.description = connectionWords(node);
  item.iconPath = connectionIcon(node);
  item.accessibilityInformation = {
    label: joined(l10n.t("Connection {0}", connectionName(node.connection)), item.description),
  };
  return item;
}

function connectionIcon(node: ConnectionNode): ThemeIcon {
  if (node.state === "refused") return new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"));
  if (node.state === "signedOut") return new ThemeIcon("key", new ThemeColor("problemsWarningIcon.foreground"));
  if (node.state === "failed") return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
  if (node.offline === true && node.state === "ready")
    return new ThemeIcon("debug-disconnect", new ThemeColor("problemsWarningIcon.foreground"));
  if (node.state === "starting") return new ThemeIcon("loading~spin");
  return new ThemeIcon(node.connection.kind === "sandbox" ? "beaker" : "cloud");
}

function teamItem(node: TeamNode): TreeItem {
  const label = node.team.name ?? showId(node.team.id);
  const item = new TreeItem(label, node.open ? Expanded : Collapsed);
  item.iconPath = new ThemeIcon("organization");
  if (node.hidden) item.description = l10n.t("{0} hidden", node.hidden);
  item.accessibilityInformation = { label: joined(l10n.t("Team {0}", label), item.description as string | undefined) };
  return item;
}

function projectItem(node: ProjectNode): TreeItem {
  const label = node.project.name ?? showId(node.project.id);
  const item = new TreeItem(label, node.current ? Expanded : Collapsed);
  item.description = projectWords(node);
  item.iconPath = new ThemeIcon(node.pinned === true ? "pinned" : "project");
  item.accessibilityInformation = { label: joined(l10n.t("Project {0}", label), item.description) };
  return item;
}

function folderItem(node: FolderNode): TreeItem {
  const item = new TreeItem(folderName(node.holds), Collapsed);
  item.description = folderWords(node);
  item.iconPath = new ThemeIcon(kindIcons[node.holds]);
  item.accessibilityInformation = { label: joined(folderName(node.holds), item.description) };
  return item;
}

function objectItem(node: ObjectNode): TreeItem {
  // Under another object it stands without the folder that says what it is.
  const label = node.under === undefined ? objectLabel(node.record) : partLabel(node);
  const item = new TreeItem(label, isExpandable(node) ? Collapsed : None);
  item.resourceUri = stateUri(node);
  item.description = objectWords(node);
  item.iconPath = objectIcon(node);
  item.accessibilityInformation = {
    label: joined(spoken(node), spokenState(node), item.description.replace(/(\d) %/g, l10n.t("$1 percent"))),
  };
  item.command = command("alviss.open", l10n.t("Show Details"), node);
  return item;
}

/** A state takes the icon's place only while it matters. */
function objectIcon(node: ObjectNode): ThemeIcon {
  switch (stateOf(node.record)) {
    case "failed":
      return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
    case "working":
      return new ThemeIcon("loading~spin");
    case "unknown":
      return new ThemeIcon("question");
    case "done":
      return new ThemeIcon(node.active ? "star-full" : kindIcons[node.kind]);
  }
}

/** What the icon says; what is done needs no word. */
function spokenState({ record }: ObjectNode): string | undefined {
  const words: Record<ObjectState, string | undefined> = {
    done: undefined,
    working: l10n.t("at work"),
    failed: l10n.t("failed"),
    unknown: l10n.t("state unknown"),
  };
  return words[stateOf(record)];
}

const partLabel = (node: ObjectNode): string =>
  joined(kindName(node.kind), objectLabel(node.record)).replace(", #", " #");

function spoken(node: ObjectNode): string {
  const what = `${kindName(node.kind)} ${showId(node.record.id)}`;
  if (node.kind === "upload") return joined(what, node.record.datasetName);
  return node.kind === "model"
    ? joined(what, node.record.combination && combinationWords(node.record.combination))
    : what;
}

function leaf(label: string, icon: string, colour?: string): TreeItem {
  const item = new TreeItem(label, None);
  item.iconPath = new ThemeIcon(icon, colour === undefined ? undefined : new ThemeColor(colour));
  return item;
}

const command = (id: string, title: string, node: Node) => ({ command: id, title, arguments: [node] });
