import { type CustomDocument, type Memento, type Uri, type WebviewPanel, window, workspace } from "vscode";
import { type FileState } from "../../platform/uploadSource";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type DataFile, type DataFilesPlace, type FileDesk, type LocalFile } from "./fileDesk";
import { type MaySend } from "./untrusted";

const previewId = "alviss.dataPreview";

/** Waits for the first CSV file: all that is done with data files is loaded then, or with the first command. */
export class DataFiles extends Owner {
  private loaded: Promise<FileDesk> | undefined;
  /** The editor that shows what is in a file. */
  readonly previewId = previewId;

  constructor(private readonly place: DataFilesPlace) {
    super();
    this.own(workspace.onDidOpenTextDocument(({ uri }) => this.meet(uri)));
    for (const { uri } of workspace.textDocuments) this.meet(uri);
    const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: true } };
    const openCustomDocument = (uri: Uri) => ({ uri, dispose: () => undefined });
    const resolveCustomEditor = async ({ uri }: CustomDocument, panel: WebviewPanel) =>
      (await this.desk()).showPreview(uri, panel);
    this.own(window.registerCustomEditorProvider(previewId, { openCustomDocument, resolveCustomEditor }, options));
  }

  /** What is kept of files for this workspace. */
  get memory(): Memento {
    return this.place.workspaceState;
  }

  desk(): Promise<FileDesk> {
    return (this.loaded ??= import("./fileDesk").then(({ FileDesk }) => this.own(new FileDesk(this.place))));
  }

  async look(uris: readonly Uri[]): Promise<readonly DataFile[]> {
    return (await this.desk()).look(uris);
  }

  async onDisk(uri: Uri, checked?: FileState): Promise<LocalFile> {
    return (await this.desk()).onDisk(uri, checked);
  }

  readonly maySend: MaySend = async (...asked) => (await this.desk()).maySend(...asked);

  private meet({ path }: Uri): void {
    if (/\.csv$/i.test(path)) void unattended(this.place.log, "data files", () => this.desk());
  }
}
