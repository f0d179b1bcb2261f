import { l10n } from "vscode";
import { type Kind, type ProjectRef } from "../../platform/ids";
import { type Project, type Team } from "../../platform/records";
import { failureRow } from "./failureRows";
import {
  type ConnectionNode,
  type FolderNode,
  kinds,
  type Node,
  nodeId,
  type NoticeNode,
  type Place,
  type ProjectNode,
  type TeamNode,
} from "./nodes";
import { type Sources } from "./sources";
import { failsForAll } from "./trouble";

const fewTeams = 3;

/** What stands under a connection that cannot be asked: the way to change that. */
export function closedConnection(node: ConnectionNode): Node[] {
  const click = (text: string, command: string, tooltip?: string): Node[] => [
    { kind: "notice", under: nodeId(node), text, tooltip, click: { command, argument: node } },
  ];
  if (node.state === "failed") {
    const text = node.sandbox?.failure ?? "";
    return [
      { kind: "error", parent: node, trouble: "failed", text, details: text },
      ...click(l10n.t("Start Sandbox"), "alviss.sandbox.start"),
    ];
  }
  if (node.state === "stopped") return click(l10n.t("Start Sandbox"), "alviss.sandbox.start");
  if (node.state !== "signedOut") return [];
  const why = l10n.t("VS Code's secret storage has no token for this server: it was lost, or the address was changed.");
  return click(l10n.t("The token is gone: sign in again"), "alviss.replaceToken", why);
}

/** Where the server lists no teams just now, those of the projects that the user added are there all the same. */
export async function loadTeams(node: ConnectionNode, { client, chosen, signal }: Sources): Promise<Node[]> {
  const { connection } = node;
  const listed = await client.listTeams({ signal }).catch((error: unknown) => {
    if (failsForAll(error) || chosen.added(connection.id).length === 0) throw error;
    return failureRow(node, "teams", l10n.t("The teams could not be read."), error);
  });
  const teams: readonly Team[] = "kind" in listed ? [] : listed;
  const added = chosen.added(connection.id).filter((place) => !teams.some((team) => team.id === place.team));
  const strangers = [...new Set(added.map((place) => place.team))].map((id) => ({ id, name: undefined }));
  const all = [...teams, ...strangers];
  const failed = "kind" in listed ? [listed] : [];
  if (all.length === 0) return [notice(node, l10n.t("This account belongs to no team."))];
  const rows = all.map((team): TeamNode => ({ kind: "team", connection, team, open: all.length <= fewTeams }));
  return [...failed, ...rows];
}

export interface TeamContents {
  readonly team: TeamNode;
  readonly children: readonly Node[];
}

/** The projects of a team: pinned ones first, hidden ones not at all. */
export async function loadProjects(node: TeamNode, { client, chosen, marks, signal }: Sources): Promise<TeamContents> {
  const { connection, team } = node;
  const mine = chosen.added(connection.id).filter((place) => place.team === team.id);
  const answer = await client.listProjects(team.id, { signal }).catch((error: unknown) => {
    if (failsForAll(error) || mine.length === 0) throw error;
    return failureRow(node, "projects", l10n.t("The projects could not be read."), error);
  });
  const failed = answer !== undefined && "kind" in answer ? [answer] : [];
  const listed: readonly Project[] | undefined = answer !== undefined && "kind" in answer ? [] : answer;
  const added = mine.filter((place) => !listed?.some((project) => project.id === place.project));
  const others = added.map((place): Project => ({
    id: place.project,
    name: place.name,
    team: place.team,
    periodicity: undefined,
  }));
  const all = [...(listed ?? []), ...others].map((project): ProjectNode => {
    const ref = { team: project.team, project: project.id };
    return {
      kind: "project",
      connection,
      project,
      current: chosen.isCurrent(connection.id, ref),
      added: others.includes(project),
      pinned: marks.has("pinned", { connection, project }),
    };
  });
  const shown = all.filter((one) => !marks.has("hidden", one));
  const sorted = shown.toSorted((one, other) => Number(other.pinned) - Number(one.pinned));
  const children = sorted.length > 0 ? sorted : [noProjects(node, listed !== undefined, all.length)];
  return { team: { ...node, hidden: all.length - shown.length }, children: [...failed, ...children] };
}

function noProjects(node: TeamNode, listed: boolean, hidden: number): Node {
  if (hidden > 0)
    return notice(node, l10n.t("All projects here are hidden. Show some again."), {
      command: "alviss.project.showHidden",
      argument: node,
    });
  if (listed) return notice(node, l10n.t("No projects yet."));
  return notice(node, l10n.t("This server does not list projects. Add one by its address or ids."), {
    command: "alviss.project.add",
    argument: node,
  });
}

export const foldersOf = (node: ProjectNode): FolderNode[] => kinds.map((holds) => unread(node, holds));

/** A folder before anything of it is read. */
function unread({ connection, project }: Place, holds: Kind): FolderNode {
  return { kind: "folder", connection, project, holds, count: undefined, more: false, listed: undefined };
}

export const refOf = (place: Place): ProjectRef => ({ team: place.project.team, project: place.project.id });

type NoticeClick = NoticeNode["click"];

function notice(under: Node, text: string, click?: NoticeClick): Node {
  return { kind: "notice", under: nodeId(under), text, ...(click && { click }) };
}
