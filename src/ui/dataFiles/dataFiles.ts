import { randomUUID } from "node:crypto";
import { l10n, Uri, window, workspace } from "vscode";
import { Refusal } from "../kit/explain";
import { setting } from "../kit/settings";
import { fileHead } from "./fileHead";
import { removeOldCopies } from "./spool";

export interface DataFile {
  readonly uri: Uri;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The type its header shows; undefined when that says nothing. */
  readonly guess: string | undefined;
}

export interface LocalFile {
  readonly path: string;
  /** Removes what was made for the upload alone. */
  readonly done: () => Promise<void>;
}

const megabyte = 1_000_000;
const worthOffering = 0.5;

/** What is known of files before they are uploaded; no file is read whole here. */
export class DataFiles {
  constructor(private readonly spoolFolder: Uri) {
    void removeOldCopies(spoolFolder.fsPath);
  }

  /** Sizes and types of files; empty when the user would rather not upload one so large. */
  async look(uris: readonly Uri[]): Promise<readonly DataFile[]> {
    const files = await Promise.all(uris.map((uri) => look(uri)));
    const most = setting("upload.maxMegabytes");
    const tooLarge = files.find(({ size }) => most > 0 && size > most * megabyte);
    if (tooLarge !== undefined) {
      throw new Refusal(
        l10n.t(
          "{0} is {1} MB, more than the {2} MB your settings allow.",
          tooLarge.name,
          megabytes(tooLarge.size),
          most,
        ),
        [
          {
            title: l10n.t("Open Settings"),
            command: "workbench.action.openSettings",
            arguments: ["alviss.upload.maxMegabytes"],
          },
        ],
      );
    }
    return (await mayBeLarge(files)) ? files : [];
  }

  /** A path to send from: a file of another file system is copied to disk first. */
  async onDisk(uri: Uri): Promise<LocalFile> {
    if (uri.scheme === "file") return { path: uri.fsPath, done: () => Promise.resolve() };
    const folder = Uri.joinPath(this.spoolFolder, randomUUID());
    const copy = Uri.joinPath(folder, nameOf(uri));
    await workspace.fs.createDirectory(folder);
    await workspace.fs.copy(uri, copy);
    return { path: copy.fsPath, done: async () => workspace.fs.delete(folder, { recursive: true }) };
  }
}

async function look(uri: Uri): Promise<DataFile> {
  const { size } = await workspace.fs.stat(uri);
  return { uri, name: nameOf(uri), size, guess: await guess(uri) };
}

async function guess(uri: Uri): Promise<string | undefined> {
  const name = nameOf(uri);
  if (!/\.csv$/i.test(name)) return undefined;
  const { readDataFile } = await import("../../dataFiles/readDataFile");
  let found: string | undefined;
  for await (const batch of readDataFile(one(await fileHead(uri)), { type: "guess", format: "csv", fileName: name })) {
    const { summary } = batch;
    if (summary && summary.sureness >= worthOffering) found = summary.type ?? undefined;
  }
  return found;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the reader takes a stream
async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function mayBeLarge(files: readonly DataFile[]): Promise<boolean> {
  const ask = setting("upload.askMegabytes");
  const large = files.filter(({ size }) => ask > 0 && size > ask * megabyte);
  const [first] = large;
  if (first === undefined) return true;
  const upload = l10n.t("Upload");
  const what = large.map(({ name, size }) => l10n.t("{0} ({1} MB)", name, megabytes(size))).join(", ");
  return (await window.showWarningMessage(l10n.t("Upload {0}?", what), { modal: true }, upload)) === upload;
}

const megabytes = (size: number): string => (size / megabyte).toFixed(0);
const nameOf = (uri: Uri): string => uri.path.split("/").at(-1) ?? uri.path;
