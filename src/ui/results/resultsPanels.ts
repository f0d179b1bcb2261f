import { type LogOutputChannel, Uri } from "vscode";
import { type LedgerChange, type Run, type Step } from "../../jobs/run";
import { type AlvissClient } from "../../platform/client";
import { type Id } from "../../platform/ids";
import { type KnownObjects } from "../../platform/knownObjects";
import { type ProjectObjects } from "../../platform/projectObjects";
import { type ExportKind, type ResultKind, type ResultsQuery } from "../../../webview/shared/resultsMessages";
import { Owner } from "../kit/disposables";
import { setting } from "../kit/settings";
import { OpenPages } from "./openPages";
import { type ResultsPanel } from "./resultsPanel";
import { placeFromMemory, placeKey, type ResultsPlace } from "./resultsPlace";

export interface ResultsPanelsParts {
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  readonly known: KnownObjects;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** The open results pages, one an object. */
export class ResultsPanels extends Owner {
  private readonly pages: OpenPages<ResultsPlace, ResultsPanel, ResultsQuery>;

  constructor({ clients, known, extensionUri, log }: ResultsPanelsParts) {
    super();
    const clientOf = (connectionId: string): Promise<AlvissClient> => clients.of(connectionId);
    const objectsOf = async (connectionId: string): Promise<ProjectObjects> => {
      const { ProjectObjects } = await import("../../platform/projectObjects");
      return new ProjectObjects(await clients.of(connectionId), known.of(connectionId));
    };
    const pages = Uri.joinPath(extensionUri, "dist", "webview");
    const parts = { clientOf, objectsOf, pages, log, open: (place: ResultsPlace) => this.open(place) };
    this.pages = this.own(
      new OpenPages({
        viewType: "alviss.results",
        keyOf: placeKey,
        load: async () => {
          const { ResultsPanel } = await import("./resultsPanel");
          return (panel, place, query = usualQuery()) => new ResultsPanel(panel, place, query, parts);
        },
        remembered: async (state) => {
          const { resultsMemory } = await import("../../../webview/shared/resultsMessages");
          const memory = resultsMemory(state);
          const place = memory && placeFromMemory(memory.target);
          return place && { place, query: memory.query ?? undefined };
        },
      }),
    );
  }

  /** Shows the result of an object, in its page if it has one already. */
  async open(place: ResultsPlace): Promise<void> {
    await this.pages.open(place);
  }

  /** Writes the numbers or a report of an object; a page that was opened for that alone is closed again. */
  async export(place: ResultsPlace, what: ExportKind, file?: Uri): Promise<void> {
    const open = this.pages.of(place);
    const page = open ?? (await this.pages.open(place));
    const written = await page.export(what, file);
    if (open === undefined && written) page.close();
  }

  /** Keeps the pages of running jobs up with them, and reads the result when one has ended. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed") return;
    const { connectionId, team, project, steps } = change.run;
    for (const step of steps) {
      const { kind, id } = step.object ?? {};
      if (kind !== "attribution" && kind !== "attributionSet" && kind !== "model") continue;
      this.pages.of({ connectionId, team, project, kind, id: id as Id<ResultKind> })?.jobMoved(step);
      if (kind === "attribution") this.attributionMoved(change.run, id as Id<"attribution">, step);
    }
  };

  /** The page of a model leads to its attributions. */
  private attributionMoved({ connectionId, team, project }: Run, id: Id<"attribution">, step: Step): void {
    for (const { page, place } of this.pages.all)
      if (place.connectionId === connectionId && place.team === team && place.project === project)
        page.attributionMoved(id, step);
  }

  retry(connectionId: string): void {
    this.pages.retry(connectionId);
  }
}

/** Everything, at the level that the user likes best. */
function usualQuery(): ResultsQuery {
  const nothing = { from: null, to: null, product: null, country: null, region: null, grouping: null };
  return { level: setting("results.interval"), ...nothing, by: "period", unit: "units" };
}
