import { type Database, type Row, integer, optionalJson, text } from "./database";
import { jobRecord, type JobRecord, listRows, nextIid, type Page, readRow, type RecordKey } from "./jobRecords";

export interface AttributionRequest {
  readonly modelIid: number;
  readonly datasetIid: number;
  /** ISO days, both included. */
  readonly startDate: string;
  readonly endDate: string;
  /** Posterior draws to use. */
  readonly samples: number;
}

export interface AttributionRecord extends JobRecord, AttributionRequest {
  /** What is kept of the result beside its numbers, as the training room wrote it; null until complete. */
  readonly result: unknown;
}

const attribution = (row: Row): AttributionRecord => ({
  ...jobRecord(row),
  modelIid: integer(row, "model_iid"),
  datasetIid: integer(row, "dataset_iid"),
  startDate: text(row, "start_date"),
  endDate: text(row, "end_date"),
  samples: integer(row, "samples"),
  result: optionalJson<unknown>(row, "result"),
});

export function addAttribution(
  db: Database,
  projectId: number,
  request: AttributionRequest,
  createdAt: string,
): number {
  const iid = nextIid(db, "attribution", projectId);
  db.run(
    `INSERT INTO attributions (project_id, iid, model_iid, dataset_iid, start_date, end_date, samples, name, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      projectId,
      iid,
      request.modelIid,
      request.datasetIid,
      request.startDate,
      request.endDate,
      request.samples,
      `Attribution ${iid}`,
      createdAt,
    ],
  );
  return iid;
}

export function readAttribution(db: Database, key: RecordKey): AttributionRecord | undefined {
  const row = readRow(db, "attribution", key);
  return row && attribution(row);
}

export const listAttributions = (db: Database, projectId: number, page?: Page): AttributionRecord[] =>
  listRows(db, "attribution", projectId, page).map(attribution);

export const saveAttributionResult = (db: Database, key: RecordKey, result: unknown): void =>
  db.run("UPDATE attributions SET result = ? WHERE project_id = ? AND iid = ?", [
    JSON.stringify(result),
    key.projectId,
    key.iid,
  ]);
