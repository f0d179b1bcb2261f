import { stateOf } from "./objectState";
import { hasExtras } from "../../platform/extras";
import { type Node, type ObjectNode, type ShownState } from "./nodes";

/**
 * What package.json tests in `viewItem`: `alviss.<kind>` and sorted flags, such as `alviss.model;cloud;done;hasGraph`.
 * Under a refused token only projects keep theirs, beside `refused`: nothing is offered that would fail.
 */
export function contextValue(node: Node, refused: boolean): string {
  const flags = refused ? [...(node.kind === "project" ? flagsOf(node) : []), "refused"] : flagsOf(node);
  const { connection } = node.kind === "error" ? node.parent : "connection" in node ? node : {};
  const server = connection === undefined ? [] : [connection.kind];
  return [`alviss.${node.kind}`, ...[...server, ...flags].sort()].join(";");
}

function flagsOf(node: Node): string[] {
  switch (node.kind) {
    case "connection":
      return connectionFlags(node.state);
    case "project":
      return pick({ current: node.current, added: node.added, pinned: node.pinned === true });
    case "team":
      return pick({ hasHidden: (node.hidden ?? 0) > 0 });
    case "folder":
      return [`${node.holds}s`, ...pick({ unlisted: node.listed === false, filtered: node.filter !== undefined })];
    case "upload":
    case "dataset":
    case "model":
    case "attribution":
    case "attributionSet":
      return [
        stateOf(node.record),
        ...pick({ known: node.known === true, part: node.under !== undefined }),
        ...ofKind(node),
      ];
    case "graph":
      return [node.level];
    case "error":
      return [node.trouble];
    case "drafts":
    case "draft":
    case "fact":
    case "loadMore":
    case "notice":
      return [];
  }
}

function ofKind(node: ObjectNode): string[] {
  switch (node.kind) {
    case "upload":
      return [];
    case "dataset":
      return pick({ active: node.active, canSuggest: hasExtras(node.record) });
    case "model":
      return pick({
        hasGraph: node.record.graphId !== undefined || node.record.graphInstanceId !== undefined,
        hasResults: hasPage(node),
      });
    case "attribution":
      return pick({ hasResults: hasPage(node) });
    case "attributionSet":
      return pick({ active: node.active, hasResults: hasPage(node) });
  }
}

/** While a job is at work its page says how far it is, and shows the result when there is one. */
const hasPage = ({ record }: ObjectNode): boolean => record.phase !== "failed" && hasExtras(record);

function connectionFlags(state: ShownState): string[] {
  if (state === "failed") return ["failed", "stopped"];
  return state === "ready" ? ["running"] : [state];
}

const pick = (flags: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(flags).filter((flag) => flags[flag] === true);
