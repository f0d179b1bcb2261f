import { l10n, MarkdownString, Uri } from "vscode";
import { hasExtras } from "../../platform/extras";
import { showId } from "../../platform/ids";
import { escaped } from "./escaped";
import {
  type ConnectionNode,
  type FolderNode,
  type Node,
  type ObjectNode,
  type ProjectNode,
  type TeamNode,
} from "./nodes";
import { objectLines } from "./objectLines";
import {
  draftWords,
  folderName,
  graphName,
  joined,
  kindName,
  objectLabel,
  projectWords,
  stateWords,
  unlisted,
} from "./words";

/** What a node's row does not know, and the rest of the tree does. */
export interface Surroundings {
  /** When the connection's server last answered. */
  readonly contact: Date | undefined;
  /** Of a project: its page in the web app, its active dataset and its active attribution set. */
  readonly address: string | undefined;
  readonly active: readonly string[];
}

/** What the pointer finds; made when it is asked for. */
export function tooltip(node: Node, around: Surroundings): MarkdownString | undefined {
  switch (node.kind) {
    case "connection":
      return paragraphs(node.connection.server.name, connectionLines(node, around));
    case "team":
      return paragraphs(node.team.name ?? showId(node.team.id), [
        l10n.t("Team {0}", showId(node.team.id)),
        ...hidden(node),
      ]);
    case "project":
      return paragraphs(node.project.name ?? showId(node.project.id), projectLines(node, around));
    case "folder":
      return paragraphs(folderName(node.holds), folderLines(node));
    case "graph":
      return paragraphs(graphName(node.level), [
        node.level === "high"
          ? l10n.t("Graph {0}", showId(node.graph))
          : l10n.t("Graph instance {0}", showId(node.graph)),
        node.size && l10n.t("Nodes: {0}, edges: {1}", node.size.nodes, node.size.edges),
      ]);
    case "draft":
      return paragraphs(node.name, [draftWords(node), Uri.parse(node.uri).fsPath]);
    case "error":
      return paragraphs(
        node.text,
        node.details.split("\n").filter((line) => line !== node.text),
      );
    case "upload":
    case "dataset":
    case "model":
    case "attribution":
    case "attributionSet":
      return objectTooltip(node);
    case "drafts":
    case "fact":
    case "loadMore":
    case "notice":
      return undefined;
  }
}

function objectTooltip(node: ObjectNode): MarkdownString {
  const { record } = node;
  const state = stateWords(record) ?? record.status;
  const title = joined(kindName(node.kind), objectLabel(record)).replace(", #", " #");
  const text = paragraphs(title, [...objectLines(node), state, record.message, created(record.createdAt)]);
  if (node.kind === "upload" || !hasExtras(record)) return text;
  return text.appendMarkdown(`\n\n---\n\n${escaped(l10n.t("Sandbox engine: not Alviss's own numbers"))}`);
}

function folderLines(node: FolderNode): (string | undefined)[] {
  return [
    node.listed === false ? unlisted() : undefined,
    node.more ? l10n.t("The newest are shown; there are more.") : undefined,
    node.filter && l10n.t("Only what fits the filter is shown: {0}", node.filter),
  ];
}

const hidden = ({ hidden: count }: TeamNode): string[] =>
  count ? [l10n.t("{0} projects are hidden; the menu shows them again.", count)] : [];

function connectionLines(node: ConnectionNode, { contact }: Surroundings): (string | undefined)[] {
  const { connection, sandbox } = node;
  if (sandbox === undefined) {
    const { account, server, tokenEnd } = connection;
    return [
      account,
      server.apiUrl,
      contactLine(contact),
      tokenEnd && l10n.t("Token ends on {0}, as you noted", tokenEnd.date),
    ];
  }
  return [
    sandbox.failure,
    sandbox.address && connection.server.apiUrl,
    contactLine(contact),
    sandbox.engine && l10n.t("Engine {0}", sandbox.engine),
    l10n.t("Data folder {0}", sandbox.dataFolder),
    sandbox.pid === undefined ? undefined : l10n.t("Process {0}", sandbox.pid),
  ];
}

const contactLine = (contact: Date | undefined): string | undefined =>
  contact && l10n.t("Last answer at {0}", contact.toLocaleTimeString());

function projectLines(node: ProjectNode, { address, active }: Surroundings): (string | undefined)[] {
  const ids = l10n.t("Team {0}, project {1}", showId(node.project.team), showId(node.project.id));
  return [ids, projectWords(node), address, ...active];
}

function created(createdAt: string | undefined): string | undefined {
  if (createdAt === undefined || Number.isNaN(Date.parse(createdAt))) return undefined;
  return l10n.t("Created {0}", new Date(createdAt).toLocaleString());
}

function paragraphs(title: string, lines: readonly (string | undefined)[]): MarkdownString {
  const said = lines.filter((line) => line !== undefined && line !== "").map((line) => `  \n${escaped(line ?? "")}`);
  return new MarkdownString(`**${escaped(title)}**${said.join("")}`);
}
