import sqlite, { type Database, type JSValue, type Statement } from "node-sqlite3-wasm";
import { type Batch, type Column } from "../../dataFiles/batch";
import { columnName, createTables, UPLOAD_VERSION, type UploadContents } from "./uploadSchema";

/** Rows of one INSERT; many rows a statement take a quarter of the time of one row each. */
const ROWS_PER_INSERT = 100;
/** SQLite takes this many values in one statement, in round numbers. */
const VALUES_PER_INSERT = 30_000;

/** Writes the rows of an upload into a database of its own, in one transaction. Nobody else knows the file yet. */
export class UploadWriter {
  private readonly db: Database;
  private insertMany: Statement | undefined;
  private columns: UploadContents["columns"] = [];
  private readonly wordsWritten: number[] = [];
  private atOnce = ROWS_PER_INSERT;
  private rows = 0;

  constructor(path: string) {
    this.db = new sqlite.Database(path);
    // A half-written file is thrown away, never repaired: it needs no journal.
    this.db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
  }

  add(batch: Batch): void {
    const count = batch.rowNumbers.length;
    if (count === 0) return;
    this.insertMany ??= this.begin(batch.columns);
    batch.columns.forEach((column, i) => this.addWords(column, i));
    const whole = count - (count % this.atOnce);
    for (let from = 0; from < whole; from += this.atOnce) {
      this.insertMany.run(rowValues(batch, from, from + this.atOnce));
    }
    if (whole < count) this.db.run(this.insertSql(count - whole), rowValues(batch, whole, count));
    this.rows += count;
  }

  finish(about: Pick<UploadContents, "type" | "periodicity">): void {
    if (this.insertMany === undefined) throw new Error("The file has no rows to keep.");
    const contents: UploadContents = { version: UPLOAD_VERSION, ...about, rows: this.rows, columns: this.columns };
    this.db.run("INSERT INTO contents VALUES (?)", [JSON.stringify(contents)]);
    this.insertMany.finalize();
    this.db.exec("COMMIT");
    this.db.close();
  }

  /** Closes the file as it is; the caller removes it. */
  abandon(): void {
    if (!this.db.isOpen) return;
    this.insertMany?.finalize();
    this.db.close();
  }

  private begin(columns: readonly Column[]): Statement {
    this.columns = columns.map(({ name, kind }) => ({ name, kind }));
    this.db.exec(createTables(this.columns));
    this.atOnce = Math.min(ROWS_PER_INSERT, Math.floor(VALUES_PER_INSERT / columns.length));
    return this.db.prepare(this.insertSql(this.atOnce));
  }

  private insertSql(rows: number): string {
    const names = this.columns.map((_, i) => columnName(i));
    const places = `(${names.map(() => "?").join(",")})`;
    return `INSERT INTO rows (${names.join(",")}) VALUES ${Array<string>(rows).fill(places).join(",")}`;
  }

  private addWords(column: Column, index: number): void {
    if (column.kind !== "dimension") return;
    const from = this.wordsWritten[index] ?? 0;
    for (let code = from; code < column.dictionary.length; code++) {
      this.db.run("INSERT INTO words VALUES (?, ?, ?)", [index, code, column.dictionary[code] ?? ""]);
    }
    this.wordsWritten[index] = column.dictionary.length;
  }
}

function rowValues(batch: Batch, from: number, to: number): JSValue[] {
  const values: JSValue[] = [];
  for (let row = from; row < to; row++) {
    for (const column of batch.columns) {
      if (column.kind === "dimension") values.push(column.codes[row] ?? 0);
      else if (column.kind === "date") values.push(column.days[row] ?? 0);
      else {
        const value = column.values[row] ?? NaN;
        values.push(Number.isNaN(value) ? null : value);
      }
    }
  }
  return values;
}
