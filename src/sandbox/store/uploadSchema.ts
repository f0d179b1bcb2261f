import { type Column } from "../../dataFiles/batch";
import { type Periodicity, type TypeName } from "../../dataFiles/fileTypes";

/** Raised when the tables change: files of another version are written anew by the next upload of the same bytes. */
export const UPLOAD_VERSION = 1;

/** What the database of an upload says about itself. */
export interface UploadContents {
  readonly version: number;
  readonly type: TypeName;
  readonly periodicity: Periodicity | null;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly kind: Column["kind"] }[];
}

/** Rows are in the order they were written. Words are kept once and rows refer to them by code; dates are days since 1970-01-01. */
export function createTables(columns: UploadContents["columns"]): string {
  const types = { dimension: "INTEGER NOT NULL", date: "INTEGER NOT NULL", measure: "REAL" };
  const cells = columns.map(({ kind }, i) => `${columnName(i)} ${types[kind]}`);
  return `
    CREATE TABLE contents (about TEXT NOT NULL);
    CREATE TABLE words (col INTEGER NOT NULL, code INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (col, code)) WITHOUT ROWID;
    CREATE TABLE rows (${cells.join(", ")});`;
}

/** The columns of `rows` are numbered: names of files are not trusted as SQL. */
export const columnName = (index: number): string => `c${String(index)}`;
