/** One line that says what a node does, and the sign of what it does to others. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { fieldsOf } from "../../src/graphs/schemaProblems";
import { type JsonNode, toValue, valueAt } from "../../src/jsonText/read";

export type Sign = "positive" | "negative" | "any";
export const signs: Readonly<Record<Sign, string>> = { positive: "+", negative: "−", any: "±" };

const text = (node: JsonNode | undefined): string | undefined => {
  if (node === undefined) return undefined;
  const value = toValue(node);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
};

/** What is written, or else the default of the sandbox's schema. */
function fieldText(view: GraphView, node: NodeView, name: string): string | undefined {
  const written = text(valueAt(node.json, name.split(".")));
  if (written !== undefined || view.level === undefined) return written;
  const field = fieldsOf(view.level, node)[name];
  return field && "default" in field && typeof field.default !== "object" ? String(field.default) : undefined;
}

export function signOf(view: GraphView, node: NodeView | undefined): Sign | undefined {
  if (view.level !== "high" || node === undefined || node.kind === "target") return undefined;
  const sign = fieldText(view, node, "effect.sign");
  return sign === "positive" || sign === "negative" || sign === "any" ? sign : undefined;
}

export function summaryOf(view: GraphView, node: NodeView): string {
  const of = (name: string): string | undefined => fieldText(view, node, name);
  const prior = priorText(valueAt(node.json, view.level === "low" ? ["attrs", "prior"] : ["effect", "prior"]));
  const list = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join(", ");
  if (view.level === "high") {
    switch (node.kind ?? "") {
      case "target":
        return list(of("link"), of("likelihood"));
      case "media":
        return list(of("adstock.type"), of("saturation.type"), list(of("effect.parameter"), prior).replace(", ", " "));
      case "seasonality":
        return list(of("harmonics"), of("period"), prior);
      case "trend":
        return list(of("basis"), prior);
      default:
        return list(text(valueAt(node.json, ["data", "metric"])), prior);
    }
  }
  if (view.level === "low")
    return (
      list(of("attrs.type"), of("attrs.series"), of("attrs.mode"), of("attrs.transform"), prior) || (node.kind ?? "")
    );
  return node.kind ?? (node.id === node.label ? "" : (node.id ?? ""));
}

function priorText(prior: JsonNode | undefined): string | undefined {
  if (prior?.kind !== "object") return undefined;
  const numbers = prior.members.filter(({ value }) => value.kind === "number").map(({ value }) => value.text);
  return `${text(valueAt(prior, ["dist"])) ?? "?"}(${numbers.join(", ")})`;
}
