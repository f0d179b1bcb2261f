import {
  commands,
  type Event,
  l10n,
  type LogOutputChannel,
  type TextDocument,
  type TextDocumentChangeEvent,
  Range,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { type EditRefusal, type GraphEdit } from "../../graphs/graphEdits";
import { startedGraph } from "../../graphs/graphText";
import {
  type FromGraphEditor,
  type GraphMemory,
  isFromGraphEditor,
  type ShownProblem,
  type ToGraphEditor,
} from "../../../webview/shared/graphMessages";
import { guarded } from "../kit/commandWrapper";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { WebviewPage } from "../kit/webviewPage";
import { applyAnew } from "./applyAnew";
import { workspaceEdit } from "./applyToDocument";
import { type GraphComparisons } from "./graphComparisons";
import { type GraphFiles } from "./graphFiles";
import { type KeptByFile } from "./keptByFile";
import { graphTexts } from "./graphTexts";
import { readGraphAddress } from "./graphUri";
import { jsonFaultText } from "./jsonFaultTexts";
import { readGraph } from "./readGraph";

interface GraphPanelParts {
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly log: LogOutputChannel;
  /** How each graph was last looked at. */
  readonly memories: KeptByFile<GraphMemory>;
  readonly files: Pick<GraphFiles, "otherLevel" | "openOtherLevel" | "goneSource">;
  readonly comparisons: Pick<GraphComparisons, "of" | "showAsText">;
  readonly problems: {
    readonly onDidCheck: Event<TextDocument>;
    problemsOf(document: TextDocument): readonly ShownProblem[];
  };
}

/** A node or an edge, by its place in the list. */
type GraphPlace = Pick<Extract<ToGraphEditor, { readonly type: "goTo" }>, "node" | "edge">;

/** One picture of one document. The document is the truth: the picture sends wishes and is sent what has changed. */
export class GraphPanel extends Owner {
  private readonly page: WebviewPage<FromGraphEditor, ToGraphEditor>;
  private edits: Promise<void> = Promise.resolve();
  /** Where the page shall go, until it says that it went. */
  private aim: GraphPlace | undefined;
  /** Somebody wants to see what differs. */
  private isAsked = false;

  constructor(
    panel: WebviewPanel,
    readonly document: TextDocument,
    private readonly parts: GraphPanelParts,
  ) {
    super();
    this.own(workspace.onDidChangeTextDocument((event) => this.changed(event)));
    this.own(parts.problems.onDidCheck((checked) => checked === document && this.showProblems()));
    const { pages, log } = parts;
    this.page = this.own(
      new WebviewPage(panel.webview, {
        ...{ pages, name: "graphEditor", title: l10n.t("Graph"), log, isMessage: isFromGraphEditor },
        obey: (message) => this.obey(message),
      }),
    );
    // Waits in the window until the page is there, which saves it a way to the host and back. What VS Code loses of it
    // comes with the answer to "ready".
    this.begin();
  }

  shows(document: TextDocument): boolean {
    return document === this.document;
  }

  /** Selects a node or an edge there and brings it in sight. */
  goTo(place: GraphPlace): void {
    this.aim = place;
    this.page.post({ type: "goTo", ...place });
  }

  /** Shows what differs from what it is compared with. */
  async compare(): Promise<void> {
    this.isAsked = true;
    const other = await this.parts.comparisons.of(this.document.uri);
    if (other !== undefined) this.page.post({ type: "compared", ...other, asked: true });
  }

  private obey(message: FromGraphEditor): void {
    switch (message.type) {
      case "ready":
        this.begin();
        this.showProblems();
        if (this.aim !== undefined) this.goTo(this.aim);
        void unattended(this.parts.log, "comparison of a graph", () => this.showComparison());
        this.showLevel().catch((error: unknown) => {
          this.parts.log.debug(`graph editor: whether there is another level is not known: ${String(error)}`);
        });
        return;
      case "edit":
        // One after the other: each is made for the text that the one before it left.
        this.edits = this.edits.then(() =>
          unattended(this.parts.log, "edit of a graph", () => this.edit(message.edit)),
        );
        return;
      case "startGraph":
        void unattended(this.parts.log, "start of a graph", () => this.startGraph());
        return;
      case "went":
        this.aim = undefined;
        return;
      case "editCopy":
        void unattended(this.parts.log, "copy of a graph", () => this.editCopy());
        return;
      case "compare":
        void unattended(this.parts.log, "comparison of a graph", async () => {
          await commands.executeCommand("alviss.graph.compare", this.document.uri);
        });
        return;
      case "compareText":
        void unattended(this.parts.log, "comparison as text", () =>
          this.parts.comparisons.showAsText(this.document.uri),
        );
        return;
      case "openOtherLevel":
        void guarded(this.parts.log, "other level of a graph", () =>
          this.parts.files.openOtherLevel(this.document.uri),
        );
        return;
      case "remember":
        void unattended(this.parts.log, "view of a graph", () =>
          this.parts.memories.keep(this.document.uri, message.memory),
        );
        return;
      case "openText":
        void unattended(this.parts.log, "text of a graph", () => this.openText(message.offset));
    }
  }

  private async edit(edit: GraphEdit): Promise<void> {
    const done = await applyAnew(
      edit,
      () => readGraph(this.document),
      (changes) => workspace.applyEdit(workspaceEdit(this.document, changes)),
    );
    if (done === true) return;
    const sentence = done === false ? l10n.t("VS Code did not let the document be changed.") : refusalSentence(done);
    this.page.post({ type: "refused", sentence });
  }

  private async startGraph(): Promise<void> {
    const text = this.document.getText();
    if (text.trim() !== "") return;
    const change = { start: 0, end: text.length, text: startedGraph() };
    await workspace.applyEdit(workspaceEdit(this.document, [change]));
  }

  private changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (document !== this.document || contentChanges.length === 0) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    this.page.post({ type: "changes", changes, length: document.getText().length });
  }

  private showProblems(): void {
    this.page.post({ type: "problems", problems: this.parts.problems.problemsOf(this.document) });
  }

  private async editCopy(): Promise<void> {
    await commands.executeCommand("alviss.graph.editCopy", this.document.uri);
  }

  private async showComparison(): Promise<void> {
    const other = await this.parts.comparisons.of(this.document.uri);
    if (other !== undefined) this.page.post({ type: "compared", ...other, asked: this.isAsked });
    const sentence = await this.parts.files.goneSource(this.document.uri);
    if (sentence !== undefined) this.page.post({ type: "gone", sentence });
  }

  private async showLevel(): Promise<void> {
    const other = await this.parts.files.otherLevel(this.document.uri);
    if (other !== undefined) this.page.post({ type: "level", level: other.level === "high" ? "low" : "high" });
  }

  private async openText(offset: number): Promise<void> {
    const at = this.document.positionAt(offset);
    await window.showTextDocument(this.document, { viewColumn: ViewColumn.Beside, selection: new Range(at, at) });
  }

  private access(): { readonly readOnly: boolean; readonly copyable: boolean } {
    const { uri } = this.document;
    const readOnly = workspace.fs.isWritableFileSystem(uri.scheme) === false;
    return { readOnly, copyable: readOnly && readGraphAddress(uri) !== undefined };
  }

  /** What a page needs for its first picture. */
  private begin(): void {
    const memory = this.parts.memories.of(this.document.uri) ?? null;
    this.page.send({ type: "start", strings: graphTexts(), ...this.access(), memory });
    this.page.send({ type: "document", text: this.document.getText() });
  }
}

function refusalSentence(refusal: EditRefusal): string {
  switch (refusal.refused) {
    case "gone":
      return l10n.t("The text has changed meanwhile and no longer has what this was about. Nothing was changed.");
    case "notJson":
      return l10n.t("This is no JSON value: {0}.", jsonFaultText(refusal.error));
    case "idTaken":
      return l10n.t('There is a node "{0}" already.', refusal.id);
    case "noId":
      return l10n.t("The nodes of this graph have no ids of their own that could be changed.");
    case "noEnds":
      return l10n.t("This graph does not tell how its edges name their ends. Add the edge in the text.");
  }
}
