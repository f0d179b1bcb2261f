/** Effects whose prior does not fit the sign that they are given: a server refuses to build from them. */
import { endOf, type JsonNode, member, toValue, valueAt } from "../jsonText/read";
import { type GraphView, type NodeView } from "./graphView";
import { type GraphProblem, nodeProblem, resetField } from "./problem";

export function signProblems(view: GraphView): GraphProblem[] {
  if (view.level !== "high") return [];
  return view.nodes.flatMap((node) => (node.kind === "media" ? [] : conflictOf(view, node)));
}

function conflictOf(view: GraphView, node: NodeView): GraphProblem[] {
  const [sign, prior] = [valueAt(node.json, ["effect", "sign"]), valueAt(node.json, ["effect", "prior"])];
  const [wanted, dist] = [wordOf(sign), wordOf(member(prior, "dist"))];
  if (!sign || !prior || dist === undefined || (wanted !== "positive" && wanted !== "negative")) return [];
  // A normal prior is cut off at 0.
  if (dist === "normal") return [];
  const [lo, hi] = rangeOf(dist, prior);
  if (wanted === "positive" ? lo >= 0 : hi <= 0) return [];
  const problem = nodeProblem(view, "sign", node, {
    words: [node.label, dist, wanted],
    fixes: [resetField(node, ["effect", "sign"]), resetField(node, ["effect", "prior"])],
  });
  return [{ ...problem, start: sign.start, end: endOf(sign), field: "effect.sign" }];
}

const wordOf = (node: JsonNode | undefined): string | undefined => {
  const value = node && toValue(node);
  return typeof value === "string" ? value : undefined;
};

function rangeOf(dist: string, prior: JsonNode): readonly [number, number] {
  if (dist === "student_t") return [-Infinity, Infinity];
  if (dist !== "uniform" && dist !== "truncated_normal") return [0, Infinity];
  const number = (name: string): number => Number(member(prior, name)?.text ?? NaN);
  return [number("lo"), number("hi")];
}
