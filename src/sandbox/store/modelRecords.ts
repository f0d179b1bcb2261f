import { type Database, type Row, integer, json, optionalInteger, optionalJson, optionalText, text } from "./database";
import { jobRecord, type JobRecord, listRows, nextIid, type Page, readRow, type RecordKey } from "./jobRecords";

/** Where a model applies. */
export interface Place {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
}

export interface ModelRequest {
  readonly datasetIid: number;
  /** The model that a refit starts from; null for a build. */
  readonly sourceIid: number | null;
  readonly place: Place;
  readonly trainDates: readonly string[];
  readonly evalDates: readonly string[];
  readonly epochs: number;
  readonly learningRate: number;
  readonly samples: number;
  readonly sampler: "nuts" | "fast";
  readonly seed: number;
  readonly activate: boolean;
  readonly graphId: number | null;
  /** Null until a high-level graph is expanded. */
  readonly instanceId: number | null;
  /** What the record says about where its graph comes from. */
  readonly note: string | null;
}

export interface Metric {
  readonly r2: number;
  readonly mape: number;
  readonly wmape: number;
  readonly n: number;
}

/** What is kept of a fit beside its draws, which lie in a file of their own. */
export interface StoredFit {
  readonly engine: string;
  readonly seed: number;
  readonly sampler: string;
  readonly names: readonly string[];
  readonly drawCount: number;
  readonly chains: number;
  readonly seconds: number;
  readonly paretoK: number | null;
  readonly convergence: unknown;
  readonly drawsFile: string;
}

export interface ModelRecord extends JobRecord, ModelRequest {
  /** Evidence lower bound so far, one value a report. */
  readonly loss: readonly number[];
  readonly blocks: readonly unknown[];
  readonly metrics: { readonly train: Metric; readonly eval?: Metric; readonly all: Metric } | null;
  readonly fit: StoredFit | null;
}

const model = (row: Row): ModelRecord => ({
  ...jobRecord(row),
  datasetIid: integer(row, "dataset_iid"),
  sourceIid: optionalInteger(row, "source_iid"),
  place: { country: text(row, "country"), region: text(row, "region"), grouping: text(row, "grouping") },
  trainDates: json<string[]>(row, "train_dates"),
  evalDates: json<string[]>(row, "eval_dates"),
  epochs: integer(row, "epochs"),
  learningRate: Number(row.learning_rate),
  samples: integer(row, "samples"),
  sampler: text(row, "sampler") as ModelRecord["sampler"],
  seed: integer(row, "seed"),
  activate: row.activate === 1,
  graphId: optionalInteger(row, "graph_id"),
  instanceId: optionalInteger(row, "instance_id"),
  note: optionalText(row, "note"),
  loss: json<number[]>(row, "loss"),
  blocks: json<unknown[]>(row, "blocks"),
  metrics: optionalJson<NonNullable<ModelRecord["metrics"]>>(row, "metrics"),
  fit: optionalJson<StoredFit>(row, "fit"),
});

export function addModel(db: Database, projectId: number, request: ModelRequest, createdAt: string): number {
  const iid = nextIid(db, "model", projectId);
  const { place } = request;
  db.run(
    `INSERT INTO models (project_id, iid, dataset_iid, source_iid, country, region, grouping, train_dates, eval_dates,
       epochs, learning_rate, samples, sampler, seed, activate, graph_id, instance_id, note, name, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      projectId,
      iid,
      request.datasetIid,
      request.sourceIid,
      place.country,
      place.region,
      place.grouping,
      JSON.stringify(request.trainDates),
      JSON.stringify(request.evalDates),
      request.epochs,
      request.learningRate,
      request.samples,
      request.sampler,
      request.seed,
      request.activate,
      request.graphId,
      request.instanceId,
      request.note,
      `Model ${iid}`,
      createdAt,
    ],
  );
  return iid;
}

export function readModel(db: Database, key: RecordKey): ModelRecord | undefined {
  const row = readRow(db, "model", key);
  return row && model(row);
}

export const listModels = (db: Database, projectId: number, page?: Page): ModelRecord[] =>
  listRows(db, "model", projectId, page).map(model);

export const setModelInstance = (db: Database, key: RecordKey, instanceId: number): void =>
  db.run("UPDATE models SET instance_id = ? WHERE project_id = ? AND iid = ?", [instanceId, key.projectId, key.iid]);

export const saveModelTrace = (db: Database, key: RecordKey, trace: Pick<ModelRecord, "loss" | "blocks">): void =>
  db.run("UPDATE models SET loss = ?, blocks = ? WHERE project_id = ? AND iid = ?", [
    JSON.stringify(trace.loss),
    JSON.stringify(trace.blocks),
    key.projectId,
    key.iid,
  ]);

export const saveModelFit = (
  db: Database,
  key: RecordKey,
  fit: StoredFit,
  metrics: NonNullable<ModelRecord["metrics"]>,
): void =>
  db.run("UPDATE models SET fit = ?, metrics = ? WHERE project_id = ? AND iid = ?", [
    JSON.stringify(fit),
    JSON.stringify(metrics),
    key.projectId,
    key.iid,
  ]);
