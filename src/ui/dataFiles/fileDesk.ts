import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import {
  l10n,
  languages,
  type LogOutputChannel,
  type Memento,
  type TextDocument,
  Uri,
  type WebviewPanel,
  workspace,
} from "vscode";
import { type Periodicity, type TypeName } from "../../dataFiles/fileTypes";
import { type WideExport } from "../../dataFiles/otherTools/wideExport";
import { type Recognition } from "../../dataFiles/recognise";
import { type FileState } from "../../platform/uploadSource";
import { Owner } from "../kit/disposables";
import { Refusal } from "../kit/explain";
import { CellCompletion } from "./editor/cellCompletion";
import { CellHover } from "./editor/cellHover";
import { periodicityOf, severityOf } from "./editor/checkSettings";
import { DocumentChecks } from "./editor/documentChecks";
import { FileLens } from "./editor/fileLens";
import { FileTypeMemory } from "./editor/fileTypeMemory";
import { type FixWish } from "./editor/fixWish";
import { MendActions } from "./editor/mendActions";
import { dataFileSelector, openDocument } from "./editor/textDocuments";
import { nameOf, sourceOf, told } from "./fileSource";
import { mayBeLarge, refuseTooLarge } from "./fileSizes";
import { mendDocument } from "./mendedFiles";
import { freeName, writeBeside } from "./newFiles";
import { removeOldCopies } from "./spool";
import { type PreviewPanelParts } from "./preview/previewPanel";
import { refuseUntitled, savedFirst } from "./unsaved";
import { maySend } from "./untrusted";
import { type CallOptions, FileWorker } from "./worker/fileWorker";
import {
  type CheckReport,
  type CheckTask,
  type MendReport,
  type RewriteTask,
  type Rewritten,
  type SplitTask,
  type TaskResults,
} from "./worker/workerMessages";

export interface DataFilesPlace {
  /** Where files of other file systems are copied to for an upload. */
  readonly spoolFolder: Uri;
  readonly extensionUri: Uri;
  readonly workspaceState: Memento;
  readonly log: LogOutputChannel;
}

export interface DataFile {
  readonly uri: Uri;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The type the user gave it, or the one its header shows; undefined when that says nothing. */
  readonly guess: string | undefined;
}

export interface CheckOptions extends CallOptions {
  /** What the file is to be sent as; else what the user said it is, or what its header shows. */
  readonly type?: TypeName;
  /** The project's, where the settings leave it to that. */
  readonly periodicity?: Periodicity | undefined;
}

export interface LocalFile {
  readonly path: string;
  /** What the file must still be when it is sent; nothing where it is a copy of what was checked. */
  readonly sameAs: { readonly checked?: FileState };
  /** Removes what was made for the upload alone. */
  readonly done: () => Promise<void>;
}

const worthOffering = 0.5;

/** All that is done with data files in the editor and before an upload. What is large is read in a thread of its own. */
export class FileDesk extends Owner {
  private readonly worker: FileWorker;
  private readonly types: FileTypeMemory;
  private readonly checks: DocumentChecks;

  constructor(private readonly place: DataFilesPlace) {
    super();
    void removeOldCopies(place.spoolFolder.fsPath);
    const url = pathToFileURL(Uri.joinPath(place.extensionUri, "dist", "checkWorker.js").fsPath);
    this.worker = this.own(new FileWorker(url, l10n.bundle));
    this.types = new FileTypeMemory(place.workspaceState);
    this.checks = this.own(new DocumentChecks(this.worker, this.types, place.log));
    const reportOf = ({ uri }: TextDocument) => this.checks.reportOf(uri);
    const lens = this.own(new FileLens(reportOf, this.checks.onDidChange));
    const { kinds: providedCodeActionKinds } = MendActions;
    this.own(languages.registerCodeLensProvider(dataFileSelector, lens));
    this.own(languages.registerHoverProvider(dataFileSelector, new CellHover(reportOf)));
    this.own(languages.registerCompletionItemProvider(dataFileSelector, new CellCompletion(reportOf), ","));
    this.own(
      languages.registerCodeActionsProvider(dataFileSelector, new MendActions(reportOf), { providedCodeActionKinds }),
    );
  }

  /** Sizes and types of files; empty when the user would rather not upload one so large. */
  async look(uris: readonly Uri[]): Promise<readonly DataFile[]> {
    refuseUntitled(uris);
    const files = await Promise.all(uris.map((uri) => this.lookAt(uri)));
    refuseTooLarge(files);
    return (await mayBeLarge(files)) ? files : [];
  }

  /** Reads a whole file and shows what it finds. */
  async check(uri: Uri, options: CheckOptions = {}): Promise<CheckReport> {
    const document = openDocument(uri);
    const report = await this.read(uri, options);
    this.checks.show(uri, report, document);
    return report;
  }

  /** The same without showing it. */
  read(uri: Uri, options: CheckOptions = {}): Promise<CheckReport> {
    return told(uri, async () => this.worker.call(await this.checkTask(uri, options), options));
  }

  /** Puts what is in a file on a page. */
  async showPreview(uri: Uri, panel: WebviewPanel): Promise<void> {
    const { PreviewPanel } = await import("./preview/previewPanel");
    const { extensionUri, log } = this.place;
    const pages = Uri.joinPath(extensionUri, "dist", "webview");
    const read: PreviewPanelParts["read"] = (file, look, options) =>
      told(file, async () =>
        this.worker.call({ ...(await this.checkTask(file, {})), kind: "preview", ...look }, options),
      );
    new PreviewPanel(panel, uri, { pages, log, read });
  }

  /** What the names of a file show. */
  recognise(uri: Uri): Promise<Recognition> {
    return told(uri, async () =>
      this.worker.call({ kind: "guess", source: await sourceOf(uri), fileName: nameOf(uri) }),
    );
  }

  typeOf(uri: Uri): TypeName | undefined {
    return this.types.of(uri);
  }

  /** Undefined: the one that the header shows. */
  async chooseType(uri: Uri, type: TypeName | undefined): Promise<void> {
    await this.types.choose(uri, type);
    this.checks.recheck(uri);
  }

  /** Changes the text of an open file; answers how many things were changed. */
  mendDocument(uri: Uri, wish: FixWish): Promise<number> {
    return told(uri, () => mendDocument(this.worker, uri, this.types.of(uri), wish));
  }

  /** A file as it would be with its faults put right; nothing is written. */
  mended(uri: Uri, wish: FixWish, options: CallOptions): Promise<MendReport> {
    return told(uri, async () => {
      const source = await sourceOf(uri);
      const type = this.types.of(uri);
      return this.worker.call({ kind: "mend", source, fileName: nameOf(uri), type, ...wish }, options);
    });
  }

  /** A file in the other layout, or with longer periods; nothing is written. */
  rewritten(uri: Uri, to: RewriteTask["to"], options: CallOptions): Promise<Rewritten> {
    return told(uri, async () => {
      const source = await sourceOf(uri);
      const type = this.types.of(uri) ?? "guess";
      return this.worker.call({ kind: "rewrite", source, fileName: nameOf(uri), type, to }, options);
    });
  }

  /** What a table of another tool holds; undefined where a file is none. */
  exportOf(uri: Uri): Promise<WideExport | undefined> {
    return told(uri, async () =>
      this.worker.call({ kind: "export", source: await sourceOf(uri), fileName: nameOf(uri) }),
    );
  }

  /** The files of the platform that such a table holds; nothing is written. */
  split(uri: Uri, task: Pick<SplitTask, "columns" | "choices">, options: CallOptions): Promise<TaskResults["split"]> {
    return told(uri, async () =>
      this.worker.call({ kind: "split", source: await sourceOf(uri), fileName: nameOf(uri), ...task }, options),
    );
  }

  /** Writes a file beside another one, under a name that no file has. */
  readonly writeBeside = writeBeside;
  readonly freeName = freeName;

  /** Saves texts that are sent, if that is wished. */
  readonly savedFirst = savedFirst;

  /** Asks about files of a workspace that is not trusted, before they are sent to this server. */
  readonly maySend = maySend;

  /** What tells whether the file on disk is another one later; undefined where there is none. */
  async stateOf(uri: Uri): Promise<FileState | undefined> {
    return workspace.fs.stat(uri).then(
      ({ size, mtime }) => ({ size, modified: mtime }),
      () => undefined,
    );
  }

  /** A path to send from: a file of another file system is copied to disk first, as it was `checked`. */
  async onDisk(uri: Uri, checked?: FileState): Promise<LocalFile> {
    const sameAs = checked === undefined ? {} : { checked };
    if (uri.scheme === "file") return { path: uri.fsPath, sameAs, done: () => Promise.resolve() };
    const folder = Uri.joinPath(this.place.spoolFolder, randomUUID());
    const copy = Uri.joinPath(folder, nameOf(uri));
    await workspace.fs.createDirectory(folder);
    await workspace.fs.copy(uri, copy);
    const done = async (): Promise<void> => workspace.fs.delete(folder, { recursive: true });
    const now = await this.stateOf(uri);
    if (checked === undefined || (now?.size === checked.size && now.modified === checked.modified))
      return { path: copy.fsPath, sameAs: {}, done };
    await done();
    throw new Refusal(l10n.t("{0} changed after it was checked, so it was not sent. Upload it again.", nameOf(uri)));
  }

  private async checkTask(uri: Uri, { type, periodicity }: CheckOptions): Promise<CheckTask> {
    return {
      kind: "check",
      source: await sourceOf(uri),
      fileName: nameOf(uri),
      type: type ?? this.types.of(uri) ?? "guess",
      periodicity: periodicityOf(uri) ?? periodicity,
      severity: severityOf(uri),
    };
  }

  private async lookAt(uri: Uri): Promise<DataFile> {
    const { size } = await told(uri, async () => workspace.fs.stat(uri));
    const { type, sureness } = await this.recognise(uri);
    const guess = sureness >= worthOffering ? (type ?? undefined) : undefined;
    return { uri, name: nameOf(uri), size, guess: this.types.of(uri) ?? guess };
  }
}
