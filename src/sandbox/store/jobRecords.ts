import { type Database, type Row, integer, optionalText, text } from "./database";

/** Kinds of record that a background job fills in. */
export type JobKind = "upload" | "dataset" | "model" | "attribution" | "attributionSet";
/** The sandbox's own word; HTTP turns it into the status word of each kind. */
export type JobState = "pending" | "working" | "done" | "failed" | "cancelled";

export interface RecordKey {
  readonly projectId: number;
  readonly iid: number;
}

export interface JobRecord extends RecordKey {
  readonly name: string;
  readonly state: JobState;
  readonly message: string | null;
  /** 0..1 */
  readonly progress: number;
  readonly phase: string;
  /** How often the job was begun. */
  readonly attempts: number;
  /** ISO time. */
  readonly createdAt: string;
}

export interface Page {
  readonly limit?: number | undefined;
  /** Only records with a smaller id. */
  readonly before?: number | undefined;
}

export const JOB_TABLES: Readonly<Record<JobKind, string>> = {
  upload: "uploads",
  dataset: "datasets",
  model: "models",
  attribution: "attributions",
  attributionSet: "attribution_sets",
};
export const JOB_KINDS = Object.keys(JOB_TABLES) as readonly JobKind[];

export const jobRecord = (row: Row): JobRecord => ({
  projectId: integer(row, "project_id"),
  iid: integer(row, "iid"),
  name: text(row, "name"),
  state: text(row, "state") as JobState,
  message: optionalText(row, "message"),
  progress: Number(row.progress),
  phase: text(row, "phase"),
  attempts: integer(row, "attempts"),
  createdAt: text(row, "created_at"),
});

const WHERE = "WHERE project_id = ? AND iid = ?";

export const readRow = (db: Database, kind: JobKind, key: RecordKey): Row | undefined =>
  db.one(`SELECT * FROM ${JOB_TABLES[kind]} ${WHERE}`, [key.projectId, key.iid]);

/** Newest first. */
export const listRows = (db: Database, kind: JobKind, projectId: number, { limit, before }: Page = {}): Row[] =>
  db.all(`SELECT * FROM ${JOB_TABLES[kind]} WHERE project_id = ? AND iid < ? ORDER BY iid DESC LIMIT ?`, [
    projectId,
    before ?? Number.MAX_SAFE_INTEGER,
    limit ?? -1,
  ]);

/** Running numbers start at 1 in every project, for every kind. */
export const nextIid = (db: Database, kind: Exclude<JobKind, "upload">, projectId: number): number =>
  integer(
    db.one(`SELECT coalesce(max(iid), 0) + 1 AS next FROM ${JOB_TABLES[kind]} WHERE project_id = ?`, [projectId]) ?? {},
    "next",
  );

export function readJob(db: Database, kind: JobKind, key: RecordKey): JobRecord | undefined {
  const row = readRow(db, kind, key);
  return row && jobRecord(row);
}

/** Jobs that are not over, in the order in which they were asked for. */
export function unfinishedJobs(db: Database): { kind: JobKind; job: JobRecord }[] {
  return JOB_KINDS.flatMap((kind) =>
    db
      .all(`SELECT * FROM ${JOB_TABLES[kind]} WHERE state IN ('pending', 'working') ORDER BY created_at, iid`)
      .map((row) => ({ kind, job: jobRecord(row) })),
  );
}

const update = (db: Database, kind: JobKind, key: RecordKey, set: string, values: (string | number | null)[]) =>
  db.run(`UPDATE ${JOB_TABLES[kind]} SET ${set} ${WHERE}`, [...values, key.projectId, key.iid]);

export const beginJob = (db: Database, kind: JobKind, key: RecordKey): void =>
  update(db, kind, key, "state = 'working', progress = 0, attempts = attempts + 1", []);

/** Puts a begun job back; an orderly stop does not count as an attempt. */
export const putJobBack = (
  db: Database,
  kind: JobKind,
  key: RecordKey,
  message: string | null,
  counts: boolean,
): void =>
  update(db, kind, key, "state = 'pending', progress = 0, phase = '', message = ?, attempts = attempts - ?", [
    message,
    counts ? 0 : 1,
  ]);

export const reportJob = (db: Database, kind: JobKind, key: RecordKey, progress: number, phase: string): void =>
  update(db, kind, key, "progress = ?, phase = ?", [progress, phase]);

export const finishJob = (db: Database, kind: JobKind, key: RecordKey, message: string | null): void =>
  update(db, kind, key, "state = 'done', progress = 1, phase = '', message = ?", [message]);

/** Ends a job without a result; progress and phase keep saying how far it came. */
export const endJob = (
  db: Database,
  kind: JobKind,
  key: RecordKey,
  state: "failed" | "cancelled",
  message: string,
): void => update(db, kind, key, "state = ?, message = ?", [state, message]);
