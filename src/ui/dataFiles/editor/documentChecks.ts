import {
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type Uri,
  workspace,
} from "vscode";
import { Owner } from "../../kit/disposables";
import { unattended } from "../../kit/unattended";
import { type FileWorker } from "../worker/fileWorker";
import { longPause, shortPause } from "../worker/pauses";
import { type CheckReport } from "../worker/workerMessages";
import { isWanted, type Occasion, periodicityOf, severityOf } from "./checkSettings";
import { withEncoding } from "./documentEncoding";
import { fileDiagnostics } from "./fileDiagnostics";
import { type FileTypeMemory } from "./fileTypeMemory";
import { bytesOfText, isDataDocument, lengthOf } from "./textDocuments";

/** Larger texts are checked when somebody asks, or before an upload. */
const mostChecked = 5_000_000;
/** The names of a wide file stand in so many lines at most. */
const headLines = 100;
/** Characters. Checks of longer texts take so long that they wait for a pause in typing. */
const shortText = 300_000;

/** What is known of a document: the last report, and the check that is under way. */
interface Watched {
  report?: CheckReport;
  /** The version that the report is of. */
  version?: number;
  /** Its header is that of no file type. */
  isForeign?: boolean;
  running?: AbortController;
  timer?: NodeJS.Timeout;
}

/** Checks the data files that are open: on opening, while typing and on saving. A newer check ends the older one. */
export class DocumentChecks extends Owner {
  private readonly diagnostics = this.own(languages.createDiagnosticCollection("alviss"));
  private readonly watched = new Map<string, Watched>();
  private readonly changes = this.own(new EventEmitter<Uri>());
  /** A report is there, or gone. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly worker: FileWorker,
    private readonly types: FileTypeMemory,
    private readonly log: { error(line: string): void },
  ) {
    super();
    this.own(workspace.onDidOpenTextDocument((document) => this.look(document, "open")));
    this.own(workspace.onDidSaveTextDocument((document) => this.look(document, "save")));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)));
    this.own(workspace.onDidChangeTextDocument(({ document, contentChanges }) => this.typed(document, contentChanges)));
    this.own(
      workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("alviss.check") && this.again()),
    );
    for (const document of workspace.textDocuments) this.look(document, "open");
  }

  override dispose(): void {
    for (const { running, timer } of this.watched.values()) {
      running?.abort();
      clearTimeout(timer);
    }
    super.dispose();
  }

  /** What was found last; a little behind while somebody types. */
  reportOf(uri: Uri): CheckReport | undefined {
    return this.watched.get(uri.toString())?.report;
  }

  /** Shows what a check that was asked for has found. */
  show(uri: Uri, report: CheckReport, document: TextDocument | undefined): void {
    const watched = this.of(uri);
    watched.report = report;
    if (document !== undefined) watched.version = document.version;
    this.diagnostics.set(uri, fileDiagnostics(uri, report, document));
    this.changes.fire(uri);
  }

  /** After a type was chosen. */
  recheck(uri: Uri): void {
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (document !== undefined) this.begin(document, 0);
  }

  private of(uri: Uri): Watched {
    const key = uri.toString();
    const known = this.watched.get(key) ?? {};
    this.watched.set(key, known);
    return known;
  }

  private look(document: TextDocument, occasion: Occasion): void {
    if (!isDataDocument(document)) return;
    const { version, report } = this.of(document.uri);
    // A file can be saved in another encoding without a change of its text.
    const isKnown = version === document.version && report?.summary.ruleCounts.encoding === undefined;
    if (occasion === "save" && isKnown) return;
    if (isWanted(document, occasion)) this.begin(document, 0);
  }

  private typed(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (changes.length === 0 || !isDataDocument(document)) return;
    // Only its first lines can make a file of the platform of it.
    if (this.of(document.uri).isForeign === true && changes.every(({ range }) => range.start.line > headLines)) return;
    if (isWanted(document, "type")) {
      this.begin(document, lengthOf(document) > shortText ? longPause : shortPause);
      return;
    }
    // The marks of another text would stand at the wrong cells.
    this.clear(document.uri);
  }

  private begin(document: TextDocument, pause: number): void {
    const watched = this.of(document.uri);
    watched.running?.abort();
    clearTimeout(watched.timer);
    watched.timer = setTimeout(() => void unattended(this.log, "check", () => this.check(document, watched)), pause);
  }

  private async check(document: TextDocument, watched: Watched): Promise<void> {
    if (document.isClosed) return;
    const { uri, version } = document;
    if (lengthOf(document) > mostChecked) {
      this.clear(uri);
      return;
    }
    const bytes = bytesOfText(document);
    const controller = new AbortController();
    watched.running = controller;
    const chosen = this.types.of(uri);
    const report = await this.worker.call(
      {
        kind: "check",
        source: { kind: "bytes", bytes },
        fileName: uri.path,
        type: chosen ?? "guess",
        periodicity: periodicityOf(uri),
        severity: severityOf(uri),
      },
      { signal: controller.signal },
    );
    if (document.version !== version || document.isClosed) return;
    const { recognised, otherTool } = report.recognition;
    const wasKnown = watched.report !== undefined && !watched.report.recognition.otherTool;
    const known = recognised || chosen !== undefined || wasKnown;
    watched.isForeign = !known && !otherTool;
    if (known) this.show(uri, withEncoding(report, document), document);
    else if (otherTool) this.offer(uri, report, document.version);
    else this.clear(uri);
  }

  /** Nobody said that a table of another tool is for the platform: what can be made of it is offered, nothing is marked. */
  private offer(uri: Uri, report: CheckReport, version: number): void {
    Object.assign(this.of(uri), { report, version });
    this.diagnostics.delete(uri);
    this.changes.fire(uri);
  }

  private again(): void {
    for (const document of workspace.textDocuments) {
      if (!isDataDocument(document)) continue;
      if (isWanted(document, "open")) this.begin(document, 0);
      else this.clear(document.uri);
    }
  }

  private clear(uri: Uri): void {
    const watched = this.of(uri);
    watched.running?.abort();
    clearTimeout(watched.timer);
    if (watched.report === undefined) return;
    delete watched.report;
    delete watched.version;
    this.diagnostics.delete(uri);
    this.changes.fire(uri);
  }

  private forget(uri: Uri): void {
    if (!this.watched.has(uri.toString())) return;
    this.clear(uri);
    this.watched.delete(uri.toString());
  }
}
