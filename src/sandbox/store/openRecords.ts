import { copyFileSync, existsSync, readdirSync, statSync } from "node:fs";
import { Database, text } from "./database";
import { type DataFolder, predictiveFile, removeOrphanedFiles, removeStaleLocks, setDamagedAside } from "./dataFolder";
import { addProject, addTeam, listTeams } from "./projectRecords";
import { prepareSchema } from "./schema";

/**
 * Opens the records of a folder that the caller owns; an empty folder gets the team and project that everybody has. A
 * database that cannot be read is set aside with everything that only it explains: `onDamaged` is told where it lies.
 */
export function openRecords(
  folder: DataFolder,
  onDamaged: (kept: string, why: string) => void = () => undefined,
): Database {
  removeStaleLocks(folder);
  try {
    return openSound(folder);
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamaged(setDamagedAside(folder, new Date()), error.message);
    removeStaleLocks(folder);
    return openSound(folder);
  }
}

function openSound(folder: DataFolder): Database {
  requireContent(folder);
  const db = new Database(folder.database);
  try {
    prepareSchema(db, (version) => copyFileSync(folder.database, `${folder.database}.version-${version}`));
    requireSound(db);
    db.transaction(() => {
      if (listTeams(db).length === 0) addProject(db, { teamId: addTeam(db, "My team"), name: "My project" });
    });
    const waiting = "SELECT incoming FROM uploads WHERE state IN ('pending', 'working')";
    removeOrphanedFiles(folder.incoming, namesIn(db, waiting));
    const models = "SELECT fit ->> 'drawsFile' FROM models WHERE fit IS NOT NULL";
    const attributions = "SELECT result ->> 'file' FROM attributions WHERE result IS NOT NULL";
    const draws = [...namesIn(db, models)];
    removeOrphanedFiles(folder.fits, new Set([...draws, ...draws.map(predictiveFile), ...namesIn(db, attributions)]));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

class Damage extends Error {
  override readonly name = "Damage";
}

/** SQLite makes a new database of no file, or of one without a byte; beside files that only records explain it was lost. */
function requireContent({ database, uploads, fits }: DataFolder): void {
  const size = statSync(database, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 || [uploads, fits].every((part) => readdirSync(part).length === 0)) return;
  throw new Damage(existsSync(database) ? "the file is empty" : "the file is gone");
}

/** Every page, not only those that the start needs: a record must not turn out to be unreadable later. */
function requireSound(db: Database): void {
  const found = text(db.one("PRAGMA quick_check(1)") ?? {}, "quick_check");
  if (found !== "ok") throw new Damage(found);
}

const isDamage = (error: unknown): error is Error =>
  error instanceof Damage ||
  (error instanceof Error && /not a database|malformed|corrupt|unsupported file format/i.test(error.message));

const namesIn = (db: Database, query: string): ReadonlySet<string> =>
  new Set(db.all(query).map((row) => String(Object.values(row)[0])));
