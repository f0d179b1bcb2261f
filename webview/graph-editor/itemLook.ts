/** How a card looks at the moment and what it says; when nothing of it has changed, the drawn card stays. */
import { type GraphView } from "../../src/graphs/graphView";
import { fill } from "../shared/fill";
import { type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { edgesOfItem } from "./itemEdges";
import { type SceneItem } from "./scene";
import { type Shown } from "./shown";
import { summaryOf } from "./summary";

export interface ItemLook {
  readonly classes: string;
  /** All that the picture tells of it, for those who do not see it. */
  readonly name: string;
  readonly label: string;
  readonly second: string;
  readonly change: string | undefined;
  readonly severity: ShownProblem["severity"] | undefined;
  /** Place of a medium in the fixed order of colours. */
  readonly driver: string | undefined;
}

export function lookOf(item: SceneItem, shown: Shown, strings: GraphStrings): ItemLook {
  const { selected, found, changed, scene } = shown;
  const { node, members, look } = item;
  const byNode = problemsBy(shown.problems, scene.graph);
  const own = members.flatMap((member) => byNode.get(member) ?? []);
  const worst = own.find(({ severity }) => severity === "error") ?? own[0];
  const change = members.map((member) => changed.get(member)).find((one) => one !== undefined);
  const changeWord = change && (change === "added" ? strings.nodeAdded : strings.nodeChanged);
  const isSelected = selected.has(item.key);
  const name = [
    item.label,
    node?.kind,
    look === "folded" ? fill(strings.nodeFolded, members.length) : undefined,
    look === "opened" ? fill(strings.nodeOpened, members.length) : undefined,
    edgesOfItem(item, shown, strings),
    changeWord,
    isSelected ? strings.nodeSelected : undefined,
    worst && fill(strings.nodeProblem, worst.sentence),
  ];
  return {
    classes: ["item", look, isSelected && "selected", found.has(item.key) && "found", worst?.severity]
      .filter(Boolean)
      .join(" "),
    name: name.filter((part) => part !== undefined && part !== "").join(", "),
    label: item.label,
    second: node !== undefined ? summaryOf(scene.graph, node, strings) : fill(strings.groupCount, members.length),
    change: changeWord,
    severity: worst?.severity,
    driver: node === undefined ? undefined : mediaPlaces(scene.graph).get(node.index),
  };
}

type ByNode = ReadonlyMap<number, readonly ShownProblem[]>;
const sortedProblems = new WeakMap<readonly ShownProblem[], { readonly graph: GraphView; readonly byNode: ByNode }>();

/** What is wrong with an edge counts for both of its ends: one that leads nowhere has no line of its own. */
function problemsBy(problems: readonly ShownProblem[], graph: GraphView): ByNode {
  const known = sortedProblems.get(problems);
  if (known?.graph === graph) return known.byNode;
  const byNode = new Map<number, ShownProblem[]>();
  for (const problem of problems) {
    const edge = graph.edges[problem.edge ?? -1];
    for (const node of new Set([problem.node ?? -1, edge?.fromNode ?? -1, edge?.toNode ?? -1])) {
      const list = byNode.get(node);
      if (list) list.push(problem);
      else byNode.set(node, [problem]);
    }
  }
  sortedProblems.set(problems, { graph, byNode });
  return byNode;
}

const countedMedia = new WeakMap<GraphView, ReadonlyMap<number, string>>();
const ownColours = 7;

/** Media have fixed colours, in the order of the file. */
function mediaPlaces(graph: GraphView): ReadonlyMap<number, string> {
  const known = countedMedia.get(graph);
  if (known) return known;
  const media = graph.level === "high" ? graph.nodes.filter(({ kind }) => kind === "media") : [];
  const places = new Map(
    media.map(({ index }, order) => [index, order < ownColours ? String(order + 1) : "other"] as const),
  );
  countedMedia.set(graph, places);
  return places;
}
