import { type Id, showId } from "../../platform/ids";
import { type ProjectObjects } from "../../platform/projectObjects";
import { type AttributionRecord } from "../../platform/records";
import { type ModelAttribution, type ToResults } from "../../../webview/shared/resultsMessages";
import { type Disposable } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type ResultsPlace } from "./resultsPlace";

/** So many of the newest are looked through; fewer where a server has no list and each costs a call. */
const looked = { limit: 200, knownLimit: 20 };

export interface ModelAttributionsParts {
  readonly objects: () => Promise<Pick<ProjectObjects, "list">>;
  readonly tell: (message: Extract<ToResults, { readonly type: "attributions" }>) => void;
  readonly log: { error(line: string): void };
}

/** Which attributions there are of the model that a page is about, for the page to lead to. */
export class ModelAttributions implements Disposable {
  /** Of all models: one that is not among them may be a new one of this model. */
  private readonly seen = new Set<string>();
  private told: readonly AttributionRecord[] = [];
  private reading: AbortController | undefined;

  constructor(
    private readonly model: ResultsPlace,
    private readonly parts: ModelAttributionsParts,
  ) {}

  /** Reads them anew and tells the page. What cannot be read is only logged: the page has its own to show. */
  read(): Promise<void> {
    this.reading?.abort();
    const { signal } = (this.reading = new AbortController());
    return unattended(this.parts.log, "attributions of a model", async () => {
      const objects = await this.parts.objects();
      const { items, completeness } = await objects.list("attribution", this.model, { ...looked, signal });
      if (signal.aborted) return;
      for (const { id } of items) this.seen.add(id);
      this.told = items.filter(({ modelId, phase }) => modelId === this.model.id && phase !== "failed");
      const attributions = this.told.map(toldAttribution);
      this.parts.tell({ type: "attributions", attributions, areAll: completeness === "all" });
    });
  }

  /** A job waits for an attribution of some model, or no longer does. */
  jobMoved(id: Id<"attribution">, waiting: boolean): void {
    const known = this.told.find((record) => record.id === id);
    const moved = known === undefined ? !this.seen.has(id) : (known.phase === "working") !== waiting;
    if (!moved) return;
    this.seen.add(id);
    void this.read();
  }

  /** The place of one that the page was told of; undefined for any other. */
  placeOf(id: string): ResultsPlace | undefined {
    const found = this.told.find((record) => record.id === id);
    return found && { ...this.model, kind: "attribution", id: found.id };
  }

  dispose(): void {
    this.reading?.abort();
  }
}

const toldAttribution = ({ id, startDate, endDate, samples, phase }: AttributionRecord): ModelAttribution => ({
  ...{ id, shown: showId(id), first: startDate ?? null, last: endDate ?? null },
  ...{ draws: samples ?? null, running: phase === "working" },
});
