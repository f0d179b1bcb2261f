import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Fit, type FitProgress, type FitRequest } from "../engine/contract";
import { type Frame } from "../engine/frame";
import { addInstance, readGraph, readInstance } from "../store/graphRecords";
import {
  type ModelRecord,
  readModel,
  saveModelFit,
  saveModelTrace,
  setModelInstance,
  type StoredFit,
} from "../store/modelRecords";
import { activate, readProject } from "../store/projectRecords";
import { type Job, JobFailed, type JobRun, sentences, type Workplace } from "./jobTypes";
import { evaluationFlags, frameOf, type GraphOf, trainingFlags } from "./modelFrame";
import { type FitEvidence } from "./modelChecks";
import { predictiveFile } from "../store/dataFolder";
import { readNumbers, writeNumbers } from "./numberFile";

type LowGraph = FitRequest["graph"];

/** Trains a model: expands its graph where that is high-level, fits, and keeps the draws. */
export const modelJob: Job = async (place, run) => {
  const model = readModel(place.db, run.key);
  if (!model) throw new JobFailed("The model's record is gone.");
  run.report(0, "reading");
  const stored = storedGraph(place, model);
  const { frame, notes } = await frameOf(place, model, model.datasetIid, stored, run.signal);
  const training = trainingFlags(frame, model);
  const { graph, warnings } = lowGraph(place, model, stored, frame, training);
  const trace: Trace = { loss: [], blocks: [] };
  const warmStart = await posteriorMean(place, model, run.signal);
  const request = { ...fitRequest(model, graph, frame, training), ...(warmStart && { warmStart }) };
  const fit = await place.machinery.fitModel(request, {
    workerUrl: place.engineWorker,
    workers: place.workers,
    signal: run.signal,
    onProgress: follow(place, run, trace),
  });
  const said = [...notes, ...warnings, ...fit.warnings];
  const kept = await keepDraws(place, model, fit, said);
  return {
    message: sentences([model.note, ...said]),
    save: () => {
      saveModelFit(place.db, run.key, kept, fit.metrics);
      saveModelTrace(place.db, run.key, { loss: fit.elbo, blocks: trace.blocks });
      if (model.activate) activate(place.db, run.key.projectId, "model", run.key.iid);
    },
  };
};

/** The graph a model has in the records: its instance where there is one, else the high-level graph to expand. */
function storedGraph(place: Workplace, model: ModelRecord): GraphOf {
  const instance = model.instanceId === null ? undefined : readInstance(place.db, model.instanceId);
  const text = instance ?? (model.graphId === null ? undefined : readGraph(place.db, model.projectId, model.graphId));
  if (!text) throw new JobFailed("The model's graph is gone from the records.");
  const lists = { nodes: JSON.parse(text.nodes) as never[], edges: JSON.parse(text.edges) as never[] };
  return instance ? { level: "low", graph: lists } : { level: "high", graph: lists };
}

/** The low-level graph to fit; one that is expanded here becomes a stored instance at once, so that it can be read. */
function lowGraph(
  place: Workplace,
  model: ModelRecord,
  stored: GraphOf,
  frame: Frame,
  training: Uint8Array,
): { graph: LowGraph; warnings: readonly string[] } {
  if (stored.level === "low") return { graph: stored.graph, warnings: [] };
  const { graph, warnings } = place.machinery.expandGraph(stored.graph, frame, training);
  const { db } = place;
  db.transaction(() => {
    const instanceId = addInstance(db, {
      teamId: readProject(db, model.projectId)?.teamId ?? 0,
      projectId: model.projectId,
      graphId: model.graphId,
      nodeIds: graph.nodes.map(({ id }) => id),
      nodes: JSON.stringify(graph.nodes),
      edges: JSON.stringify(graph.edges),
    });
    setModelInstance(db, model, instanceId);
  });
  return { graph, warnings };
}

function fitRequest(model: ModelRecord, graph: LowGraph, frame: Frame, training: Uint8Array): FitRequest {
  return {
    graph,
    frame,
    training,
    evaluation: evaluationFlags(frame, model, training),
    variational: { epochs: model.epochs, learningRate: model.learningRate, samples: model.samples },
    sampler: model.sampler,
    seed: model.seed,
  };
}

/** Where a refit starts: the mean of each parameter over the draws of its source; undefined for a model without one. */
async function posteriorMean(
  place: Workplace,
  { projectId, sourceIid }: ModelRecord,
  signal: AbortSignal,
): Promise<FitRequest["warmStart"]> {
  const fit = sourceIid === null ? undefined : readModel(place.db, { projectId, iid: sourceIid })?.fit;
  if (!fit) return undefined;
  const draws = await readNumbers(join(place.folder.fits, fit.drawsFile), signal);
  const width = fit.names.length;
  const mean = new Float64Array(width);
  draws.forEach((value, index) => (mean[index % width] = (mean[index % width] ?? 0) + value / fit.drawCount));
  return { names: fit.names, mean };
}

interface Trace {
  readonly loss: number[];
  readonly blocks: NonNullable<FitProgress["block"]>[];
}

/** Turns the engine's progress into the record's Progress, Phase, Loss and Blocks. */
const follow =
  ({ db }: Workplace, { key, report }: JobRun, trace: Trace) =>
  ({ phase, fraction, elbo, block }: FitProgress): void => {
    if (elbo !== undefined) trace.loss.push(elbo);
    if (block) trace.blocks.push(block);
    report(fraction, phase, () => saveModelTrace(db, key, trace));
  };

async function keepDraws(
  place: Workplace,
  model: ModelRecord,
  fit: Fit,
  warnings: readonly string[],
): Promise<StoredFit> {
  const drawsFile = `model-${model.projectId}-${model.iid}.f64`;
  await writeNumbers(join(place.folder.fits, drawsFile), [fit.draws]);
  const evidence: FitEvidence = { ...fit.predictive, density: fit.density, leftOut: fit.leftOut, warnings };
  await writeFile(join(place.folder.fits, predictiveFile(drawsFile)), JSON.stringify(evidence));
  return {
    engine: fit.engine,
    seed: fit.seed,
    sampler: fit.sampler,
    names: fit.names,
    drawCount: fit.drawCount,
    chains: fit.chains,
    seconds: fit.seconds,
    paretoK: fit.paretoK ?? null,
    convergence: fit.convergence ?? null,
    drawsFile,
  };
}
