import { Uri, workspace } from "vscode";
import { nameOf } from "./fileSource";

/** Writes a new file beside another one, which nobody touches. */
export async function writeBeside(uri: Uri, suffix: string, bytes: Uint8Array): Promise<Uri> {
  const base = nameOf(uri).replace(/\.(csv|xlsx)$/i, "");
  const file = await freeName(Uri.joinPath(uri, ".."), `${base}.${suffix}`);
  await workspace.fs.writeFile(file, bytes);
  return file;
}

/** Sales.fixed.csv, or the first of Sales.fixed-2.csv, Sales.fixed-3.csv, ... that no file has. */
export async function freeName(folder: Uri, base: string): Promise<Uri> {
  const taken = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = `${base}${number === 1 ? "" : `-${number}`}.csv`;
    if (!taken.has(name.toLowerCase())) return Uri.joinPath(folder, name);
  }
}
