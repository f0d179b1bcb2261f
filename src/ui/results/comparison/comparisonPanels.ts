import { type LogOutputChannel, Uri } from "vscode";
import { type LedgerChange } from "../../../jobs/run";
import { type ComparisonQuery } from "../../../../webview/shared/comparisonMessages";
import { setContextKey } from "../../kit/contextKeys";
import { Owner } from "../../kit/disposables";
import { setting } from "../../kit/settings";
import { OpenPages } from "../openPages";
import { comparedFromMemory, comparedKey, type ComparedObject, type ComparedPlace } from "./comparedPlace";
import { type ComparisonPanel } from "./comparisonPanel";
import { type ComparisonClient } from "./readCompared";

export interface ComparisonPanelsParts {
  readonly clients: { of(connectionId: string): Promise<ComparisonClient> };
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** What was selected to be compared with something chosen later. */
export type SelectedForCompare = Omit<ComparedPlace, "first" | "second"> & { readonly object: ComparedObject };

/** The open pages that compare, one for two results. */
export class ComparisonPanels extends Owner {
  private readonly pages: OpenPages<ComparedPlace, ComparisonPanel, ComparisonQuery>;
  private chosen: SelectedForCompare | undefined;

  constructor({ clients, extensionUri, log }: ComparisonPanelsParts) {
    super();
    const clientOf = (connectionId: string): Promise<ComparisonClient> => clients.of(connectionId);
    const parts = { clientOf, pages: Uri.joinPath(extensionUri, "dist", "webview"), log, open: this.open };
    this.pages = this.own(
      new OpenPages({
        viewType: "alviss.comparison",
        keyOf: comparedKey,
        load: async () => {
          const { ComparisonPanel } = await import("./comparisonPanel");
          return (panel, place, query = usualQuery()) => new ComparisonPanel(panel, place, query, parts);
        },
        remembered: async (state) => {
          const { isComparisonMemory } = await import("../../../../webview/shared/comparisonMessages");
          const memory = isComparisonMemory(state) ? state : undefined;
          const place = memory && comparedFromMemory(memory.comparison);
          return place && { place, query: memory.query ?? undefined };
        },
      }),
    );
  }

  get selected(): SelectedForCompare | undefined {
    return this.chosen;
  }

  select(what: SelectedForCompare): void {
    this.chosen = what;
    setContextKey("alviss.hasSelectedResult", true);
  }

  /** Shows two results side by side, in their page if they have one already. */
  readonly open = async (place: ComparedPlace): Promise<void> => {
    await this.pages.open(place);
  };

  /** Keeps the pages up with the jobs of what they compare. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed") return;
    const { connectionId, team, project, steps } = change.run;
    for (const { page, place } of this.pages.all) {
      if (place.connectionId !== connectionId || place.team !== team || place.project !== project) continue;
      for (const step of steps) {
        const { kind, id } = step.object ?? {};
        if ([place.first, place.second].some((one) => one.kind === kind && one.id === id)) page.jobMoved(step);
      }
    }
  };

  retry(connectionId: string): void {
    this.pages.retry(connectionId);
  }
}

/** Everything, at the level that the user likes best. */
const usualQuery = (): ComparisonQuery => ({
  ...{ level: setting("results.interval"), from: null, to: null, product: null, unit: "units" },
});
