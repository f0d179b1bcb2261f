import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAttributionResult, type AttributionResult } from "../../src/platform/results";
import { readJson } from "../../src/jsonText/read";
import { type AttributionPlace } from "../../src/ui/results/attributionPlace";
import { resultTable } from "../../src/ui/results/resultTable";
import { type ResultsView, type ResultTable } from "../../webview/shared/resultsMessages";

/** A result of the sandbox engine on the demo files, as a server sends it. */
export function demoAnswer(): AttributionResult {
  const text = readFileSync(join(import.meta.dirname, "../fixtures/results/demo.json"), "utf8");
  return readAttributionResult(readJson(text), "GET result");
}

export function demoTable(changes: Partial<ResultTable> = {}): ResultTable {
  return { ...resultTable(demoAnswer()), ...changes };
}

export const demoHeader = { attribution: "5", model: "11", combination: "SWE / all / all" } as const;

export function demoView(changes: Partial<ResultTable> = {}): ResultsView {
  return { kind: "result", header: demoHeader, result: demoTable(changes), problem: null };
}

export const demoPlace = {
  connectionId: "sandbox",
  team: "1",
  project: "1",
  attribution: "5",
} as AttributionPlace;
