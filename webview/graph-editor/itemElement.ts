import { edgesOfItem } from "./itemEdges";
import { svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type SceneItem } from "./scene";
import { iconOf, outlineOf } from "./shapes";
import { type Shown } from "./shown";
import { summaryOf } from "./summary";

/** About the width of a letter of the label and of the second line, in px. */
const [labelLetter, summaryLetter] = [7.2, 6.1];
const textStart = 38;

export function itemElement(item: SceneItem, shown: Shown, strings: GraphStrings): SVGElement {
  const { graph, selected, found, problems, changed } = shown;
  const { node, members, look } = item;
  const own = problems.filter((problem) => problem.node !== null && members.includes(problem.node));
  const worst = own.find(({ severity }) => severity === "error")?.severity ?? own[0]?.severity;
  const second = node !== undefined ? summaryOf(graph, node) : fill(strings.groupCount, members.length);
  const change = members.map((member) => changed.get(member)).find((one) => one !== undefined);
  const changeWord = change && (change === "added" ? strings.nodeAdded : strings.nodeChanged);
  const name = [
    item.label,
    node?.kind,
    look === "folded" ? fill(strings.nodeFolded, members.length) : undefined,
    edgesOfItem(item, shown, strings),
    changeWord,
    selected.has(item.key) ? strings.nodeSelected : undefined,
    own[0] ? fill(strings.nodeProblem, own[0].sentence) : undefined,
  ].filter((part) => part !== undefined && part !== "");
  const made = svgElement("g", {
    class: ["item", look, selected.has(item.key) ? "selected" : "", found.has(item.key) ? "found" : "", worst ?? ""]
      .filter(Boolean)
      .join(" "),
    role: "graphics-symbol",
    "aria-label": name.join(", "),
    "data-key": item.key,
    transform: `translate(${String(item.x)} ${String(item.y)})`,
  });
  made.append(ring(item), ...outlineOf(item), ...barOf(item, shown), ...texts(item, second), mark(item, worst));
  if (changeWord !== undefined) made.append(changeMark(item, changeWord));
  if (look !== "opened") made.append(port(item));
  return made;
}

const ring = ({ width, height }: SceneItem): SVGElement =>
  svgElement("rect", {
    class: "ring",
    x: "-4",
    y: "-4",
    width: String(width + 8),
    height: String(height + 8),
    rx: "10",
  });

/** Media have fixed colours, in the order of the file. */
function barOf({ node, height }: SceneItem, { graph }: Shown): SVGElement[] {
  if (graph.level !== "high" || node?.kind !== "media") return [];
  const order = graph.nodes.filter(({ kind, index }) => kind === "media" && index < node.index).length + 1;
  const place = order <= 7 ? String(order) : "other";
  return [
    svgElement("rect", {
      class: `bar driver-${place}`,
      x: "1",
      y: "4",
      width: "5",
      height: String(height - 8),
      rx: "2.5",
    }),
  ];
}

function texts(item: SceneItem, second: string): SVGElement[] {
  const { width, height, look, label } = item;
  const room = width - textStart - 10;
  const oneLine = look !== "node" && !item.isTarget;
  const first = oneLine ? (look === "opened" ? 24 : height / 2 + 4) : height / 2 - 3;
  const icon = svgElement("g", { transform: `translate(14 ${String(first - 12)})` }, iconOf(item));
  const title = svgElement("title", {}, document.createTextNode(second === "" ? label : `${label}: ${second}`));
  const name = textAt("label", textStart, first, cut(label, (oneLine ? room * 0.6 : room) / labelLetter));
  const rest = oneLine
    ? textAt("second end", width - 12, first, cut(second, (room * 0.4) / summaryLetter))
    : textAt("second", textStart, height / 2 + 13, cut(second, room / summaryLetter));
  return [title, icon, name, rest];
}

const textAt = (kind: string, x: number, y: number, text: string): SVGElement =>
  svgElement("text", { class: kind, x: String(x), y: String(y) }, document.createTextNode(text));

const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, Math.floor(letters) - 1))}…`;

function mark({ width }: SceneItem, severity: string | undefined): SVGElement {
  const made = svgElement("g", { class: "mark", transform: `translate(${String(width - 4)} 0)` });
  if (severity === "error") made.append(circle(8), svgElement("path", { d: "M-3 -3L3 3M3 -3L-3 3" }));
  if (severity === "warning") made.append(svgElement("path", { d: "M0 -8L8 6H-8ZM0 -3V1M0 3.5V4" }));
  return made;
}

const changeMark = ({ width }: SceneItem, word: string): SVGElement => textAt("change", width - 12, 14, word);

/** Where a new line starts. */
const port = ({ width, height }: SceneItem): SVGElement =>
  svgElement("circle", { class: "port", cx: String(width), cy: String(height / 2), r: "6" });

const circle = (radius: number): SVGElement => svgElement("circle", { r: String(radius) });
