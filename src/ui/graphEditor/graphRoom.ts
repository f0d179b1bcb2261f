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
import { isCancelled } from "../../platform/errors";
import { type GraphMemory, graphMemoryOf } from "../../../webview/shared/graphMessages";
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
import { GraphDatasets } from "./graphDatasets";
import { type GraphDataset } from "./graphSource";
import { KeptByFile } from "./keptByFile";
import { graphChanges, isRefusal } from "../../graphs/applyEdit";
import { graphProblems } from "../../graphs/graphProblems";
import { endOf, type JsonArray, type JsonObject } from "../../jsonText/read";
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
  private readonly saving: DraftSaving;
  private readonly panels = new Set<GraphPanel>();
  private readonly looked = new Set<string>();

  readonly files: GraphFiles;
  readonly comparisons: GraphComparisons;
  readonly datasets: GraphDatasets;
  /** A document has been checked. */
  readonly onDidCheck = this.diagnostics.onDidCheck;

  constructor(private readonly parts: GraphRoomParts) {
    super();
    this.files = this.own(new GraphFiles(parts));
    this.comparisons = this.own(new GraphComparisons(this.files));
    this.saving = this.own(new DraftSaving(parts));
    this.memories = new KeptByFile(parts.storage, "alviss.graphViews", graphMemoryOf);
    this.datasets = new GraphDatasets({
      ...{ clients: parts.clients, files: this.files, storage: parts.storage, log: parts.log },
      setSeries: (uri, series) => this.diagnostics.setSeries(uri, series),
    });
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.diagnostics.changed(document)));
    this.own(workspace.onDidCloseTextDocument((document) => this.diagnostics.forget(document)));
    this.own({ dispose: () => this.panels.forEach((panel) => panel.dispose()) });
  }

  watch(document: TextDocument): void {
    this.diagnostics.watch(document);
    this.saving.watch(document);
    this.lookForRefusal(document.uri.toString());
    void this.datasets.look(document.uri);
  }

  /**
   * What Problems lists of a graph, in numbers, once it is known what its dataset holds, if that is ever told; undefined
   * where it is none.
   */
  async check(uri: Uri): Promise<(Counts & { readonly isDataKnown: boolean }) | undefined> {
    const document = await workspace.openTextDocument(uri);
    this.watch(document);
    await this.datasets.look(uri);
    this.diagnostics.watch(document);
    const { readable, problems } = this.marksOf(document);
    const isDataKnown = this.diagnostics.hasSeries(uri.toString());
    return readable ? { ...counts(problems), isDataKnown } : undefined;
  }

  /** What is wrong with a graph on a dataset, in numbers, whatever it is checked against elsewhere. */
  async checkOn(uri: Uri, dataset: GraphDataset, signal: AbortSignal): Promise<Counts | undefined> {
    const { view } = readGraph(await workspace.openTextDocument(uri));
    if (view === undefined) return undefined;
    const series = await datasetSeries(this.parts.clients, dataset, signal).catch((error: unknown) => {
      if (isCancelled(error)) throw error;
      this.parts.log.debug(`graph editor: what the dataset holds is not known: ${String(error)}`);
      return undefined;
    });
    return counts(graphProblems(view, series));
  }

  /** A server may answer now that has not before. */
  lookAgain(): void {
    for (const { uri } of this.diagnostics.watched) void this.datasets.look(uri);
  }

  /** A draft is deleted, or called otherwise: what is kept of it goes with it. */
  async forget(uri: Uri): Promise<void> {
    await Promise.all([this.memories.forget(uri), this.datasets.forget(uri)]);
  }

  async moved(from: Uri, to: Uri): Promise<void> {
    const memory = this.memories.of(from);
    if (memory !== undefined) await this.memories.keep(to, memory);
    await this.datasets.moved(from, to);
    await this.memories.forget(from);
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

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

function counts(problems: readonly { readonly severity: "error" | "warning" }[]): Counts {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: problems.length - errors };
}
