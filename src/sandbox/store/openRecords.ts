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
    const waiting = db.all("SELECT incoming FROM uploads WHERE state IN ('pending', 'working')");
    removeOrphanedFiles(folder, new Set(waiting.map((row) => String(row.incoming))));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
