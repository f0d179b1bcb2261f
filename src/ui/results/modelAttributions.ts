import { type Id, showId } from "../../platform/ids";
import { type ProjectObjects } from "../../platform/projectObjects";
import { type AttributionRecord } from "../../platform/records";
import { type ModelAttribution, type ToResults } from "../../../webview/shared/resultsMessages";
import { type Disposable } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type ResultsPlace } from "./resultsPlace";

/** So many of the newest are looked through; fewer where a server has no list and each costs a call. */
const looked = { limit: 200, knownLimit: 20 };

type AttributionsTold = Extract<ToResults, { readonly type: "attributions" }>;

export interface ModelAttributionsParts {
  readonly objects: () => Promise<Pick<ProjectObjects, "list">>;
  readonly tell: (message: AttributionsTold) => void;
  readonly log: { error(line: string): void };
}

/** Which attributions there are of the model that a page is about, for the page to lead to. */
export class ModelAttributions implements Disposable {
  /** Of all models, as last read. */
  private records: readonly AttributionRecord[] = [];
  /** What the page was told last. */
  private told: AttributionsTold | undefined;
  private isOld = true;
  private reading: AbortController | undefined;
  /** What jobs said of attributions since the reading began: saying it again begins no other. */
  private readonly said = new Map<string, boolean>();

  constructor(
    private readonly model: ResultsPlace,
    private readonly parts: ModelAttributionsParts,
  ) {}

  /** Tells the page what is known, and reads where nothing is or it has become old. */
  show(): void {
    if (this.told !== undefined) this.parts.tell(this.told);
    if (this.isOld && this.reading === undefined) void this.read();
  }

  /** The next `show` reads again. */
  becomeOld(): void {
    this.reading?.abort();
    this.reading = undefined;
    this.said.clear();
    this.isOld = true;
  }

  /** Reads them anew and tells the page. What cannot be read is only logged: the page has its own to show. */
  async read(): Promise<void> {
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    await unattended(this.parts.log, "attributions of a model", () => this.readAndTell(reading.signal));
    if (this.reading !== reading) return;
    this.reading = undefined;
    this.said.clear();
  }

  private async readAndTell(signal: AbortSignal): Promise<void> {
    const objects = await this.parts.objects();
    const { items, completeness } = await objects.list("attribution", this.model, { ...looked, signal });
    if (signal.aborted) return;
    this.records = items;
    this.isOld = false;
    const own = items.filter(({ modelId }) => modelId === this.model.id);
    this.told = {
      type: "attributions",
      attributions: own.filter(({ phase }) => phase !== "failed").map(toldAttribution),
      anyFailed: own.some(({ phase }) => phase === "failed"),
      // One whose model is not told may be of this one.
      areAll: completeness === "all" && items.every(({ modelId }) => modelId !== undefined),
    };
    this.parts.tell(this.told);
  }

  /** A job waits for an attribution of some model, or no longer does. */
  jobMoved(id: Id<"attribution">, waiting: boolean): void {
    if (!this.isNews(id, waiting) || this.said.get(id) === waiting) return;
    this.said.set(id, waiting);
    void this.read();
  }

  /** Of an attribution that has not been read, everything is: it may be a new one of this model. */
  private isNews(id: Id<"attribution">, waiting: boolean): boolean {
    const record = this.records.find((one) => one.id === id);
    if (record === undefined) return true;
    const isOfAnother = record.modelId !== undefined && record.modelId !== this.model.id;
    return !isOfAnother && (record.phase === "working") !== waiting;
  }

  /** The place of one that the page was told of; undefined for any other. */
  placeOf(id: string): ResultsPlace | undefined {
    const found = this.told?.attributions.find((attribution) => attribution.id === id);
    return found && { ...this.model, kind: "attribution", id: found.id as Id<"attribution"> };
  }

  dispose(): void {
    this.reading?.abort();
  }
}

const toldAttribution = ({ id, startDate, endDate, samples, phase }: AttributionRecord): ModelAttribution => ({
  ...{ id, shown: showId(id), first: startDate ?? null, last: endDate ?? null },
  ...{ draws: samples ?? null, running: phase === "working" },
});
