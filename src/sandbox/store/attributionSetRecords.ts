import { type Database, type Row, json, optionalText } from "./database";
import { jobRecord, type JobRecord, listRows, nextIid, type Page, readRow, type RecordKey } from "./jobRecords";

export interface AttributionSetRecord extends JobRecord {
  readonly attributionIds: readonly number[];
  readonly activate: boolean;
  /** The days that all members share; null until complete. */
  readonly startDate: string | null;
  readonly endDate: string | null;
}

const attributionSet = (row: Row): AttributionSetRecord => ({
  ...jobRecord(row),
  attributionIds: json<number[]>(row, "attribution_ids"),
  activate: row.activate === 1,
  startDate: optionalText(row, "start_date"),
  endDate: optionalText(row, "end_date"),
});

export function addAttributionSet(
  db: Database,
  projectId: number,
  request: Pick<AttributionSetRecord, "attributionIds" | "activate">,
  createdAt: string,
): number {
  const iid = nextIid(db, "attributionSet", projectId);
  db.run(
    `INSERT INTO attribution_sets (project_id, iid, attribution_ids, activate, name, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [projectId, iid, JSON.stringify(request.attributionIds), request.activate, `Attribution set ${iid}`, createdAt],
  );
  return iid;
}

export function readAttributionSet(db: Database, key: RecordKey): AttributionSetRecord | undefined {
  const row = readRow(db, "attributionSet", key);
  return row && attributionSet(row);
}

export const listAttributionSets = (db: Database, projectId: number, page?: Page): AttributionSetRecord[] =>
  listRows(db, "attributionSet", projectId, page).map(attributionSet);

export const saveSetDates = (db: Database, key: RecordKey, startDate: string, endDate: string): void =>
  db.run("UPDATE attribution_sets SET start_date = ?, end_date = ? WHERE project_id = ? AND iid = ?", [
    startDate,
    endDate,
    key.projectId,
    key.iid,
  ]);
