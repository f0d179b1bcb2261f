import { type CombinationSpan } from "../../dataFiles/batch";
import { type Database, type Row, json, optionalText } from "./database";
import { jobRecord, type JobRecord, listRows, nextIid, type Page, readRow, type RecordKey } from "./jobRecords";

export interface DatasetRecord extends JobRecord {
  readonly uploadIds: readonly number[];
  readonly parentIds: readonly number[];
  /** Every upload that counts, in merge order: where keys meet, the later one wins. */
  readonly mergedUploads: readonly number[];
  readonly activate: boolean;
  readonly periodicity: string | null;
  /** What its Sales cover. */
  readonly combinations: readonly CombinationSpan[];
}

const dataset = (row: Row): DatasetRecord => ({
  ...jobRecord(row),
  uploadIds: json<number[]>(row, "upload_ids"),
  parentIds: json<number[]>(row, "parent_ids"),
  mergedUploads: json<number[]>(row, "merged_uploads"),
  activate: row.activate === 1,
  periodicity: optionalText(row, "periodicity"),
  combinations: json<CombinationSpan[]>(row, "combinations"),
});

export type NewDataset = Pick<DatasetRecord, "projectId" | "uploadIds" | "parentIds" | "mergedUploads" | "activate">;

export function addDataset(db: Database, dataset: NewDataset, createdAt: string): number {
  const iid = nextIid(db, "dataset", dataset.projectId);
  db.run(
    `INSERT INTO datasets (project_id, iid, upload_ids, parent_ids, merged_uploads, activate, name, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      dataset.projectId,
      iid,
      JSON.stringify(dataset.uploadIds),
      JSON.stringify(dataset.parentIds),
      JSON.stringify(dataset.mergedUploads),
      dataset.activate,
      `Dataset ${iid}`,
      createdAt,
    ],
  );
  return iid;
}

export function readDataset(db: Database, key: RecordKey): DatasetRecord | undefined {
  const row = readRow(db, "dataset", key);
  return row && dataset(row);
}

export const listDatasets = (db: Database, projectId: number, page?: Page): DatasetRecord[] =>
  listRows(db, "dataset", projectId, page).map(dataset);

export const saveDatasetContent = (
  db: Database,
  key: RecordKey,
  content: Pick<DatasetRecord, "periodicity" | "combinations">,
): void =>
  db.run("UPDATE datasets SET periodicity = ?, combinations = ? WHERE project_id = ? AND iid = ?", [
    content.periodicity,
    JSON.stringify(content.combinations),
    key.projectId,
    key.iid,
  ]);
