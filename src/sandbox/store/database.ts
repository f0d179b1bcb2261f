// The library is CommonJS: plain Node finds its classes only below the default import.
import sqlite, { type JSValue, type SQLiteValue } from "node-sqlite3-wasm";

export type Row = Readonly<Record<string, SQLiteValue>>;
export type Value = JSValue;

/** One SQLite file with plain rows and nested-safe transactions. Synchronous: only the owner's main thread uses it. */
export class Database {
  readonly #file: sqlite.Database;

  constructor(path: string) {
    this.#file = new sqlite.Database(path);
    this.#file.exec("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");
  }

  exec(sql: string): void {
    this.#file.exec(sql);
  }

  run(sql: string, values: readonly Value[] = []): void {
    this.#file.run(sql, [...values]);
  }

  /** Inserts and answers the row id that SQLite gave. */
  insert(sql: string, values: readonly Value[]): number {
    return Number(this.#file.run(sql, [...values]).lastInsertRowid);
  }

  all(sql: string, values: readonly Value[] = []): Row[] {
    return this.#file.all(sql, [...values]) as Row[];
  }

  one(sql: string, values: readonly Value[] = []): Row | undefined {
    return (this.#file.get(sql, [...values]) as Row | null) ?? undefined;
  }

  /** All or nothing; inside another transaction the work simply joins it. */
  transaction<T>(work: () => T): T {
    if (this.#file.inTransaction) return work();
    this.#file.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#file.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#file.inTransaction) this.#file.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    if (this.#file.isOpen) this.#file.close();
  }
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
