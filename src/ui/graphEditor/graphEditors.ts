import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  EventEmitter,
  languages,
  type LogOutputChannel,
  type Memento,
  type Range,
  type TextDocument,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type LedgerChange, type Run } from "../../jobs/run";
import { type AlvissClient } from "../../platform/client";
import { type Drafts } from "./drafts";
import { type GraphFiles } from "./graphFiles";
import { type GraphRoom } from "./graphRoom";
import { type DraftHome } from "./graphUri";
import { type ServerGraphs } from "./serverGraphs";

const graphEditorId = "alviss.graphEditor";

const graphFiles = { pattern: "**/*.alvissgraph.json" };

interface GraphEditorsParts {
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  readonly server: ServerGraphs;
  readonly jobs: { load(): Promise<readonly Run[]> };
  /** Where drafts lie, for all windows. */
  readonly drafts: Uri;
  readonly extensionUri: Uri;
  /** Where it is kept how graphs were looked at. */
  readonly storage: Memento;
  readonly log: LogOutputChannel;
}

/** Announces the graph editor to VS Code; its code is loaded when the first graph is opened, as picture or as text. */
export class GraphEditors extends Owner {
  private loaded: Promise<GraphRoom> | undefined;
  private opened: Promise<Drafts> | undefined;
  private readonly draftChanges = this.own(new EventEmitter<DraftHome>());

  /** A draft of a project has come, gone or changed, once they were asked for. */
  readonly onDidChangeDrafts = this.draftChanges.event;

  constructor(private readonly parts: GraphEditorsParts) {
    super();
    this.own(
      window.registerCustomEditorProvider(
        graphEditorId,
        { resolveCustomTextEditor: (document, panel) => this.show(document, panel) },
        { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: false } },
      ),
    );
    const metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
    this.own(languages.registerCodeActionsProvider(graphFiles, { provideCodeActions: this.fixes }, metadata));
    this.own(workspace.onDidOpenTextDocument((document) => this.watch(document)));
    for (const document of workspace.textDocuments) this.watch(document);
  }

  private async show(document: TextDocument, panel: WebviewPanel): Promise<void> {
    (await this.room()).show(document, panel);
  }

  private readonly fixes = async (
    document: TextDocument,
    _range: Range,
    { diagnostics }: CodeActionContext,
  ): Promise<CodeAction[]> => (await this.room()).fixes(document, diagnostics);

  private watch(document: TextDocument): void {
    if (languages.match(graphFiles, document) === 0) return;
    void unattended(this.parts.log, "graph", async () => (await this.room()).watch(document));
  }

  async files(): Promise<GraphFiles> {
    return (await this.room()).files;
  }

  drafts(): Promise<Drafts> {
    this.opened ??= this.openDrafts().catch((error: unknown) => {
      // The next one who asks tries anew.
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async openDrafts(): Promise<Drafts> {
    const { Drafts } = await import("./drafts");
    const drafts = this.own(await Drafts.open(this.parts.drafts));
    this.own(drafts.onDidChange((home) => this.draftChanges.fire(home)));
    return drafts;
  }

  /** Shows on a graph what a server says that does not want to build from it. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed" || change.run.workflow !== "buildModel") return;
    const { run } = change;
    void unattended(this.parts.log, "graph", async () => (await this.loaded)?.runMoved(run));
  };

  /** A server may answer now that has not before. */
  readonly connectionChanged = (): void =>
    void unattended(this.parts.log, "graph", async () => (await this.loaded)?.lookAgain());

  room(): Promise<GraphRoom> {
    const { clients, drafts, extensionUri, jobs, storage, log } = this.parts;
    this.loaded ??= import("./graphRoom").then(({ GraphRoom }) =>
      this.own(
        new GraphRoom({
          ...{ clients, drafts, server: this.parts.server, storage, log },
          originals: Uri.joinPath(drafts, "..", "originals"),
          opened: () => this.drafts(),
          pages: Uri.joinPath(extensionUri, "dist", "webview"),
          runs: () => jobs.load(),
        }),
      ),
    );
    return this.loaded;
  }
}
