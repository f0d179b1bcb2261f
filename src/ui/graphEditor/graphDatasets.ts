import { isDeepStrictEqual } from "node:util";
import { type LogOutputChannel, type Memento, type Uri } from "vscode";
import { type DataSeries } from "../../graphs/dataSeries";
import { type AlvissClient } from "../../platform/client";
import { datasetSeries } from "./datasetSeries";
import { type GraphFiles } from "./graphFiles";
import { type GraphDataset, isGraphDataset } from "./graphSource";
import { type GraphAddress } from "./graphUri";
import { KeptByFile } from "./keptByFile";

interface GraphDatasetsParts {
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  readonly files: Pick<GraphFiles, "sourceOf" | "datasetOf">;
  readonly storage: Memento;
  readonly log: LogOutputChannel;
  /** Undefined: nobody tells what the dataset holds. */
  readonly setSeries: (uri: string, series: DataSeries | undefined) => void;
}

/** Which dataset each graph is checked against, and what that holds. */
export class GraphDatasets {
  /** Datasets that somebody has chosen for a file. */
  private readonly chosen: KeptByFile<GraphDataset>;
  /** Those of build pages, as long as they are open: the page that was used last comes last. */
  private readonly borrowed = new Map<string, Map<object, GraphDataset>>();
  /** What the series of a document were read of last; undefined: of what it comes from. */
  private readonly applied = new Map<string, GraphDataset | undefined>();
  /** Who has asked last for a document: whoever asked before is no longer meant. */
  private readonly turns = new Map<string, object>();
  private readonly asked = new Map<string, Promise<void>>();

  constructor(private readonly parts: GraphDatasetsParts) {
    this.chosen = new KeptByFile(parts.storage, "alviss.graphDatasets", isGraphDataset);
  }

  /** Asks once what the graph's dataset holds; while nobody answers, nothing is said of it. */
  look(uri: Uri): Promise<void> {
    const key = uri.toString();
    const asking = this.asked.get(key) ?? this.ask(uri);
    this.asked.set(key, asking);
    return asking;
  }

  /**
   * From now on the graph is checked against this dataset, whatever it comes from: for good, or until `borrower` gives
   * it back. Throws what the server answers; then all stays as it was.
   */
  async use(
    uri: Uri,
    dataset: GraphDataset,
    { borrower, signal }: { borrower?: object; signal?: AbortSignal } = {},
  ): Promise<void> {
    const key = uri.toString();
    // Also where it is applied already: another one that is still being read is no longer meant.
    const turn = this.takeTurn(key);
    if (!isDeepStrictEqual(this.applied.get(key), dataset)) {
      const series = await datasetSeries(this.parts.clients, dataset, signal);
      if (signal?.aborted || !this.apply(key, turn, dataset, series)) return;
      this.asked.set(key, Promise.resolve());
    }
    if (borrower === undefined) return this.chosen.keep(uri, dataset);
    const borrowed = this.borrowed.get(key) ?? new Map<object, GraphDataset>();
    borrowed.delete(borrower);
    this.borrowed.set(key, borrowed.set(borrower, dataset));
  }

  /** Back to what the graph was checked against before `borrower` came: to another one's, if that is still there. */
  release(uri: Uri, borrower: object): void {
    const borrowed = this.borrowed.get(uri.toString());
    if (!borrowed?.delete(borrower)) return;
    this.asked.delete(uri.toString());
    void this.look(uri);
  }

  /** A file is gone: another one of its name begins anew. */
  async forget(uri: Uri): Promise<void> {
    this.asked.delete(uri.toString());
    await this.chosen.forget(uri);
  }

  /** A file has another name. */
  async moved(from: Uri, to: Uri): Promise<void> {
    const dataset = this.chosen.of(from);
    if (dataset !== undefined) await this.chosen.keep(to, dataset);
    await this.forget(from);
  }

  private async ask(uri: Uri): Promise<void> {
    const key = uri.toString();
    const turn = this.takeTurn(key);
    const borrowed = [...(this.borrowed.get(key)?.values() ?? [])].reverse();
    const chosen = [...borrowed, this.chosen.of(uri)].filter((one) => one !== undefined);
    // A dataset or a server that is gone is no reason to check against nothing.
    for (const one of [...chosen, undefined])
      try {
        const data = one ?? (await this.originOf(uri));
        const series = data && (await datasetSeries(this.parts.clients, data));
        this.apply(key, turn, one, series);
        return;
      } catch (error) {
        this.parts.log.debug(`graph editor: what the dataset holds is not known: ${String(error)}`);
      }
    if (this.turns.get(key) === turn) this.asked.delete(key);
  }

  private async originOf(uri: Uri): Promise<GraphAddress | GraphDataset | undefined> {
    return (await this.parts.files.sourceOf(uri)) ?? this.parts.files.datasetOf(uri);
  }

  private takeTurn(key: string): object {
    const turn = {};
    this.turns.set(key, turn);
    return turn;
  }

  /** False where another one has been asked for meanwhile. */
  private apply(key: string, turn: object, dataset: GraphDataset | undefined, series: DataSeries | undefined): boolean {
    if (this.turns.get(key) !== turn) return false;
    this.applied.set(key, dataset);
    this.parts.setSeries(key, series);
    return true;
  }
}
