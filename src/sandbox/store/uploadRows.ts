import { randomUUID } from "node:crypto";
import { copyFileSync, linkSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import sqlite, { type Database, type SQLiteValue } from "node-sqlite3-wasm";
import { type Column } from "../../dataFiles/batch";
import { type Periodicity, type TypeName } from "../../dataFiles/fileTypes";
import { RowsLost } from "./rowsLost";
import { columnName, UPLOAD_VERSION, type UploadContents } from "./uploadSchema";

/** Rows in columns, as the files of one type hold them or as merging several made them. */
export interface DataRows {
  readonly type: TypeName;
  readonly periodicity: Periodicity | null;
  readonly size: number;
  readonly columns: readonly Column[];
}

/** One date of one combination that has rows. */
export interface DateOfCombination {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
  /** Days since 1970-01-01. */
  readonly day: number;
}

/** The database of one upload, opened to read. Synchronous: for the data worker. */
export class UploadRows {
  readonly contents: UploadContents;

  private constructor(
    private readonly db: Database,
    private readonly name: string,
  ) {
    const row = db.get("SELECT about FROM contents") as { about: string };
    this.contents = JSON.parse(row.about) as UploadContents;
    if (this.contents.version !== UPLOAD_VERSION) {
      throw new RowsLost("The rows were written by another version of the sandbox. Upload the file again.");
    }
  }

  static open(file: string): UploadRows {
    const name = readingName(file);
    linkOrCopy(file, name);
    try {
      return new UploadRows(new sqlite.Database(name, { readOnly: true, fileMustExist: true }), name);
    } catch (error) {
      removeDatabase(name);
      throw error instanceof RowsLost ? error : damaged(error);
    }
  }

  /** Opens the rows of an upload for one piece of work. */
  static use<T>(file: string, work: (rows: UploadRows) => T): T {
    const rows = UploadRows.open(file);
    try {
      return work(rows);
    } catch (error) {
      throw error instanceof sqlite.SQLite3Error ? damaged(error) : error;
    } finally {
      rows.close();
    }
  }

  /** Whether every page can be read, not only the first. */
  isSound(): boolean {
    return (this.db.get("PRAGMA quick_check(1)") as { quick_check?: unknown } | null)?.quick_check === "ok";
  }

  /** All rows of a country, or all rows, in the order of the file. */
  read(country?: string): DataRows {
    const { columns, type, periodicity, rows } = this.contents;
    const at = columns.findIndex(({ name }) => name === "Country");
    const filtered = country !== undefined && at >= 0;
    const code = filtered ? this.codeOf(at, country) : 0;
    const where = filtered ? ` WHERE ${columnName(at)} = ${String(code)}` : "";
    const target = columns.map(({ name, kind }, i) => this.emptyColumn(name, kind, i, rows));
    let size = 0;
    const statement = this.db.prepare(
      `SELECT ${columns.map((_, i) => columnName(i)).join(",")} FROM rows${where} ORDER BY rowid`,
    );
    try {
      for (const row of statement.iterate()) putRow(target, row as Record<string, SQLiteValue>, size++);
    } finally {
      statement.finalize();
    }
    return { type, periodicity, size, columns: target.map((column) => firstRows(column, size)) };
  }

  /** The dates of the first date column with their combination, each once. */
  dates(): DateOfCombination[] {
    const { columns } = this.contents;
    const day = columns.findIndex(({ kind }) => kind === "date");
    if (day < 0) return [];
    const places = ["Country", "Region", "Grouping"].map((name) => columns.findIndex((column) => column.name === name));
    const words = places.map((at) => (at < 0 ? ["all"] : this.words(at)));
    const asked = [...places.map((at) => (at < 0 ? "0" : columnName(at))), columnName(day)];
    const rows = this.db.all(
      `SELECT DISTINCT ${asked.map((sql, i) => `${sql} AS v${String(i)}`).join(", ")} FROM rows`,
    );
    return rows.map((row) => {
      const value = (i: number) => Number((row as Record<string, SQLiteValue>)[`v${String(i)}`]);
      const word = (i: number) => words[i]?.[value(i)] ?? "all";
      return { country: word(0), region: word(1), grouping: word(2), day: value(3) };
    });
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
    removeDatabase(this.name);
  }

  private codeOf(column: number, word: string): number {
    const found = this.db.get("SELECT code FROM words WHERE col = ? AND word = ?", [column, word]);
    return found === null ? -1 : Number((found as { code: SQLiteValue }).code);
  }

  private words(column: number): string[] {
    return this.db
      .all("SELECT word FROM words WHERE col = ? ORDER BY code", [column])
      .map((row) => String((row as { word: SQLiteValue }).word));
  }

  private emptyColumn(name: string, kind: Column["kind"], index: number, rows: number): Column {
    if (kind === "dimension") return { kind, name, codes: new Uint32Array(rows), dictionary: this.words(index) };
    if (kind === "date") return { kind, name, days: new Int32Array(rows) };
    return { kind, name, values: new Float64Array(rows) };
  }
}

const damaged = (cause: unknown): RowsLost =>
  new RowsLost("The rows of an upload are damaged in the sandbox's folder. Upload the file again.", { cause });

function putRow(target: readonly Column[], row: Record<string, SQLiteValue>, at: number): void {
  for (let i = 0; i < target.length; i++) {
    const column = target[i];
    const value = row[columnName(i)];
    if (column === undefined) continue;
    if (column.kind === "dimension") column.codes[at] = Number(value);
    else if (column.kind === "date") column.days[at] = Number(value);
    else column.values[at] = value === null ? NaN : Number(value);
  }
}

export function firstRows(column: Column, size: number): Column {
  if (column.kind === "dimension") return { ...column, codes: column.codes.subarray(0, size) };
  if (column.kind === "date") return { ...column, days: column.days.subarray(0, size) };
  return { ...column, values: column.values.subarray(0, size) };
}

/** Names that only this process knows; a killed one leaves them behind, and they may be removed at any start. */
const readingName = (file: string) => join(dirname(file), `reading-${randomUUID()}.tmp`);

/**
 * The driver locks a file for one connection, also for reading, with a directory beside it. A name of one's own lets any
 * number of readers at the same bytes, and leaves no lock on them when a reader is killed.
 */
function linkOrCopy(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new RowsLost("The rows of an upload are gone from the sandbox's folder. Upload the file again.", {
        cause: error,
      });
    }
    copyFileSync(file, name);
  }
}

/** Removes a database file of ours and its lock. */
export function removeDatabase(name: string): void {
  rmSync(name, { force: true });
  rmSync(`${name}.lock`, { recursive: true, force: true });
}
