import { element } from "../shared/dom";
import { type ResultKind } from "../shared/resultsMessages";
import { type ResultsStrings } from "./strings";

export const tabIds = ["overview", "fit", "drivers", "roi", "curves", "trust", "table", "changes"] as const;
export type TabId = (typeof tabIds)[number];

export const tabOf = (word: string | undefined): TabId => tabIds.find((id) => id === word) ?? "overview";

/** Those of one result: changes are between two. */
const ownTabs = tabIds.filter((id) => id !== "changes");

/** A model alone says nothing of contributions. */
export const tabsOf = (kind: ResultKind): readonly TabId[] =>
  kind === "model"
    ? ["overview", "fit", "trust"]
    : kind === "attributionSet"
      ? ownTabs.filter((id) => id !== "fit" && id !== "trust")
      : ownTabs;

export interface Tabs {
  readonly element: HTMLElement;
  readonly show: (tab: TabId) => void;
}

/** One tab stop for all; arrow keys go from tab to tab, as in the editor's own tabs. */
export function tabList(ids: readonly TabId[], strings: ResultsStrings, onTab: (tab: TabId) => void): Tabs {
  const names: Readonly<Record<TabId, string>> = {
    overview: strings.tabOverview,
    fit: strings.tabFit,
    drivers: strings.tabDrivers,
    roi: strings.tabRoi,
    curves: strings.tabCurves,
    trust: strings.tabTrust,
    table: strings.tabTable,
    changes: strings.tabChanges,
  };
  const tabs = ids.map((id) => {
    const tab = element(
      "button",
      { type: "button", role: "tab", class: "tab", id: `tab-${id}`, "aria-controls": "tab-panel" },
      names[id],
    );
    tab.addEventListener("click", () => onTab(id));
    return { id, tab };
  });
  const list = element(
    "div",
    { class: "segments", role: "tablist", "aria-label": strings.tabs },
    ...tabs.map(({ tab }) => tab),
  );
  list.addEventListener("keydown", ({ key }) => {
    const at = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[key];
    if (to === undefined || at < 0) return;
    const next = tabs[(to + tabs.length) % tabs.length];
    next?.tab.focus();
    if (next) onTab(next.id);
  });
  return {
    element: list,
    show: (shown) => {
      for (const { id, tab } of tabs) {
        tab.setAttribute("aria-selected", String(id === shown));
        tab.tabIndex = id === shown ? 0 : -1;
      }
    },
  };
}
