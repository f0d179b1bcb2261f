import assert from "node:assert/strict";
import { demoHeader, demoQuery, demoView } from "../../../support/demoResult";
import { isFromResults, isResultsMemory, isToResults, resultsMemory } from "../../../../webview/shared/resultsMessages";

const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" };

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
  it("are taken when complete and refused when any field is missing or of another kind", () => {
    const problem = { sentence: "It failed.", words: "no", advice: "Try again." };
    const narrow = {
      from: "2024-01-01",
      to: "2024-12-31",
      product: "A",
      country: "SWE",
      region: "all",
      grouping: "all",
    };
    const query = { ...demoQuery, ...narrow };
    const address = "http://127.0.0.1/result";
    const blocks = [{ draws: 100, rhat: 1.1, ess: 50 }];
    const attribution = { id: "5", shown: "5", first: "2024-01-01", last: "2024-12-23", draws: 200, running: false };
    const messages = [
      { type: "start", translations: {}, locale: "en", target, currency: "kr", address },
      { type: "view", view: { kind: "result", header: demoHeader, query, text: "{}", problem } },
      { type: "view", view: { kind: "failed", header: demoHeader, problem } },
      { type: "view", view: { kind: "running", header: demoHeader, word: "at", fraction: 0.5, loss: [1], blocks } },
      { type: "view", view: { kind: "loading", header: demoHeader } },
      { type: "view", view: { kind: "deleted", header: demoHeader } },
      { type: "part", part: "curves", query, text: "{}", problem },
      { type: "said", note: "Copied." },
      { type: "attributions", attributions: [attribution], anyFailed: false, areAll: true },
    ];
    for (const message of messages) {
      assert.equal(isToResults(message), true, JSON.stringify(message));
      for (const bad of spoiled(message)) assert.equal(isToResults(bad), false, JSON.stringify(bad));
    }
  });

  it("may say that something is not known where the type says so", () => {
    assert.equal(isToResults({ type: "view", view: demoView() }), true);
    assert.equal(isToResults({ type: "part", part: "hill", query: demoQuery, text: null, problem: null }), true);
    assert.equal(isToResults({ type: "start", translations: { a: 1 } }), false);
    assert.equal(isToResults({ type: "toString" }), false);
    for (const nothing of [null, undefined, 1, "ready", []]) assert.equal(isToResults(nothing), false);
  });

  it("from the page are of known kinds, with the four interval levels only", () => {
    const good = [
      { type: "ready" },
      { type: "query", query: { ...demoQuery, level: 0.8 } },
      { type: "part", part: "diagnostics", query: demoQuery },
      { type: "copy", text: "driver", note: "Copied." },
      { type: "save", name: "a.svg", data: "", base64: false, note: "" },
      { type: "retry" },
      { type: "showLog" },
      { type: "compare" },
      { type: "openAttribution", id: "5" },
      { type: "attribute" },
    ];
    for (const message of good) assert.equal(isFromResults(message), true);
    for (const bad of [
      { type: "query", query: { ...demoQuery, level: 0.7 } },
      { type: "query", query: { ...demoQuery, unit: "kilos" } },
      { type: "part", part: "budget", query: demoQuery },
      { type: "copy", text: 1, note: "" },
      { type: "openAttribution", id: 5 },
      { type: "openAttribution" },
      { type: "run" },
    ]) {
      assert.equal(isFromResults(bad), false);
    }
  });

  it("keep what the page remembers, also of its first version, and leave what a newer one wrote alone", () => {
    const sort = { column: "mean", descending: true };
    const memory = { v: 2, target, query: demoQuery, tab: "roi", shares: true, tables: ["roi"], scroll: 10, sort };
    assert.equal(isResultsMemory(memory), true);
    for (const bad of spoiled({ ...memory, tables: [] }))
      assert.equal(isResultsMemory(bad), false, JSON.stringify(bad));
    const { connectionId, team, project, id } = target;
    const first = { connectionId, team, project, attribution: id };
    assert.deepEqual(resultsMemory({ v: 1, target: first, level: null, sort }), { target });
    assert.equal(resultsMemory({ ...memory, v: 3 }), undefined);
    assert.equal(resultsMemory(undefined), undefined);
  });
});
