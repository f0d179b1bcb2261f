import { Database } from "./database";
import { type DataFolder, removeOrphanedFiles, removeStaleLocks } from "./dataFolder";
import { addProject, addTeam, listTeams } from "./projectRecords";
import { prepareSchema } from "./schema";

/** Opens the records of a folder that the caller owns; an empty folder gets the team and project that everybody has. */
export function openRecords(folder: DataFolder): Database {
  removeStaleLocks(folder);
  const db = new Database(folder.database);
  try {
    prepareSchema(db);
    db.transaction(() => {
      if (listTeams(db).length === 0) addProject(db, addTeam(db, "My team"), "My project");
    });
    const waiting = "SELECT incoming FROM uploads WHERE state IN ('pending', 'working')";
    removeOrphanedFiles(folder.incoming, namesIn(db, waiting));
    const models = "SELECT fit ->> 'drawsFile' FROM models WHERE fit IS NOT NULL";
    const attributions = "SELECT result ->> 'file' FROM attributions WHERE result IS NOT NULL";
    removeOrphanedFiles(folder.fits, namesIn(db, `${models} UNION ALL ${attributions}`));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const namesIn = (db: Database, query: string): ReadonlySet<string> =>
  new Set(db.all(query).map((row) => String(Object.values(row)[0])));
