import { join } from "node:path";
import { type AttributionRequest } from "../engine/contract";
import { type AttributionRecord } from "../store/attributionRecords";
import { readInstance } from "../store/graphRecords";
import { type ModelRecord, type Place, readModel, type StoredFit } from "../store/modelRecords";
import { JobFailed, type Workplace } from "./jobTypes";
import { frameOf, isoDay, type LowGraph, trainingFlags } from "./modelFrame";
import { readNumbers } from "./numberFile";

export interface AttributionInput {
  readonly request: AttributionRequest;
  readonly place: Place;
  /** What had to be assumed of the data. */
  readonly notes: readonly string[];
}

/** What of an attribution says what it is made from. */
export type AttributionPlan = Pick<
  AttributionRecord,
  "projectId" | "modelIid" | "datasetIid" | "startDate" | "endDate" | "samples"
>;

/** Everything that an attribution is made from. */
export async function attributionInput(
  place: Workplace,
  attribution: AttributionPlan,
  signal: AbortSignal,
): Promise<AttributionInput> {
  const { model, fit } = fitOf(place, { projectId: attribution.projectId, iid: attribution.modelIid });
  const graph = instanceOf(place, model);
  const { frame, notes } = await frameOf(place, model, attribution.datasetIid, { level: "low", graph }, signal);
  const [from, to] = rangeOf(frame.dates, attribution.startDate, attribution.endDate);
  const draws = await readNumbers(join(place.folder.fits, fit.drawsFile), signal);
  const request = {
    graph,
    frame,
    training: trainingFlags(frame, model),
    fit: { names: fit.names, draws, drawCount: fit.drawCount, seed: fit.seed },
    from,
    to,
    samples: Math.min(attribution.samples, fit.drawCount),
  };
  return { request, place: model.place, notes };
}

function fitOf(place: Workplace, key: { projectId: number; iid: number }): { model: ModelRecord; fit: StoredFit } {
  const model = readModel(place.db, key);
  if (!model?.fit) throw new JobFailed(`Model ${key.iid} is not completed.`);
  return { model, fit: model.fit };
}

function instanceOf(place: Workplace, model: ModelRecord): LowGraph {
  const text = model.instanceId === null ? undefined : readInstance(place.db, model.instanceId);
  if (!text) throw new JobFailed(`The graph of model ${model.iid} is gone from the records.`);
  return { nodes: JSON.parse(text.nodes) as LowGraph["nodes"], edges: JSON.parse(text.edges) as LowGraph["edges"] };
}

/** Index range, end exclusive, of the dates from `start` to `end`. */
function rangeOf(dates: readonly string[], start: string, end: string): [number, number] {
  const inside = dates.filter((date) => date >= isoDay(start) && date <= isoDay(end));
  const [first] = inside;
  if (first === undefined) throw new JobFailed(`The dataset has no dates from ${start} to ${end}.`);
  const from = dates.indexOf(first);
  return [from, from + inside.length];
}
