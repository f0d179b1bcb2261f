import assert from "node:assert/strict";
import { demoHeader, demoTable, demoView } from "../../../support/demoResult";
import { englishStrings } from "../../../support/resultsPage";
import { isFromResults, isResultsMemory, isToResults } from "../../../../webview/shared/resultsMessages";

const target = { connectionId: "sandbox", team: "1", project: "1", attribution: "5" };

/** The same message with one field, anywhere in it, taken out or made something else. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const without = structuredClone(value) as Record<string, unknown>;
    delete without[key];
    if (!Array.isArray(value)) yield without;
    yield { ...without, [key]: Symbol.iterator };
    for (const inner of spoiled((value as Record<string, unknown>)[key])) {
      const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      (copy as Record<string, unknown>)[key] = inner;
      yield copy;
    }
  }
}

describe("messages between the results page and the host", () => {
  it("are taken when complete and refused when any field is missing or of another kind", async () => {
    const short = demoTable({
      dates: ["2024-01-01"],
      totals: demoTable().totals.slice(0, 1),
      roi: demoTable().roi.slice(0, 1),
    });
    const media = { share: { p50: 0.2, lo: 0.1, hi: 0.3 }, roi: { p50: 1, lo: 0.5, hi: 2 } };
    const problem = { sentence: "It failed.", words: "no", advice: "Try again." };
    const messages = [
      { type: "start", strings: await englishStrings(), locale: "en", target },
      {
        type: "view",
        view: { kind: "result", header: demoHeader, result: { ...short, media, currency: "kr" }, problem },
      },
      { type: "view", view: { kind: "failed", header: demoHeader, problem } },
      { type: "view", view: { kind: "running", header: demoHeader, word: "processing", fraction: 0.5 } },
      { type: "view", view: { kind: "loading", header: demoHeader } },
      { type: "view", view: { kind: "deleted", header: demoHeader } },
      { type: "copied", rows: 3 },
    ];
    for (const message of messages) {
      assert.equal(isToResults(message), true, JSON.stringify(message));
      for (const bad of spoiled(message)) assert.equal(isToResults(bad), false, JSON.stringify(bad));
    }
  });

  it("may say that something is not known where the type says so, and numbers must be numbers", () => {
    assert.equal(isToResults({ type: "view", view: demoView() }), true);
    assert.equal(isToResults({ type: "view", view: demoView({ seed: Number.NaN }) }), false);
    assert.equal(isToResults({ type: "toString" }), false);
    for (const nothing of [null, undefined, 1, "ready", []]) assert.equal(isToResults(nothing), false);
  });

  it("from the page are of five kinds, with the four interval levels only", () => {
    const good = [
      { type: "ready" },
      { type: "level", level: 0.8 },
      { type: "copyCsv", csv: "driver", rows: 1 },
      { type: "retry" },
      { type: "showLog" },
    ];
    for (const message of good) assert.equal(isFromResults(message), true);
    for (const bad of [
      { type: "level", level: 0.7 },
      { type: "level" },
      { type: "copyCsv", csv: 1, rows: 1 },
      { type: "run" },
    ]) {
      assert.equal(isFromResults(bad), false);
    }
  });

  it("leave a memory that an older or newer page wrote alone", () => {
    assert.equal(isResultsMemory({ v: 1, target, level: null, sort: null }), true);
    assert.equal(isResultsMemory({ v: 1, target, level: 0.5, sort: { column: "mean", descending: true } }), true);
    assert.equal(isResultsMemory({ v: 2, target, level: null, sort: null }), false);
    assert.equal(isResultsMemory({ v: 1, target: { ...target, team: 1 }, level: null, sort: null }), false);
    assert.equal(isResultsMemory(undefined), false);
  });
});
