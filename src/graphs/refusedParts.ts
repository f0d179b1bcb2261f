/** What a server says about a graph that it refused, put on the nodes and edges that it names. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, type JsonNode, valueAt } from "../jsonText/read";
import { childrenOf, type EdgeView, type GraphView, type NodeView } from "./graphView";
import { edgeProblem, type GraphProblem, nodeProblem } from "./problem";

export interface ServerFinding {
  /** From the top of the body; empty where the server names no place. */
  readonly path: JsonPath;
  readonly words: string;
}

/** One message names no more nodes than this. */
const mostNamed = 5;

/**
 * The findings in the graph as it is now: each stays on its node or edge for as long as that is the very text that was
 * refused. What names neither stays while nothing at all is changed.
 */
export function refusedProblems(
  now: GraphView,
  refused: GraphView,
  findings: readonly ServerFinding[],
): readonly GraphProblem[] {
  return findings.flatMap(({ path, words }) => {
    const item = itemAt(refused, path);
    if (item !== undefined) return problemAt(now, item, words);
    if (path.length > 0 && !path.includes("graph")) return [];
    const named = nodesNamed(refused, words);
    if (named.length > 0) return named.flatMap((node) => problemAt(now, { node, rest: [] }, words));
    return now.root.text === refused.root.text ? [ofAll(now, words)] : [];
  });
}

interface Item {
  readonly node?: NodeView;
  readonly edge?: EdgeView;
  /** The way from the item to what the message is about. */
  readonly rest: JsonPath;
}

function itemAt(view: GraphView, path: JsonPath): Item | undefined {
  const at = path.findIndex((part) => part === "nodes" || part === "edges");
  const [list, place, ...rest] = at < 0 ? [] : path.slice(at);
  if (list === undefined || place === undefined) return undefined;
  const container = list === "nodes" ? view.nodesJson : view.edgesJson;
  const json = valueAt(container, [place]) ?? (typeof place === "number" ? childrenOf(container)[place] : undefined);
  const is = (item: NodeView | EdgeView): boolean => item.json === json;
  const node = list === "nodes" ? view.nodes.find(is) : undefined;
  const edge = list === "edges" ? view.edges.find(is) : undefined;
  return node ? { node, rest } : edge && { edge, rest };
}

function problemAt(now: GraphView, { node, edge, rest }: Item, words: string): GraphProblem[] {
  const found = { words: [words] };
  if (node) {
    const same = sameText(now.nodes, node, ({ id }) => id === node.id);
    return same ? [inside(nodeProblem(now, "refused", same, found), same.json, rest)] : [];
  }
  const same = edge && sameText(now.edges, edge, ({ from, to }) => from === edge.from && to === edge.to);
  return same ? [inside(edgeProblem("refused", same, found), same.json, rest)] : [];
}

/** The item as it was refused: of several alike, the one at its place. */
function sameText<T extends NodeView | EdgeView>(items: readonly T[], item: T, isIt: (one: T) => boolean) {
  const alike = items.filter((one) => isIt(one) && one.json.text === item.json.text);
  return alike.find(({ index }) => index === item.index) ?? alike[0];
}

function inside(problem: GraphProblem, json: JsonNode, rest: JsonPath): GraphProblem {
  if (rest.length === 0) return problem;
  const field = problem.node === undefined ? undefined : rest.join(".");
  const value = valueAt(json, rest);
  return value ? { ...problem, field, start: value.start, end: endOf(value) } : { ...problem, field };
}

/** Nodes whose ids stand in a message, the longest first: the id of one may be a part of another's. */
function nodesNamed(view: GraphView, words: string): readonly NodeView[] {
  let left = words;
  const named: NodeView[] = [];
  const byLength = [...view.byId].sort(([one], [other]) => other.length - one.length);
  for (const [id, index] of byLength) {
    if (id === "" || !left.includes(id)) continue;
    const escaped = id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    // A bare number may count anything.
    const isIn = /^[\d.]+$/.test(id)
      ? new RegExp(`["'\`]${escaped}["'\`]`, "g")
      : new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "gu");
    if (!isIn.test(left)) continue;
    left = left.replaceAll(isIn, " ");
    const node = view.nodes[index];
    if (node) named.push(node);
    if (named.length === mostNamed) break;
  }
  return named;
}

function ofAll({ nodesJson: { start } }: GraphView, words: string): GraphProblem {
  const nowhere = { node: undefined, edge: undefined, field: undefined, fixes: [] };
  return { rule: "refused", severity: "error", words: [words], start, end: start + 1, ...nowhere };
}
