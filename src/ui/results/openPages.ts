import { ViewColumn, type WebviewPanel, window } from "vscode";
import { type Disposable, Owner } from "../kit/disposables";

interface PageOfPanel extends Disposable {
  readonly failed: boolean;
  reveal(): void;
  refresh(): void;
}

export interface PageKind<Place, Page, Query> {
  readonly viewType: string;
  readonly keyOf: (place: Place) => string;
  /** Loads the code of such a page; answers how one is made for a panel. */
  readonly load: () => Promise<(panel: WebviewPanel, place: Place, query: Query | undefined) => Page>;
  /** What a page has kept over a reload of the window; undefined for what is no such memory. */
  readonly remembered: (
    state: unknown,
  ) => Promise<{ readonly place: Place; readonly query: Query | undefined } | undefined>;
}

/** Open pages, one for each place; they come back after a reload of the window. */
export class OpenPages<Place extends { readonly connectionId: string }, Page extends PageOfPanel, Query> extends Owner {
  private readonly shown = new Map<string, { readonly page: Page; readonly place: Place }>();

  constructor(private readonly kind: PageKind<Place, Page, Query>) {
    super();
    this.own(
      window.registerWebviewPanelSerializer(kind.viewType, {
        deserializeWebviewPanel: (panel, state) => this.restore(panel, state),
      }),
    );
    this.own({ dispose: () => [...this.shown.values()].forEach(({ page }) => page.dispose()) });
  }

  get all(): readonly { readonly page: Page; readonly place: Place }[] {
    return [...this.shown.values()];
  }

  of(place: Place): Page | undefined {
    return this.shown.get(this.kind.keyOf(place))?.page;
  }

  /** The page of a place: one that is there already is read anew. */
  async open(place: Place): Promise<Page> {
    const known = this.of(place);
    if (known !== undefined) {
      known.reveal();
      known.refresh();
      return known;
    }
    const make = await this.kind.load();
    // A second call may have come first while the code was loaded.
    const other = this.of(place);
    if (other !== undefined) return other;
    const panel = window.createWebviewPanel(this.kind.viewType, "", ViewColumn.Active, { enableFindWidget: true });
    return this.adopt(panel, place, make(panel, place, undefined));
  }

  /** Tries again what could not be read, when a connection is ready again. */
  retry(connectionId: string): void {
    for (const { page, place } of this.all) if (place.connectionId === connectionId && page.failed) page.refresh();
  }

  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const [make, kept] = await Promise.all([this.kind.load(), this.kind.remembered(state)]);
    if (kept === undefined || this.of(kept.place) !== undefined) panel.dispose();
    else this.adopt(panel, kept.place, make(panel, kept.place, kept.query));
  }

  private adopt(panel: WebviewPanel, place: Place, page: Page): Page {
    const key = this.kind.keyOf(place);
    this.shown.set(key, { page, place });
    panel.onDidDispose(() => {
      this.shown.delete(key);
      page.dispose();
    });
    return page;
  }
}
