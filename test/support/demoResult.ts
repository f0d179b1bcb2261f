import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAttributionResult, type AttributionResult } from "../../src/platform/results";
import { readJson } from "../../src/jsonText/read";
import { type ResultsPlace } from "../../src/ui/results/resultsPlace";
import { readResultTable, type ResultTable } from "../../webview/results/data/resultTable";
import {
  type ResultPart,
  type ResultsHeader,
  type ResultsQuery,
  type ResultsView,
} from "../../webview/shared/resultsMessages";

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../fixtures/results/${name}.json`), "utf8");

/** A result of the sandbox engine on the demo files, as an earlier version of it sent one: totals and returns only. */
export function demoAnswer(): AttributionResult {
  return readAttributionResult(readJson(fixture("demo")), "GET result");
}

export function demoTable(changes: Partial<ResultTable> = {}): ResultTable {
  return { ...tableOf(fixture("demo")), ...changes };
}

/** A result with everything that figures are made of. */
export const fullText = (): string => fixture("attribution");

export const fullTable = (changes: Partial<ResultTable> = {}): ResultTable => ({ ...tableOf(fullText()), ...changes });

export const partText = (part: ResultPart): string => fixture(part);

function tableOf(text: string): ResultTable {
  const table = readResultTable(text, "");
  if (table === undefined) throw new Error("the fixture is no result");
  return table;
}

export const demoHeader: ResultsHeader = { kind: "attribution", id: "5", model: "11", combination: "SWE / all / all" };

export const demoQuery: ResultsQuery = {
  level: 0.9,
  ...{ from: null, to: null, product: null, country: null, region: null, grouping: null },
  by: "period",
  unit: "units",
};

/** `changes`: of fields of the server's answer. */
export function demoView(
  changes: Readonly<Record<string, unknown>> = {},
  query: Partial<ResultsQuery> = {},
): ResultsView {
  const text = JSON.stringify({ ...(JSON.parse(fixture("demo")) as object), ...changes });
  return { kind: "result", header: demoHeader, query: { ...demoQuery, ...query }, text, problem: null };
}

export function fullView(changes: Readonly<Record<string, unknown>> = {}): ResultsView {
  const text = JSON.stringify({ ...(JSON.parse(fullText()) as object), ...changes });
  return { kind: "result", header: demoHeader, query: demoQuery, text, problem: null };
}

export const demoPlace = {
  connectionId: "sandbox",
  team: "1",
  project: "1",
  kind: "attribution",
  id: "5",
} as ResultsPlace;
