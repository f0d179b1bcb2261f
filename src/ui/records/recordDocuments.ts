import { commands, EventEmitter, l10n, type TextDocumentContentProvider, type Uri, window, workspace } from "vscode";
import { type ObjectRef, type ProjectRef } from "../../platform/ids";
import { type Clients } from "../account/clients";
import { Owner } from "../kit/disposables";
import { explain } from "../kit/explain";
import { readRecordAddress, type RecordAddress, recordUri } from "./recordUri";

/** An object with the name that a tab shows for it. */
export interface NamedRecord {
  readonly connectionId: string;
  readonly project: ProjectRef;
  readonly ref: ObjectRef;
  readonly title: string;
}

/**
 * Read-only documents of records: the characters that the server sent, with line breaks between them. A document says
 * in its address what it is of, so that a window that was reloaded reads it again.
 */
export class RecordDocuments extends Owner implements TextDocumentContentProvider {
  private readonly changes = this.own(new EventEmitter<Uri>());
  private readonly read = new Map<string, string>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly clients: Clients) {
    super();
    this.own(workspace.registerTextDocumentContentProvider(recordUri.scheme, this));
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const key = uri.toString();
    const known = this.read.get(key);
    this.read.delete(key);
    if (known !== undefined) return known;
    const address = readRecordAddress(uri);
    if (address === undefined)
      return `// ${l10n.t("This address names no record. Open it again from the view Projects.")}\n`;
    try {
      return await this.fetch(address);
    } catch (error) {
      return `// ${explain(error)?.sentence ?? l10n.t("Cancelled.")}\n`;
    }
  }

  async open(record: NamedRecord): Promise<void> {
    const uri = await this.prepare(record);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  async compare(left: NamedRecord, right: NamedRecord): Promise<void> {
    const [one, other] = [await this.prepare(left), await this.prepare(right)];
    await commands.executeCommand("vscode.diff", one, other, `${left.title} ↔ ${right.title}`, { preview: true });
  }

  /** Reads first, so that what goes wrong is told by whoever asked and no empty tab stays behind. */
  private async prepare(record: NamedRecord): Promise<Uri> {
    const uri = recordUri(record);
    this.read.set(uri.toString(), await this.fetch(record));
    this.changes.fire(uri);
    return uri;
  }

  private async fetch({ connectionId, project, ref }: RecordAddress): Promise<string> {
    const client = await this.clients.of(connectionId);
    const { laidOut } = await import("../../jsonText/layout");
    return `${laidOut(await client.readRecordText(project, ref))}\n`;
  }
}
