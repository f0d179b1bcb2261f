import { type ExpandGraph, type FitRequest } from "../engine/contract";
import { type Frame } from "../engine/frame";
import { readDataset } from "../store/datasetRecords";
import { type Combination } from "../store/datasetTypes";
import { type ModelRecord, type Place } from "../store/modelRecords";
import { sourcesOf } from "./datasetJob";
import { type BuiltFrame, type MetricChoice, type ProductsMode } from "./frameTypes";
import { JobFailed, type Workplace } from "./jobTypes";

export type HighGraph = Parameters<ExpandGraph>[0];
export type LowGraph = FitRequest["graph"];
export type GraphOf =
  { readonly level: "high"; readonly graph: HighGraph } | { readonly level: "low"; readonly graph: LowGraph };

export const combinationOf = ({ country, region, grouping }: Place): Combination => ({
  country_code: country,
  region_code: region,
  grouping,
});

/** The data of a model's place in a dataset, laid out as its graph needs them. */
export async function frameOf(
  place: Workplace,
  model: Pick<ModelRecord, "projectId" | "place">,
  datasetIid: number,
  graph: GraphOf,
  signal: AbortSignal,
): Promise<BuiltFrame> {
  const dataset = readDataset(place.db, { projectId: model.projectId, iid: datasetIid });
  if (dataset?.state !== "done") throw new JobFailed(`Dataset ${datasetIid} is not complete.`);
  return place.machinery.loadFrame(
    {
      sources: sourcesOf(place, dataset),
      combination: combinationOf(model.place),
      products: productsOf(graph),
      metrics: metricsOf(graph),
    },
    { workerUrl: place.ingestWorker, signal },
  );
}

/**
 * Whether a graph treats products one by one. A high-level graph says so by an effect that differs between products, a
 * low-level one by a sales scale for each of them.
 */
export function productsOf(graph: GraphOf): ProductsMode {
  if (graph.level === "low") {
    const observe = graph.graph.nodes.find((node) => node.kind === "observe");
    return observe && observe.attrs.scale.length > 1 ? "pooled" : "sum";
  }
  const differs = graph.graph.nodes.some(
    (node) => "effect" in node && (node.effect?.pooling === "partial" || node.effect?.pooling === "none"),
  );
  return differs ? "pooled" : "sum";
}

const MEDIA_SERIES = "media:";

/** The metrics that a graph names: a scale or a prior made for one metric means nothing for another. */
export function metricsOf(graph: GraphOf): MetricChoice[] {
  if (graph.level === "low") {
    return graph.graph.nodes.flatMap((node) =>
      node.kind === "data" && node.attrs.metric !== undefined && node.attrs.series.startsWith(MEDIA_SERIES)
        ? [{ media: node.attrs.series.slice(MEDIA_SERIES.length), metric: node.attrs.metric }]
        : [],
    );
  }
  const used = new Set(graph.graph.edges.map(({ from }) => from));
  return graph.graph.nodes.flatMap((node) => {
    if (node.type !== "media" || node.data?.metric === undefined || !used.has(node.id)) return [];
    const { metric, select } = node.data;
    return (select?.["Media"] ?? [null]).map((media) => ({ media, metric }));
  });
}

/** One flag per date of the frame: 1 where the model trains. */
export function trainingFlags(frame: Frame, model: Pick<ModelRecord, "trainDates">): Uint8Array {
  const wanted = new Set(model.trainDates.map(isoDay));
  const flags = Uint8Array.from(frame.dates, (date) => (wanted.has(date) ? 1 : 0));
  if (!flags.includes(1)) throw new JobFailed("None of the training dates lies in the dataset.");
  return flags;
}

/** One flag per date of the frame: 1 where the model is evaluated; a date that it trains on is none to evaluate it by. */
export function evaluationFlags(frame: Frame, { evalDates }: Pick<ModelRecord, "evalDates">, training: Uint8Array) {
  const wanted = new Set(evalDates.map(isoDay));
  return Uint8Array.from(frame.dates, (date, i) => (wanted.has(date) && training[i] === 0 ? 1 : 0));
}

/** A date as clients may send it, time and zone cut off. */
export const isoDay = (date: string): string => date.slice(0, 10);
