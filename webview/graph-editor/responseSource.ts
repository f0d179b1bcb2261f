/**
 * Where the numbers of a response curve stand: in the fields of a medium, or in the parameters that feed a low-level
 * step. A parameter's own form shows the curve of the step that it feeds.
 */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { mediaPriorDefault } from "../../src/graphs/mediaDefaults";
import { HIGH_FIELDS, type Prior } from "../../src/graphs/sandboxSchema";
import { type JsonPath } from "../../src/jsonText/edit";
import { valueAt } from "../../src/jsonText/read";
import { fieldText } from "./fieldRow";
import { Preview } from "./preview";
import { priorOf } from "./priorValue";
import { type PriorValue } from "./priorQuantiles";
import { type Adstock, type Saturation } from "./responseCurves";

export interface ResponseSource {
  readonly adstock: () => Adstock | undefined;
  readonly saturation: () => Saturation | undefined;
}

export function responseOf(graph: GraphView, node: NodeView, preview: Preview): ResponseSource {
  const none = (): undefined => undefined;
  if (graph.level === "high" && node.kind === "media") return ofMedium(node, preview);
  if (graph.level !== "low") return { adstock: none, saturation: none };
  const step = node.kind === "param" ? fedBy(graph, node) : node;
  return {
    adstock: step?.kind === "adstock" ? () => adstockStep(graph, step, node, preview) : none,
    saturation: step?.kind === "saturation" ? () => saturationStep(graph, step, node, preview) : none,
  };
}

function ofMedium({ json }: NodeView, preview: Preview): ResponseSource {
  const word = (name: "adstock.type" | "saturation.type"): string => {
    const field = HIGH_FIELDS.media[name];
    return fieldText(valueAt(json, name.split("."))) || (field?.kind === "choice" ? (field.default ?? "") : "");
  };
  const prior = (name: string, type: string): PriorValue | undefined => {
    const path = name.split(".");
    return priorOf(valueAt(json, path), path, preview, usualPrior(name, type));
  };
  return {
    adstock: () => {
      const type = word("adstock.type");
      const first = prior("adstock.prior", type);
      const second = needsSecond.has(type) ? prior("adstock.lag_prior", type) : undefined;
      const lags = preview.number(["adstock", "max_lag"]) ?? 13;
      return first && { type, lags, first, second };
    },
    saturation: () => {
      const type = word("saturation.type");
      const half = prior("saturation.half_prior", type);
      const slope = type === "hill" ? prior("saturation.slope_prior", type) : undefined;
      return half && { type, half, slope };
    },
  };
}

/** The default of a medium's prior by the type of what it belongs to. */
export function usualPrior(name: string, type: string): Prior | undefined {
  const field = HIGH_FIELDS.media[name];
  return mediaPriorDefault(name, type, field?.kind === "prior" ? field.default : undefined);
}

const needsSecond: ReadonlySet<string> = new Set(["geometric_lag", "delayed", "weibull_pdf"]);

function fedBy({ nodes, edges }: GraphView, { index }: NodeView): NodeView | undefined {
  const edge = edges.find(({ fromNode, toNode }) => fromNode === index && toNode >= 0);
  return nodes[edge?.toNode ?? -1];
}

function adstockStep(graph: GraphView, step: NodeView, edited: NodeView, preview: Preview): Adstock | undefined {
  const type = fieldText(valueAt(step.json, ["attrs", "type"]));
  const own = step === edited ? preview : new Preview(step.json);
  const lags = own.number(["attrs", "max_lag"]) ?? 13;
  const first = parameter(graph, step, "p1", edited, preview);
  return first && { type, lags, first, second: parameter(graph, step, "p2", edited, preview) };
}

function saturationStep(graph: GraphView, step: NodeView, edited: NodeView, preview: Preview): Saturation | undefined {
  const written = fieldText(valueAt(step.json, ["attrs", "type"]));
  const half = parameter(graph, step, "half", edited, preview);
  const slope = parameter(graph, step, "slope", edited, preview);
  // Without a slope the Hill curve is that of Michaelis and Menten.
  const type = written === "hill" && !slope ? "michaelis_menten" : written;
  return half && { type, half, slope: type === "hill" ? slope : undefined };
}

const priorPath: JsonPath = ["attrs", "prior"];

function parameter(
  { nodes, edges }: GraphView,
  step: NodeView,
  port: string,
  edited: NodeView,
  preview: Preview,
): PriorValue | undefined {
  const edge = edges.find((one) => one.toNode === step.index && one.port === port);
  const source = nodes[edge?.fromNode ?? -1];
  if (!source) return undefined;
  const numbers = source === edited ? preview : new Preview(source.json);
  return priorOf(valueAt(source.json, priorPath), priorPath, numbers, undefined);
}
