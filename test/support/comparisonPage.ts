// The page that compares two results, in a browser, with the host's part played by the test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ComparedRecords,
  type ComparisonHeader,
  type ComparisonMemory,
  type ComparisonQuery,
  type ComparisonTarget,
  type ComparisonView,
  type FromComparison,
} from "../../webview/shared/comparisonMessages";
import { type Theme } from "./pageServer";
import { type OpenedPage } from "./resultsPage";

/** What the sandbox answered of the demo's model and a refit of it on fewer dates. */
export const comparisonText = (): string =>
  readFileSync(join(import.meta.dirname, "../fixtures/results/comparison.json"), "utf8");

export const comparisonTarget: ComparisonTarget = {
  connectionId: "sandbox",
  team: "1",
  project: "1",
  first: { kind: "model", id: "1" },
  second: { kind: "model", id: "2" },
};

export const comparisonHeader: ComparisonHeader = {
  first: { kind: "model", id: "1", model: null, combination: "SWE / all / all" },
  second: { kind: "model", id: "2", model: null, combination: "SWE / all / all" },
};

export const comparisonQuery: ComparisonQuery = { level: 0.9, from: null, to: null, product: null, unit: "units" };

const fit = (mape: number, wmape: number, r2: number, dates: readonly string[]): string => {
  const one = { r2, mape, wmape, n: dates.length, coverage: 0.9 };
  const rows = dates.map((date) => ({ date, actual: 10, p50: 10, lo: 9, hi: 11, set: "eval" }));
  const metrics = { train: { ...one, mape: mape / 2, n: 104 }, eval: one, all: { ...one, mape: mape * 0.8 } };
  return JSON.stringify({ v: 1, engine: "1", level: 0.9, metrics, fit: rows });
};

const nothing = { text: null, from: null, to: null, count: null };
const word = (text: string) => ({ ...nothing, text });
const dates = (from: string, to: string, count: number) => ({ ...nothing, from, to, count });

export const comparedRecords: ComparedRecords = {
  facts: [
    { id: "model", about: "data", first: word("1"), second: word("2"), same: false },
    { id: "combination", about: "data", first: word("SWE / all / all"), second: word("SWE / all / all"), same: true },
    { id: "dataset", about: "data", first: word("1"), second: word("2"), same: false },
    {
      ...{ id: "trainDates", about: "data", same: false },
      first: dates("2022-01-03", "2024-03-25", 117),
      second: dates("2022-01-03", "2023-12-25", 104),
    },
    { id: "sampler", about: "settings", first: word("nuts"), second: word("fast"), same: false },
    { id: "epochs", about: "settings", first: word("300"), second: word("300"), same: true },
  ],
  uploads: { onlyFirst: ["#103 Media media_2024.csv"], onlySecond: ["#107 Media media_2025.csv"], both: 3 },
  graphs: {
    state: "changed",
    level: "high",
    changes: [
      { change: "added", name: "Radio", edge: false, field: null, before: null, after: null },
      { change: "removed", name: "OOH → Sales", edge: true, field: null, before: null, after: null },
      { change: "changed", name: "TV", edge: false, field: "adstock.type", before: '"geometric"', after: '"none"' },
    ],
    more: 0,
  },
  diagnostics: {
    first: fit(0.042, 0.04, 0.81, ["2024-04-01", "2024-04-08"]),
    second: fit(0.031, 0.03, 0.86, ["2024-01-01", "2024-01-08"]),
  },
};

type Shown = Extract<ComparisonView, { readonly kind: "compared" }>;

/** `changes`: of fields of the server's answer. */
export const comparedView = (
  changes: Readonly<Record<string, unknown>> = {},
  view: Partial<Omit<Shown, "kind">> = {},
): ComparisonView => ({
  ...{ kind: "compared", header: comparisonHeader, query: comparisonQuery, records: comparedRecords, problem: null },
  text: JSON.stringify({ ...(JSON.parse(comparisonText()) as object), ...changes }),
  ...view,
});

export const comparisonMemory = (changes: Partial<ComparisonMemory> = {}): ComparisonMemory => ({
  ...{ v: 1, comparison: comparisonTarget, query: comparisonQuery, tab: "overview", shares: false, tables: [] },
  scroll: 0,
  ...changes,
});

/** Starts the page anew, as after a reload, in a theme and a width. */
export async function openComparison(
  { page, receive, drawn }: { page: OpenedPage["page"]; receive: OpenedPage["receive"]; drawn: OpenedPage["drawn"] },
  view: ComparisonView,
  opening: {
    readonly theme?: Theme;
    readonly width?: number;
    readonly height?: number;
    readonly memory?: unknown;
  } = {},
): Promise<void> {
  const { theme = "vscode-dark", width = 1300, height = 900, memory = comparisonMemory() } = opening;
  await page.setViewportSize({ width, height });
  const start = {
    ...{ type: "startComparison", translations: {}, locale: "en", target: comparisonTarget, currency: "kr" },
    address: "http://127.0.0.1:1/v1/api/projects/1/1/results/compare?first=models%2F1&second=models%2F2",
  };
  await page.evaluate(
    (given) => {
      document.body.className = given.theme;
      document.body.dataset["vscodeThemeKind"] = given.theme;
      Object.assign(globalThis.played, { sent: [], memory: given.memory });
      dispatchEvent(new MessageEvent("message", { data: given.start }));
    },
    { theme, memory, start },
  );
  await receive({ type: "comparison", view });
  await drawn();
}

/** What the page has sent of its own, beside what every results page sends. */
export const sentOf = async (shown: OpenedPage): Promise<readonly FromComparison[]> =>
  (await shown.sent()) as readonly unknown[] as readonly FromComparison[];
