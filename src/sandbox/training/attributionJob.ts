import { join } from "node:path";
import { type ContributionDraws } from "../engine/contract";
import { readAttribution, saveAttributionResult } from "../store/attributionRecords";
import { readInstance } from "../store/graphRecords";
import { type ModelRecord, readModel, type StoredFit } from "../store/modelRecords";
import { type Job, JobFailed, sentences, type Workplace } from "./jobTypes";
import { keepContributions } from "./contributionFile";
import { frameOf, isoDay, type LowGraph, trainingFlags } from "./modelFrame";
import { readNumbers } from "./numberFile";

const ENOUGH_SAMPLES = 100;
/** Share of the progress when the data are read. */
const PREPARED = 0.1;

/** Splits the expected sales of a period among the drivers, once for each of some posterior draws. */
export const attributionJob: Job = async (place, { key, signal, report }) => {
  const attribution = readAttribution(place.db, key);
  if (!attribution) throw new JobFailed("The attribution's record is gone.");
  const { model, fit } = fitOf(place, { projectId: key.projectId, iid: attribution.modelIid });
  report(0, "reading");
  const graph = instanceOf(place, model);
  const { frame, notes } = await frameOf(place, model, attribution.datasetIid, { level: "low", graph }, signal);
  const [from, to] = rangeOf(frame.dates, attribution.startDate, attribution.endDate);
  const draws = readNumbers(join(place.folder.fits, fit.drawsFile));
  report(PREPARED, "attributing");
  const contributions = await place.machinery.attributeSales(
    {
      graph,
      frame,
      training: trainingFlags(frame, model),
      fit: { names: fit.names, draws, drawCount: fit.drawCount, seed: fit.seed },
      from,
      to,
      samples: Math.min(attribution.samples, fit.drawCount),
    },
    {
      workerUrl: place.engineWorker,
      workers: place.workers,
      signal,
      onProgress: ({ fraction }) => report(PREPARED + (1 - PREPARED) * fraction, "attributing"),
    },
  );
  const stored = await keepContributions(
    place.folder.fits,
    `attribution-${key.projectId}-${key.iid}.f64`,
    contributions,
  );
  return {
    message: sentences([...notes, ...samplesNotes(attribution.samples, contributions)]),
    save: () => saveAttributionResult(place.db, key, stored),
  };
};

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

function samplesNotes(asked: number, { drawCount }: ContributionDraws): (string | null)[] {
  return [
    drawCount < asked ? `The model has ${drawCount} draws, so ${drawCount} samples were used, not ${asked}.` : null,
    drawCount < ENOUGH_SAMPLES
      ? `With ${drawCount} samples a 90 % interval is nearly the whole range of the samples: use 200 for a steady one.`
      : null,
  ];
}
