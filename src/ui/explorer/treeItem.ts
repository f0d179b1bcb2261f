import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { type Kind, showId } from "../../platform/ids";
import { contextValue } from "./contextValue";
import {
  type ConnectionNode,
  type FolderNode,
  type Node,
  nodeId,
  type ObjectNode,
  type ProjectNode,
  type TeamNode,
} from "./nodes";
import {
  combinationWords,
  connectionWords,
  folderName,
  folderWords,
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
        ...leaf(l10n.t("Load more"), "ellipsis"),
        command: command("alviss.loadMore", l10n.t("Load More"), node),
      };
    case "notice":
      return {
        label: node.text,
        collapsibleState: None,
        ...(node.tooltip === undefined ? {} : { tooltip: node.tooltip }),
      };
    case "error":
      return {
        ...leaf(node.text, "warning"),
        tooltip: node.details,
        accessibilityInformation: { label: l10n.t("Error: {0}", node.text) },
      };
  }
}

function connectionItem(node: ConnectionNode): TreeItem {
  const item = new TreeItem(connectionName(node), node.state === "ready" || node.state === "refused" ? Expanded : None);
  item.description = connectionWords(node);
  item.iconPath = connectionIcon(node);
  item.accessibilityInformation = { label: joined(l10n.t("Connection {0}", connectionName(node)), item.description) };
  return item;
}

function connectionName(node: ConnectionNode): string {
  if (node.connection.kind === "sandbox") return l10n.t("Sandbox");
  const { apiUrl, name } = node.connection.server;
  if (apiUrl.startsWith("https://app.alviss.io/")) return name;
  // The settings may hold anything.
  return (URL.canParse(apiUrl) && new URL(apiUrl).host) || apiUrl || name;
}

function connectionIcon(node: ConnectionNode): ThemeIcon {
  if (node.state === "refused") return new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"));
  if (node.state === "starting") return new ThemeIcon("loading~spin");
  return new ThemeIcon(node.connection.kind === "sandbox" ? "beaker" : "cloud");
}

function teamItem(node: TeamNode): TreeItem {
  const label = node.team.name ?? showId(node.team.id);
  const item = new TreeItem(label, node.open ? Expanded : Collapsed);
  item.iconPath = new ThemeIcon("organization");
  item.accessibilityInformation = { label: l10n.t("Team {0}", label) };
  return item;
}

function projectItem(node: ProjectNode): TreeItem {
  const label = node.project.name ?? showId(node.project.id);
  const item = new TreeItem(label, node.current ? Expanded : Collapsed);
  item.description = projectWords(node);
  item.iconPath = new ThemeIcon("project");
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
  const item = leaf(objectLabel(node.record), kindIcons[node.kind]);
  item.description = objectWords(node);
  item.iconPath = objectIcon(node);
  item.accessibilityInformation = {
    label: joined(spoken(node), item.description.replace(/(\d) %/g, l10n.t("$1 percent"))),
  };
  item.command = command("alviss.open", l10n.t("Show Details"), node);
  return item;
}

/** A state takes the icon's place only while it matters. */
function objectIcon(node: ObjectNode): ThemeIcon {
  if (node.record.phase === "failed") return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
  if (node.record.phase === "working") return new ThemeIcon("loading~spin");
  return new ThemeIcon(node.active ? "star-full" : kindIcons[node.kind]);
}

function spoken(node: ObjectNode): string {
  const what = `${kindName(node.kind)} ${showId(node.record.id)}`;
  if (node.kind === "upload") return joined(what, node.record.datasetName);
  return node.kind === "model"
    ? joined(what, node.record.combination && combinationWords(node.record.combination))
    : what;
}

function leaf(label: string, icon: string): TreeItem {
  const item = new TreeItem(label, None);
  item.iconPath = new ThemeIcon(icon);
  return item;
}

const command = (id: string, title: string, node: Node) => ({ command: id, title, arguments: [node] });
