/** Series that a graph reads and its dataset lacks, with their places in the text and edits that mend them. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, type JsonNode, textOf, valueAt } from "../jsonText/read";
import { nearestWord } from "./editDistance";
import { type GraphView, type NodeView } from "./graphView";
import { type GraphFix, type GraphProblem, nodeProblem, nodeRef, setField } from "./problem";

/** The kinds of drivers whose series have names, each with the column of a selection that names them. */
const columnOf = { media: "Media", distribution: "Channel", events: "Event", control: "Name" } as const;
type SeriesKind = keyof typeof columnOf;

/** What a dataset holds for one combination. */
export interface DataSeries {
  readonly names: { readonly [Kind in SeriesKind]: readonly string[] };
  readonly hasPrice: boolean;
}

/** Told from the graph that a server suggests for the dataset: it has a driver for every series. */
export function seriesOf({ nodes }: GraphView): DataSeries {
  const namesOf = (kind: SeriesKind): string[] =>
    nodes.filter((node) => node.kind === kind).flatMap((node) => selected(node, kind).map(({ text }) => textOf(text)));
  return {
    names: {
      media: namesOf("media"),
      distribution: namesOf("distribution"),
      events: namesOf("events"),
      control: namesOf("control"),
    },
    hasPrice: nodes.some(({ kind }) => kind === "price"),
  };
}

export function seriesProblems(view: GraphView, series: DataSeries): GraphProblem[] {
  if (view.level === "high") return view.nodes.flatMap((node) => driverProblems(view, node, series));
  return view.level === "low" ? view.nodes.flatMap((node) => stepProblems(view, node, series)) : [];
}

const isSeriesKind = (kind: string | undefined): kind is SeriesKind =>
  kind !== undefined && Object.hasOwn(columnOf, kind);

const selectPath = (kind: SeriesKind): JsonPath => ["data", "select", columnOf[kind]];

function selected(node: NodeView, kind: SeriesKind): readonly JsonNode[] {
  const list = valueAt(node.json, selectPath(kind));
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "string") : [];
}

/** A server leaves such a driver out: it is a warning. */
function driverProblems(view: GraphView, node: NodeView, { names, hasPrice }: DataSeries): GraphProblem[] {
  const { kind } = node;
  if (kind === "price" && !hasPrice)
    return [{ ...lacking(view, node, "PricePerUnit", [remove(node)]), severity: "warning" }];
  if (!isSeriesKind(kind)) return [];
  const list = selected(node, kind);
  return list.flatMap((item, at) => {
    const name = textOf(item.text);
    if (names[kind].includes(name)) return [];
    const others = list.length === 1 ? [remove(node)] : [];
    const fixes = [...nearest(node, [...selectPath(kind), at], name, names[kind], (found) => found), ...others];
    const problem = lacking(view, node, name, fixes);
    const field = selectPath(kind).join(".");
    return [{ ...problem, severity: "warning" as const, start: item.start, end: endOf(item), field }];
  });
}

const seriesPath: JsonPath = ["attrs", "series"];

/** A step that reads what is not there stops a build: it is an error. */
function stepProblems(view: GraphView, node: NodeView, { names, hasPrice }: DataSeries): GraphProblem[] {
  const written = valueAt(node.json, seriesPath);
  if (written?.kind !== "string") return [];
  const key = textOf(written.text);
  const [kind = "", ...rest] = key.split(":");
  const name = rest.join(":");
  const isThere = isSeriesKind(kind) ? names[kind].includes(name) : key !== "price" || hasPrice;
  if (isThere) return [];
  const fixes = isSeriesKind(kind) ? nearest(node, seriesPath, name, names[kind], (found) => `${kind}:${found}`) : [];
  const place = { start: written.start, end: endOf(written), field: seriesPath.join(".") };
  return [{ ...lacking(view, node, key, fixes), ...place }];
}

const lacking = (view: GraphView, node: NodeView, name: string, fixes: readonly GraphFix[]): GraphProblem =>
  nodeProblem(view, "missingSeries", node, { words: [name, node.label], fixes });

const remove = (node: NodeView): GraphFix => ({
  title: "deleteNode",
  word: node.label,
  edit: { kind: "deleteNodes", nodes: [nodeRef(node)] },
});

function nearest(
  node: NodeView,
  path: JsonPath,
  name: string,
  names: readonly string[],
  written: (name: string) => string,
): GraphFix[] {
  const found = nearestWord(name, names);
  if (found === undefined) return [];
  return [setField(node, path, JSON.stringify(written(found)), found)];
}
