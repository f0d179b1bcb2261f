import { type FileType, fileTypeNamed, isSpecified, type TypeName } from "../../dataFiles/fileTypes";
import { type Database, type Row, integer, json, optionalInteger, optionalText, text } from "./database";
import { jobRecord, type JobRecord, listRows, type Page, readRow, type RecordKey } from "./jobRecords";

export type { FileType, TypeName };

export interface UploadRecord extends JobRecord {
  /** The file type as the client named it; one that we do not know is read as a type without a specification. */
  readonly datasetName: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Name of the received file in the incoming folder. */
  readonly incoming: string;
  /** Name of the file with the rows in the uploads folder; null until they are read. */
  readonly rowsFile: string | null;
  readonly rows: number | null;
  /** The first findings of the check, as the reader said them. */
  readonly findings: readonly unknown[];
  readonly findingCount: number;
}

export const isKnownType = ({ datasetName }: Pick<UploadRecord, "datasetName">): boolean =>
  fileTypeNamed(datasetName) !== undefined;

/** A name of no type that we know is a type of its own, of which only the common columns are checked. */
export const typeOf = ({ datasetName }: Pick<UploadRecord, "datasetName">): TypeName =>
  fileTypeNamed(datasetName) ?? datasetName;

/** Whether the platform documents the columns of its type. */
export const isOfSpecifiedType = (upload: Pick<UploadRecord, "datasetName">): boolean => isSpecified(typeOf(upload));

const KEPT_FINDINGS = 100;

const upload = (row: Row): UploadRecord => ({
  ...jobRecord(row),
  datasetName: text(row, "dataset_name"),
  fileName: text(row, "file_name"),
  size: integer(row, "size"),
  sha256: text(row, "sha256"),
  incoming: text(row, "incoming"),
  rowsFile: optionalText(row, "rows_file"),
  rows: optionalInteger(row, "row_count"),
  findings: json<unknown[]>(row, "findings"),
  findingCount: integer(row, "finding_count"),
});

export type NewUpload = Pick<UploadRecord, "projectId" | "datasetName" | "fileName" | "size" | "sha256" | "incoming">;

/** Answers the upload's number, which runs over the whole server. */
export const addUpload = (db: Database, upload: NewUpload, createdAt: string): number =>
  db.insert(
    `INSERT INTO uploads (project_id, dataset_name, file_name, size, sha256, incoming, name, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      upload.projectId,
      upload.datasetName,
      upload.fileName,
      upload.size,
      upload.sha256,
      upload.incoming,
      upload.fileName,
      createdAt,
    ],
  );

export function readUpload(db: Database, key: RecordKey): UploadRecord | undefined {
  const row = readRow(db, "upload", key);
  return row && upload(row);
}

export const listUploads = (db: Database, projectId: number, page?: Page): UploadRecord[] =>
  listRows(db, "upload", projectId, page).map(upload);

/** Whether an upload, other than the one named, is still to be read from a received file. */
export const isAwaited = (db: Database, file: { readonly incoming: string; readonly iid?: number }): boolean =>
  db.one("SELECT 1 FROM uploads WHERE incoming = ? AND iid <> ? AND state IN ('pending', 'working')", [
    file.incoming,
    file.iid ?? -1,
  ]) !== undefined;

export interface UploadContent {
  readonly rowsFile: string | null;
  readonly rows: number;
  readonly findings: readonly unknown[];
  readonly findingCount: number;
}

export const saveUploadContent = (db: Database, key: RecordKey, content: UploadContent): void =>
  db.run(
    "UPDATE uploads SET rows_file = ?, row_count = ?, findings = ?, finding_count = ? WHERE project_id = ? AND iid = ?",
    [
      content.rowsFile,
      content.rows,
      JSON.stringify(content.findings.slice(0, KEPT_FINDINGS)),
      content.findingCount,
      key.projectId,
      key.iid,
    ],
  );
