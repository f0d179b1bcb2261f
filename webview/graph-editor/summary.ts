/** One line that says what a node does, and the sign of what it does to others. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { mediaPriorDefault } from "../../src/graphs/mediaDefaults";
import { type Prior } from "../../src/graphs/sandboxSchema";
import { fieldsOf } from "../../src/graphs/schemaProblems";
import { type JsonNode, toValue, valueAt } from "../../src/jsonText/read";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { Preview } from "./preview";
import { priorOf } from "./priorValue";
import { priorWords } from "./priorWords";

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

export function summaryOf(view: GraphView, node: NodeView, strings: GraphStrings): string {
  const of = (name: string): string | undefined => fieldText(view, node, name);
  const list = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join(", ");
  // A carry-over or saturation that is none leaves its place to what there is.
  const unlessNone = (name: string): string | undefined => (of(name) === "none" ? undefined : of(name));
  if (view.level === "high") {
    switch (node.kind ?? "") {
      case "target":
        return list(of("link"), of("likelihood"));
      case "media": {
        const parameter = of("effect.parameter");
        const measure = parameter === "roi" ? strings.roi : (parameter ?? "");
        const prior = effectPrior(view, node, parameter);
        return list(unlessNone("adstock.type"), unlessNone("saturation.type"), `${measure} ${prior ?? ""}`.trim());
      }
      case "seasonality":
        return list(...season(of("period"), of("harmonics"), strings), effectPrior(view, node));
      case "trend":
        return list(of("basis"), effectPrior(view, node));
      default:
        return list(text(valueAt(node.json, ["data", "metric"])), effectPrior(view, node));
    }
  }
  if (view.level === "low") {
    const prior = saidPrior(valueAt(node.json, ["attrs", "prior"]), ["attrs", "prior"], node, "", undefined);
    return (
      list(of("attrs.type"), of("attrs.series"), of("attrs.mode"), of("attrs.transform"), prior) || (node.kind ?? "")
    );
  }
  return node.kind ?? (node.id === node.label ? "" : (node.id ?? ""));
}

function season(period: string | undefined, harmonics: string | undefined, strings: GraphStrings): string[] {
  const days = Number(period);
  const isYear = days >= 365 && days <= 366;
  return [
    isYear ? strings.yearly : period === undefined ? "" : fill(strings.everyDays, period),
    harmonics === "1" ? strings.oneHarmonic : harmonics === undefined ? "" : fill(strings.harmonics, harmonics),
  ];
}

/** `parameter`: what the effect of a medium is measured by, on which its default hangs. */
function effectPrior(view: GraphView, node: NodeView, parameter?: string): string | undefined {
  const field = view.level && fieldsOf(view.level, node)["effect.prior"];
  const ofKind = field?.kind === "prior" ? field.default : undefined;
  const usual = parameter === undefined ? ofKind : mediaPriorDefault("effect.prior", parameter, ofKind);
  const path = ["effect", "prior"];
  return saidPrior(valueAt(node.json, path), path, node, fieldText(view, node, "effect.sign") ?? "", usual);
}

/** Its median and the interval that holds 90 % of it; of numbers that make no density, these as they are written. */
function saidPrior(
  written: JsonNode | undefined,
  path: readonly string[],
  node: NodeView,
  sign: string,
  usual: Prior | undefined,
): string | undefined {
  const prior = priorOf(written, path, new Preview(node.json), usual);
  return (prior && priorWords(prior, sign)) ?? writtenPrior(written);
}

function writtenPrior(prior: JsonNode | undefined): string | undefined {
  if (prior?.kind !== "object") return undefined;
  const numbers = prior.members.filter(({ value }) => value.kind === "number").map(({ value }) => value.text);
  return `${text(valueAt(prior, ["dist"])) ?? "?"}(${numbers.join(", ")})`;
}
