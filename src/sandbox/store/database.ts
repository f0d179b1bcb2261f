import { statfsSync } from "node:fs";
import { dirname } from "node:path";
// The library is CommonJS: plain Node finds its classes only below the default import.
import sqlite, { type JSValue, type SQLiteValue } from "node-sqlite3-wasm";

export type Row = Readonly<Record<string, SQLiteValue>>;
export type Value = JSValue;

/** Nothing was changed, for want of room. */
export class DiskFull extends Error {
  override readonly name = "DiskFull";
}

/** Whether something could not be written because the disk is full, in the words of the system or of the database. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof DiskFull || (error as NodeJS.ErrnoException | null)?.code === "ENOSPC";

/** SQLite needs a little for its journal beside what it writes. */
const LEAST_ROOM = 1 << 20;

const MOST_PREPARED = 200;

/** One SQLite file with plain rows and nested-safe transactions. Synchronous: only the owner's main thread uses it. */
export class Database {
  readonly #file: sqlite.Database;
  readonly #folder: string;
  /** Preparing a query takes longer than most queries. */
  readonly #prepared = new Map<string, sqlite.Statement>();

  constructor(path: string) {
    this.#folder = dirname(path);
    this.#file = new sqlite.Database(path);
    // The lock is a directory: taken once, a query takes 0.05 ms, taken for each 0.7 ms.
    this.#file.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");
  }

  exec(sql: string): void {
    this.#explained(() => this.#file.exec(sql));
  }

  run(sql: string, values: readonly Value[] = []): void {
    this.#explained(() => this.#file.run(sql, [...values]));
  }

  /** Inserts and answers the row id that SQLite gave. */
  insert(sql: string, values: readonly Value[]): number {
    return Number(this.#explained(() => this.#file.run(sql, [...values])).lastInsertRowid);
  }

  all(sql: string, values: readonly Value[] = []): Row[] {
    const query = this.#query(sql);
    try {
      // To its end: a query that is left in the middle keeps a transaction open.
      return query.all([...values]) as Row[];
    } catch (error) {
      this.#prepared.delete(sql);
      throw error;
    }
  }

  one(sql: string, values: readonly Value[] = []): Row | undefined {
    return this.all(sql, values)[0];
  }

  #query(sql: string): sqlite.Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= MOST_PREPARED) this.#forgetQueries();
    const made = this.#file.prepare(sql);
    this.#prepared.set(sql, made);
    return made;
  }

  #forgetQueries(): void {
    for (const statement of this.#prepared.values()) statement.finalize();
    this.#prepared.clear();
  }

  /** All or nothing; inside another transaction the work simply joins it. */
  transaction<T>(work: () => T): T {
    if (this.#file.inTransaction) return work();
    this.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#file.inTransaction) this.#file.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    if (this.#file.isOpen) this.#forgetQueries();
    if (this.#file.isOpen) this.#file.close();
  }

  /** The library says "disk I/O error" whatever the reason is. */
  #explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      const full = /is full/.test(message) || (/disk I\/O error/.test(message) && roomIn(this.#folder) < LEAST_ROOM);
      if (!full) throw error;
      throw new DiskFull("The disk of the data folder is full.", { cause: error });
    }
  }
}

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const wrongType = (column: string, wanted: string) =>
  new Error(`the record database holds no ${wanted} in "${column}"`);

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw wrongType(column, "text");
  return value;
}

export const optionalText = (row: Row, column: string): string | null =>
  (row[column] ?? null) === null ? null : text(row, column);

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number" && typeof value !== "bigint") throw wrongType(column, "number");
  return Number(value);
}

export const optionalInteger = (row: Row, column: string): number | null =>
  (row[column] ?? null) === null ? null : integer(row, column);

/** Reads a column that this program wrote with JSON.stringify. */
export const json = <T>(row: Row, column: string): T => JSON.parse(text(row, column)) as T;

export const optionalJson = <T>(row: Row, column: string): T | null =>
  (row[column] ?? null) === null ? null : json<T>(row, column);
