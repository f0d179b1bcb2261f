/** Series that a graph reads and its dataset lacks, with their places in the text and edits that mend them. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, type JsonNode, textOf, valueAt } from "../jsonText/read";
import { nearestWord } from "./editDistance";
import { type GraphView, type NodeView } from "./graphView";
import { scalarName } from "./identity";
import { type GraphFix, type GraphProblem, nodeProblem, nodeRef, resetField, setField } from "./problem";

/** The kinds of drivers whose series have names, each with the column of a selection that names them. */
const columnOf = { media: "Media", distribution: "Channel", events: "Event", control: "Name" } as const;
type SeriesKind = keyof typeof columnOf;

/** What a dataset holds for one combination. */
export interface DataSeries {
  /** Its id, as a person reads it. */
  readonly dataset: string;
  readonly names: { readonly [Kind in SeriesKind]: readonly string[] };
  readonly hasPrice: boolean;
  /** Files that series come from; empty where that is not known. */
  readonly files: readonly string[];
}

/** What a media file can measure, on the platform. */
export const mediaMetrics = ["Impression", "Investment", "GRP", "Reach", "Clicks", "Leads", "Gross"] as const;

/** Told from the graph that a server suggests for the dataset: it has a driver for every series. */
export function seriesOf({ nodes }: GraphView, dataset: string): DataSeries {
  const namesOf = (kind: SeriesKind): string[] =>
    nodes.filter((node) => node.kind === kind).flatMap((node) => selected(node, kind).map(({ text }) => textOf(text)));
  return {
    dataset,
    names: {
      media: namesOf("media"),
      distribution: namesOf("distribution"),
      events: namesOf("events"),
      control: namesOf("control"),
    },
    hasPrice: nodes.some(({ kind }) => kind === "price"),
    files: [
      ...new Set(nodes.map(({ json }) => scalarName(valueAt(json, filePath))).filter((file) => file !== undefined)),
    ],
  };
}

/** A problem whose remedies are looked for only when it is asked for: of very many only the first are shown. */
export interface LateProblem {
  readonly start: number;
  readonly whole: () => GraphProblem;
}

export function seriesProblems(view: GraphView, series: DataSeries): LateProblem[] {
  if (view.level === "high") return view.nodes.flatMap((node) => driverProblems(view, node, series));
  return view.level === "low" ? view.nodes.flatMap((node) => stepProblems(view, node, series)) : [];
}

/** What reads a series, and the dataset that lacks it. */
interface About {
  readonly view: GraphView;
  readonly node: NodeView;
  readonly dataset: string;
}

const isSeriesKind = (kind: string | undefined): kind is SeriesKind =>
  kind !== undefined && Object.hasOwn(columnOf, kind);

const filePath: JsonPath = ["data", "file"];
const selectPath = (kind: SeriesKind): JsonPath => ["data", "select", columnOf[kind]];

function selected(node: NodeView, kind: SeriesKind): readonly JsonNode[] {
  const list = valueAt(node.json, selectPath(kind));
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "string") : [];
}

/** A server leaves such a driver out: it is a warning. */
function driverProblems(view: GraphView, node: NodeView, series: DataSeries): LateProblem[] {
  const { kind } = node;
  const { dataset, names, hasPrice, files } = series;
  const about: About = { view, node, dataset };
  if (kind === "price" && !hasPrice) {
    const problem = { ...lacking(about, "PricePerUnit", [remove(node)]), severity: "warning" as const };
    return [{ start: problem.start, whole: () => problem }];
  }
  const file = files.length === 0 ? [] : wordProblems(about, filePath, files, "warning");
  if (!isSeriesKind(kind)) return file;
  // A metric that is not there stops a build.
  const metric = kind === "media" ? wordProblems(about, ["data", "metric"], mediaMetrics, "error") : [];
  return [...file, ...metric, ...columnProblems(about, kind), ...nameProblems(about, kind, names[kind])];
}

/** A column that names no series of this kind is passed over, and with it what the user wished. */
function columnProblems(about: About, kind: SeriesKind): LateProblem[] {
  const { node } = about;
  const select = valueAt(node.json, ["data", "select"]);
  if (select?.kind !== "object") return [];
  return select.members.flatMap(({ key, keyStart, keyText, value }) => {
    if (key === columnOf[kind]) return [];
    const whole = (): GraphProblem => {
      const path = ["data", "select", key];
      const right = setField(node, selectPath(kind), value.text, columnOf[kind]);
      const fixes = [...(valueAt(node.json, selectPath(kind)) ? [] : [right]), resetField(node, path)];
      const place = { start: keyStart, end: keyStart + keyText.length, field: path.join(".") };
      return { ...lacking(about, key, fixes), severity: "warning", ...place };
    };
    return [{ start: keyStart, whole }];
  });
}

function wordProblems(
  about: About,
  path: JsonPath,
  known: readonly string[],
  severity: "error" | "warning",
): LateProblem[] {
  const { node } = about;
  const written = valueAt(node.json, path);
  if (written?.kind !== "string" || known.includes(textOf(written.text))) return [];
  const whole = (): GraphProblem => {
    const word = textOf(written.text);
    const fixes = [...nearest(node, path, word, known, (found) => found), resetField(node, path)];
    const place = { start: written.start, end: endOf(written), field: path.join(".") };
    return { ...lacking(about, word, fixes), severity, ...place };
  };
  return [{ start: written.start, whole }];
}

function nameProblems(about: About, kind: SeriesKind, names: readonly string[]): LateProblem[] {
  const { node } = about;
  const list = selected(node, kind);
  return list.flatMap((item, at) => {
    const name = textOf(item.text);
    if (names.includes(name)) return [];
    const whole = (): GraphProblem => {
      const others = list.length === 1 ? [remove(node)] : [];
      const fixes = [...nearest(node, [...selectPath(kind), at], name, names, (found) => found), ...others];
      const field = selectPath(kind).join(".");
      const place = { start: item.start, end: endOf(item), field };
      return { ...lacking(about, name, fixes), severity: "warning", ...place };
    };
    return [{ start: item.start, whole }];
  });
}

const seriesPath: JsonPath = ["attrs", "series"];
const metricPath: JsonPath = ["attrs", "metric"];

/** A step that reads what is not there stops a build: it is an error. */
function stepProblems(view: GraphView, node: NodeView, { dataset, names, hasPrice }: DataSeries): LateProblem[] {
  const about: About = { view, node, dataset };
  const written = valueAt(node.json, seriesPath);
  if (written?.kind !== "string") return [];
  const key = textOf(written.text);
  const [kind = "", ...rest] = key.split(":");
  const name = rest.join(":");
  const isThere = isSeriesKind(kind) ? names[kind].includes(name) : key !== "price" || hasPrice;
  const metric = kind === "media" ? wordProblems(about, metricPath, mediaMetrics, "error") : [];
  if (isThere) return metric;
  const whole = (): GraphProblem => {
    const fixes = isSeriesKind(kind) ? nearest(node, seriesPath, name, names[kind], (found) => `${kind}:${found}`) : [];
    const place = { start: written.start, end: endOf(written), field: seriesPath.join(".") };
    return { ...lacking(about, key, fixes), ...place };
  };
  return [...metric, { start: written.start, whole }];
}

const lacking = ({ view, node, dataset }: About, name: string, fixes: readonly GraphFix[]): GraphProblem =>
  nodeProblem(view, "missingSeries", node, { words: [name, node.label, dataset], fixes });

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
  const found = nearestName(name, names);
  if (found === undefined) return [];
  return [setField(node, path, JSON.stringify(written(found)), found)];
}

/** Found already, for each list: a graph is checked again with every change, and reads a series in many places. */
const foundBefore = new WeakMap<readonly string[], Map<string, string | undefined>>();

function nearestName(name: string, names: readonly string[]): string | undefined {
  const known = foundBefore.get(names) ?? new Map<string, string | undefined>();
  foundBefore.set(names, known);
  if (!known.has(name)) known.set(name, nearestWord(name, names));
  return known.get(name);
}
