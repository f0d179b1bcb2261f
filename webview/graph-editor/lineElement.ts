import { svgElement } from "../shared/dom";
import { type ShownProblem } from "../shared/graphMessages";
import { type SceneLine } from "./scene";
import { type Shown } from "./shown";
import { signOf, signs, type Sign } from "./summary";

export interface LineLook {
  readonly classes: string;
  readonly sign: Sign | undefined;
  readonly path: string;
}

export function lineLook({ from, edges }: SceneLine, shown: Shown, path: string): LineLook {
  const sign = from.node && signOf(shown.scene.graph, from.node);
  const wrong = edges.some(({ index }) => wrongEdges(shown.problems).has(index));
  const chosen = edges.some(({ index }) => shown.selectedEdges.some((edge) => edge.index === index));
  const differs = edges.some(({ index }) => shown.changedEdges.has(index));
  return {
    classes: ["line", sign, wrong && "error", chosen && "selected", differs && "differs"].filter(Boolean).join(" "),
    sign,
    path,
  };
}

const known = new WeakMap<readonly ShownProblem[], ReadonlySet<number | null>>();

function wrongEdges(problems: readonly ShownProblem[]): ReadonlySet<number | null> {
  const there = known.get(problems);
  if (there) return there;
  const edges = new Set(problems.map(({ edge }) => edge));
  known.set(problems, edges);
  return edges;
}

/** A curve from the right edge of one item to the left edge of another, with its sign where there is one. */
export function lineElement({ key, from, to, endY }: SceneLine, { classes, sign, path }: LineLook): SVGElement {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, endY];
  const made = svgElement(
    "g",
    { class: classes, "aria-hidden": "true", "data-line": key },
    svgElement("path", { class: "reach", d: path }),
    svgElement("path", { class: "stroke", d: path }),
    svgElement("path", {
      class: "tip",
      d: `M${String(x2 - 7)} ${String(y2 - 4)}L${String(x2)} ${String(y2)}L${String(x2 - 7)} ${String(y2 + 4)}`,
    }),
  );
  if (sign)
    made.append(
      svgElement("circle", { class: "badge", cx: String(x1 + 18), cy: String(y1), r: "8" }),
      svgElement(
        "text",
        { class: "sign", x: String(x1 + 18), y: String(y1 + 4) },
        document.createTextNode(signs[sign]),
      ),
    );
  return made;
}
