/** The rows of an upload are gone or damaged; sending its file again puts them back. */
export class RowsLost extends Error {
  override readonly name = "RowsLost";
}
