import { type Database, integer } from "./database";

export const SCHEMA_VERSION = 2;

/** What every record that a background job fills in has. */
const JOB_COLUMNS = `
  state TEXT NOT NULL DEFAULT 'pending',
  message TEXT,
  progress REAL NOT NULL DEFAULT 0,
  phase TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  name TEXT NOT NULL`;

/** Each entry brings a database from the version before it to its own place in the list. */
const STEPS: readonly string[] = [
  `CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
   CREATE TABLE projects (
     id INTEGER PRIMARY KEY,
     team_id INTEGER NOT NULL REFERENCES teams(id),
     name TEXT NOT NULL,
     periodicity TEXT,
     active_dataset INTEGER,
     active_set INTEGER,
     active_model INTEGER,
     demo TEXT
   );
   CREATE TABLE uploads (
     iid INTEGER PRIMARY KEY AUTOINCREMENT,
     project_id INTEGER NOT NULL REFERENCES projects(id),
     dataset_name TEXT NOT NULL,
     file_name TEXT NOT NULL,
     size INTEGER NOT NULL,
     sha256 TEXT NOT NULL,
     incoming TEXT NOT NULL,
     rows_file TEXT,
     row_count INTEGER,
     findings TEXT NOT NULL DEFAULT '[]',
     finding_count INTEGER NOT NULL DEFAULT 0,
     ${JOB_COLUMNS}
   );
   CREATE INDEX uploads_of_project ON uploads (project_id, iid);
   CREATE TABLE datasets (
     project_id INTEGER NOT NULL REFERENCES projects(id),
     iid INTEGER NOT NULL,
     upload_ids TEXT NOT NULL,
     parent_ids TEXT NOT NULL,
     merged_uploads TEXT NOT NULL,
     activate INTEGER NOT NULL,
     periodicity TEXT,
     combinations TEXT NOT NULL DEFAULT '[]',
     ${JOB_COLUMNS},
     PRIMARY KEY (project_id, iid)
   );
   CREATE TABLE graphs (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     project_id INTEGER NOT NULL REFERENCES projects(id),
     content TEXT NOT NULL,
     nodes TEXT NOT NULL,
     edges TEXT NOT NULL
   );
   CREATE TABLE graph_instances (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     team_id INTEGER NOT NULL REFERENCES teams(id),
     project_id INTEGER NOT NULL REFERENCES projects(id),
     graph_id INTEGER REFERENCES graphs(id),
     node_ids TEXT NOT NULL,
     content TEXT NOT NULL,
     nodes TEXT NOT NULL,
     edges TEXT NOT NULL
   );
   CREATE INDEX instances_by_nodes ON graph_instances (project_id, node_ids);
   CREATE TABLE models (
     project_id INTEGER NOT NULL REFERENCES projects(id),
     iid INTEGER NOT NULL,
     dataset_iid INTEGER NOT NULL,
     source_iid INTEGER,
     country TEXT NOT NULL,
     region TEXT NOT NULL,
     grouping TEXT NOT NULL,
     train_dates TEXT NOT NULL,
     eval_dates TEXT NOT NULL,
     epochs INTEGER NOT NULL,
     learning_rate REAL NOT NULL,
     samples INTEGER NOT NULL,
     sampler TEXT NOT NULL,
     seed INTEGER NOT NULL,
     activate INTEGER NOT NULL,
     graph_id INTEGER REFERENCES graphs(id),
     instance_id INTEGER REFERENCES graph_instances(id),
     note TEXT,
     loss TEXT NOT NULL DEFAULT '[]',
     blocks TEXT NOT NULL DEFAULT '[]',
     metrics TEXT,
     fit TEXT,
     ${JOB_COLUMNS},
     PRIMARY KEY (project_id, iid)
   );
   CREATE TABLE attributions (
     project_id INTEGER NOT NULL REFERENCES projects(id),
     iid INTEGER NOT NULL,
     model_iid INTEGER NOT NULL,
     dataset_iid INTEGER NOT NULL,
     start_date TEXT NOT NULL,
     end_date TEXT NOT NULL,
     samples INTEGER NOT NULL,
     result TEXT,
     ${JOB_COLUMNS},
     PRIMARY KEY (project_id, iid)
   );
   CREATE TABLE attribution_sets (
     project_id INTEGER NOT NULL REFERENCES projects(id),
     iid INTEGER NOT NULL,
     attribution_ids TEXT NOT NULL,
     activate INTEGER NOT NULL,
     start_date TEXT,
     end_date TEXT,
     ${JOB_COLUMNS},
     PRIMARY KEY (project_id, iid)
   );
   CREATE TABLE tokens (
     hash TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     created_at TEXT NOT NULL
   );
   INSERT INTO sqlite_sequence (name, seq) VALUES ('uploads', 100), ('graphs', 70000), ('graph_instances', 90000);`,
  `CREATE TABLE access_tokens (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     hash TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     created_at TEXT NOT NULL,
     expires_at TEXT NOT NULL,
     revoked_at TEXT
   );
   INSERT INTO access_tokens (hash, name, role, created_at, expires_at)
     SELECT hash, name, 'admin', created_at, strftime('%Y-%m-%dT%H:%M:%fZ', created_at, '+365 days') FROM tokens;
   DROP TABLE tokens;`,
];

/**
 * Brings the tables up to date; `keepOld` is called before those of an older version are changed. Throws a sentence where
 * the file is of a newer program, or of another one. `wanted`: the version to end at.
 */
export function prepareSchema(
  db: Database,
  keepOld: (version: number) => void = () => undefined,
  wanted = SCHEMA_VERSION,
): void {
  const found = integer(db.one("PRAGMA user_version") ?? {}, "user_version");
  if (found > SCHEMA_VERSION) {
    throw new Error(
      `sandbox.sqlite has schema version ${found}, this sandbox knows versions up to ${SCHEMA_VERSION}: use a newer sandbox, or another data folder.`,
    );
  }
  if (found === 0 && db.one("SELECT 1 FROM sqlite_master") !== undefined) {
    throw new Error("sandbox.sqlite is the database of another program: use another data folder.");
  }
  if (found >= wanted) return;
  if (found > 0) keepOld(found);
  db.transaction(() => {
    for (const step of STEPS.slice(found, wanted)) db.exec(step);
    db.exec(`PRAGMA user_version = ${wanted}`);
  });
}
