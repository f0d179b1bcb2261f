import { type LogOutputChannel } from "vscode";
import { AlvissError } from "../../platform/errors";
import { type DatasetId } from "../../platform/ids";
import { type BuildData, type ShownDataset, type ToBuildPage } from "../../../webview/shared/buildMessages";
import { type Clients } from "../account/clients";
import { type Place } from "../explorer/nodes";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { explain, Refusal } from "../kit/explain";
import { knownCombinations, readCalendar, shownDatasets } from "./buildData";

interface PageDataParts {
  readonly explorer: Pick<ProjectExplorer, "objects">;
  readonly clients: Pick<Clients, "of">;
  readonly log: Pick<LogOutputChannel, "error">;
  /** Throws, as a sentence, where its connection is gone. */
  readonly place: () => Place;
  readonly post: (message: ToBuildPage) => void;
}

/** What the page reads of its server: the datasets to choose from, and the dates of the one that is looked at. */
export class PageData {
  private datasets: readonly ShownDataset[] = [];
  private reading: AbortController | undefined;
  private isInTrouble = false;

  constructor(private readonly parts: PageDataParts) {}

  /** Whether another state of the connection may bring what is missing. */
  get isAwaited(): boolean {
    return this.isInTrouble || this.datasets.length === 0;
  }

  /** `chooses`: what is new in the list is what is meant from now on. */
  async showDatasets({ chooses = false } = {}): Promise<void> {
    const { explorer, post } = this.parts;
    await this.orTrouble(null, async () => {
      const place = this.parts.place();
      const { datasets, areAll } = await shownDatasets(explorer, place);
      const isTold = datasets.every(({ combinations }) => combinations !== null);
      const combinations = isTold ? [] : await knownCombinations(explorer, place);
      const before = new Set(this.datasets.map(({ id }) => id));
      const added = chooses ? datasets.find(({ id }) => !before.has(id)) : undefined;
      this.datasets = datasets;
      post({ type: "datasets", datasets, areAll, added: added?.id ?? null, combinations });
    });
  }

  async showCalendar(data: BuildData): Promise<void> {
    if (!this.datasets.some(({ id }) => id === data.dataset)) return;
    this.reading?.abort();
    const { signal } = (this.reading = new AbortController());
    await this.orTrouble(data, async () => {
      const { connection, project } = this.parts.place();
      const client = await this.parts.clients.of(connection.id);
      const ref = { team: project.team, project: project.id };
      const calendar = await readCalendar(client, ref, data.dataset as DatasetId, data.combination, signal);
      if (!signal.aborted) this.parts.post({ type: "calendar", of: data, calendar });
    });
  }

  dispose(): void {
    this.reading?.abort();
  }

  private async orTrouble(of: BuildData | null, read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.isInTrouble = false;
    } catch (error) {
      const explanation = explain(error);
      if (explanation === undefined) return;
      const { sentence, details } = explanation;
      this.isInTrouble = true;
      this.parts.log.error(`build page, ${of === null ? "datasets" : "dates"}: ${details}`);
      const said = error instanceof AlvissError ? error.serverWords : undefined;
      const words = said === undefined || sentence.includes(said) ? null : said;
      this.parts.post({ type: "trouble", of, sentence, words, mayPass: mayPass(error) });
    }
  }
}

const passing = new Set(["network", "timedOut", "server", "rateLimited"]);

/** Whether it may be over by itself; what the server has decided is not. */
const mayPass = (error: unknown): boolean =>
  error instanceof Refusal || (error instanceof AlvissError && passing.has(error.kind));
