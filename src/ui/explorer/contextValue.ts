import { hasExtras } from "../../platform/extras";
import { type ConnectionState } from "../account/connections";
import { type Node } from "./nodes";

/**
 * What package.json tests in `viewItem`: `alviss.<kind>` and sorted flags, such as `alviss.model;cloud;done;hasGraph`.
 * Under a refused token only projects keep theirs, beside `refused`: nothing is offered that would fail.
 */
export function contextValue(node: Node, refused: boolean): string {
  const flags = refused ? [...(node.kind === "project" ? flagsOf(node) : []), "refused"] : flagsOf(node);
  const server = "connection" in node ? [node.connection.kind] : [];
  return [`alviss.${node.kind}`, ...[...server, ...flags].sort()].join(";");
}

function flagsOf(node: Node): string[] {
  switch (node.kind) {
    case "connection":
      return connectionFlags(node.state);
    case "project":
      return pick({ current: node.current, added: node.added });
    case "folder":
      return [`${node.holds}s`];
    case "upload":
      return [node.record.phase];
    case "dataset":
      return [node.record.phase, ...pick({ active: node.active, canSuggest: hasExtras(node.record) })];
    case "model":
      return [
        node.record.phase,
        ...pick({ hasGraph: node.record.graphId !== undefined || node.record.graphInstanceId !== undefined }),
      ];
    case "attribution":
      return [node.record.phase, ...pick({ hasResults: node.record.phase === "done" && hasExtras(node.record) })];
    case "attributionSet":
      return [node.record.phase, ...pick({ active: node.active })];
    case "team":
    case "loadMore":
    case "notice":
    case "error":
      return [];
  }
}

function connectionFlags(state: ConnectionState | "starting"): string[] {
  return state === "ready" ? ["running"] : [state];
}

const pick = (flags: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(flags).filter((flag) => flags[flag] === true);
