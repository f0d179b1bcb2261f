import { isDeepStrictEqual } from "node:util";
import {
  CodeAction,
  CodeActionKind,
  type Diagnostic,
  type LogOutputChannel,
  type Memento,
  type TextDocument,
  type Uri,
  type WebviewPanel,
  workspace,
} from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type GraphMemory, isGraphMemory } from "../../../webview/shared/graphMessages";
import { type Run } from "../../jobs/run";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type Drafts } from "./drafts";
import { DraftSaving } from "./draftSaving";
import { datasetSeries } from "./datasetSeries";
import { GraphDiagnostics, type GraphMarks } from "./graphDiagnostics";
import { workspaceEdit } from "./applyToDocument";
import { GraphFiles, graphEditorId, openWith } from "./graphFiles";
import { GraphComparisons, type NamedGraph } from "./graphComparisons";
import { GraphPanel } from "./graphPanel";
import { type GraphDataset, isGraphDataset } from "./graphSource";
import { KeptByFile } from "./keptByFile";
import { graphChanges, isRefusal } from "../../graphs/applyEdit";
import { endOf, type JsonArray, type JsonObject } from "../../jsonText/read";
import { type GraphAddress } from "./graphUri";
import { readGraph } from "./readGraph";
import { builtFrom, refusalOf } from "./refusedBuilds";
import { type ServerGraphs } from "./serverGraphs";

interface GraphRoomParts {
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  readonly drafts: Uri;
  readonly originals: Uri;
  readonly opened: () => Promise<Drafts>;
  readonly server: ServerGraphs;
  readonly storage: Memento;
  readonly log: LogOutputChannel;
  /** All runs that are known, newest first. */
  readonly runs: () => Promise<readonly Run[]>;
}

/** The open graphs: their pictures, and what is marked in their text. */
export class GraphRoom extends Owner {
  private readonly diagnostics = this.own(new GraphDiagnostics());
  private readonly memories: KeptByFile<GraphMemory>;
  /** The datasets that graphs are checked against since somebody chose them. */
  private readonly chosen: KeptByFile<GraphDataset>;
  private readonly saving: DraftSaving;
  private readonly panels = new Set<GraphPanel>();
  private readonly looked = new Set<string>();
  /** What is asked of datasets, by the address of the document. */
  private readonly asked = new Map<string, Promise<void>>();

  readonly files: GraphFiles;
  readonly comparisons: GraphComparisons;
  /** A document has been checked. */
  readonly onDidCheck = this.diagnostics.onDidCheck;

  constructor(private readonly parts: GraphRoomParts) {
    super();
    this.files = this.own(new GraphFiles(parts));
    this.comparisons = this.own(new GraphComparisons(this.files));
    this.saving = this.own(new DraftSaving(parts));
    this.memories = new KeptByFile(parts.storage, "alviss.graphViews", isGraphMemory);
    this.chosen = new KeptByFile(parts.storage, "alviss.graphDatasets", isGraphDataset);
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.diagnostics.changed(document)));
    this.own(workspace.onDidCloseTextDocument((document) => this.diagnostics.forget(document)));
    this.own({ dispose: () => this.panels.forEach((panel) => panel.dispose()) });
  }

  watch(document: TextDocument): void {
    this.diagnostics.watch(document);
    this.saving.watch(document);
    this.lookForRefusal(document.uri.toString());
    void this.lookForSeries(document.uri);
  }

  /** What Problems lists of a graph, in numbers, once it is known what its dataset holds; undefined where it is none. */
  async check(uri: Uri): Promise<{ readonly errors: number; readonly warnings: number } | undefined> {
    const document = await workspace.openTextDocument(uri);
    this.watch(document);
    await this.lookForSeries(uri);
    this.diagnostics.watch(document);
    const { readable, problems } = this.marksOf(document);
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return readable ? { errors, warnings: problems.length - errors } : undefined;
  }

  /** Whether it is known on what data the graph is to be built, so that its series can be checked. */
  async hasDataset(uri: Uri): Promise<boolean> {
    return (await this.dataOf(uri)) !== undefined;
  }

  /** From now on the graph is checked against this dataset, whatever it comes from. */
  async checkAgainst(uri: Uri, dataset: GraphDataset): Promise<void> {
    if (isDeepStrictEqual(this.chosen.of(uri), dataset)) return;
    await this.chosen.keep(uri, dataset);
    this.asked.delete(uri.toString());
    await this.lookForSeries(uri);
  }

  private async dataOf(uri: Uri): Promise<GraphAddress | GraphDataset | undefined> {
    return this.chosen.of(uri) ?? (await this.files.sourceOf(uri)) ?? (await this.files.datasetOf(uri));
  }

  /** Asks once what the graph's dataset holds; while nobody answers, nothing is said of it. */
  private lookForSeries(uri: Uri): Promise<void> {
    const key = uri.toString();
    const before = this.asked.get(key);
    if (before !== undefined) return before;
    const ask = async (): Promise<void> => {
      const data = await this.dataOf(uri);
      const series = data && (await datasetSeries(this.parts.clients, data));
      // Meanwhile another one may have been chosen.
      if (this.asked.get(key) === asking) this.diagnostics.setSeries(key, series);
    };
    const asking: Promise<void> = ask().catch((error: unknown) => {
      if (this.asked.get(key) === asking) this.asked.delete(key);
      this.parts.log.debug(`graph editor: what the dataset holds is not known: ${String(error)}`);
    });
    this.asked.set(key, asking);
    return asking;
  }

  /** A build from one of the documents has come further. */
  runMoved(run: Run): void {
    const document = builtFrom(run);
    if (document !== undefined) this.diagnostics.setRefused(document, refusalOf(run));
  }

  /** What a server has said about it may be older than this window. */
  private lookForRefusal(document: string): void {
    if (this.looked.has(document)) return;
    this.looked.add(document);
    void unattended(this.parts.log, "refused builds", async () => {
      const last = (await this.parts.runs()).find((run) => builtFrom(run) === document);
      if (last !== undefined) this.runMoved(last);
    });
  }

  /** What is wrong with a watched document, each with its place in the text. */
  marksOf(document: TextDocument): GraphMarks {
    return this.diagnostics.marksOf(document);
  }

  show(document: TextDocument, webview: WebviewPanel): void {
    this.watch(document);
    const panel = new GraphPanel(webview, document, {
      pages: this.parts.pages,
      memories: this.memories,
      log: this.parts.log,
      problems: this.diagnostics,
      files: this.files,
      comparisons: this.comparisons,
    });
    this.panels.add(panel);
    webview.onDidDispose(() => {
      this.panels.delete(panel);
      panel.dispose();
    });
  }

  /** Shows a graph with the list of what differs from another; undefined: from its original. */
  async compare(uri: Uri, other: NamedGraph | undefined): Promise<void> {
    this.comparisons.choose(uri, other);
    await openWith(uri, graphEditorId);
    for (const panel of this.panels) if (panel.document.uri.toString() === uri.toString()) await panel.compare();
  }

  /** Shows in the picture the node or edge that stands at an offset of the text; false where none does. */
  async goTo(document: TextDocument, offset: number): Promise<boolean> {
    const { view } = readGraph(document);
    const at = (list: JsonArray | JsonObject | undefined): number | null => {
      const parts =
        list?.kind === "object" ? list.members : (list?.items ?? []).map((value) => ({ value, keyStart: value.start }));
      const found = parts.findIndex(({ value, keyStart }) => keyStart <= offset && offset < endOf(value));
      return found < 0 ? null : found;
    };
    const [node, edge] = [at(view?.nodesJson), at(view?.edgesJson)];
    if (node === null && edge === null) return false;
    await openWith(document.uri, graphEditorId);
    for (const panel of this.panels) if (panel.shows(document)) panel.goTo({ node, edge });
    return true;
  }

  fixes(document: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const graph = readGraph(document);
    if (graph.view === undefined) return [];
    const { text, view } = graph;
    return diagnostics.flatMap((diagnostic) =>
      this.diagnostics.fixesOf(document, diagnostic).flatMap(({ title, edit }, order) => {
        const changes = graphChanges(text, view, edit);
        if (isRefusal(changes)) return [];
        const action = new CodeAction(title, CodeActionKind.QuickFix);
        action.edit = workspaceEdit(document, changes);
        action.diagnostics = [diagnostic];
        action.isPreferred = order === 0;
        return [action];
      }),
    );
  }
}
