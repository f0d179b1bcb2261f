import { type Periodicity } from "../../dataFiles/fileTypes";
import { type Database, type Row, integer, optionalInteger, optionalText, text } from "./database";

export interface Team {
  readonly id: number;
  readonly name: string;
}

export interface Project {
  readonly id: number;
  readonly teamId: number;
  readonly name: string;
  readonly periodicity: Periodicity | null;
  readonly activeDataset: number | null;
  readonly activeSet: number | null;
  readonly activeModel: number | null;
  /** Whether this is the demo project, and whether its content is still being made. */
  readonly demo: "making" | "made" | null;
}

const team = (row: Row): Team => ({ id: integer(row, "id"), name: text(row, "name") });

const project = (row: Row): Project => ({
  id: integer(row, "id"),
  teamId: integer(row, "team_id"),
  name: text(row, "name"),
  periodicity: optionalText(row, "periodicity") as Project["periodicity"],
  activeDataset: optionalInteger(row, "active_dataset"),
  activeSet: optionalInteger(row, "active_set"),
  activeModel: optionalInteger(row, "active_model"),
  demo: optionalText(row, "demo") as Project["demo"],
});

export const listTeams = (db: Database): Team[] => db.all("SELECT * FROM teams ORDER BY id").map(team);

/** Newest first. */
export const listProjects = (db: Database, teamId: number): Project[] =>
  db.all("SELECT * FROM projects WHERE team_id = ? ORDER BY id DESC", [teamId]).map(project);

export function readTeam(db: Database, id: number): Team | undefined {
  const row = db.one("SELECT * FROM teams WHERE id = ?", [id]);
  return row && team(row);
}

export function readProject(db: Database, id: number): Project | undefined {
  const row = db.one("SELECT * FROM projects WHERE id = ?", [id]);
  return row && project(row);
}

export function readDemoProject(db: Database): Project | undefined {
  const row = db.one("SELECT * FROM projects WHERE demo IS NOT NULL ORDER BY id");
  return row && project(row);
}

export const addTeam = (db: Database, name: string): number => db.insert("INSERT INTO teams (name) VALUES (?)", [name]);

export const renameTeam = (db: Database, id: number, name: string): void =>
  db.run("UPDATE teams SET name = ? WHERE id = ?", [name, id]);

/** Without a periodicity the project takes that of its first Sales. */
export interface NewProject {
  readonly teamId: number;
  readonly name: string;
  readonly periodicity?: Periodicity | null;
  readonly demo?: Project["demo"];
}

export const addProject = (db: Database, { teamId, name, periodicity = null, demo = null }: NewProject): number =>
  db.insert("INSERT INTO projects (team_id, name, periodicity, demo) VALUES (?, ?, ?, ?)", [
    teamId,
    name,
    periodicity,
    demo,
  ]);

export const renameProject = (db: Database, id: number, name: string): void =>
  db.run("UPDATE projects SET name = ? WHERE id = ?", [name, id]);

export const setDemoMade = (db: Database, id: number): void =>
  db.run("UPDATE projects SET demo = 'made' WHERE id = ?", [id]);

/** A project's periodicity is chosen once: a later call changes nothing. Answers whether this call chose it. */
export function choosePeriodicity(db: Database, id: number, periodicity: Periodicity): boolean {
  if (readProject(db, id)?.periodicity !== null) return false;
  db.run("UPDATE projects SET periodicity = ? WHERE id = ?", [periodicity, id]);
  return true;
}

/** One dataset, one set and one model of a project are the ones in use. */
export const activate = (db: Database, id: number, what: "dataset" | "set" | "model", iid: number): void =>
  db.run(`UPDATE projects SET active_${what} = ? WHERE id = ?`, [iid, id]);
