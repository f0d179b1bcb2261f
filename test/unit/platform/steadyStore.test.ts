import assert from "node:assert/strict";
import { type KeyValueStore } from "../../../src/platform/keyValueStore";
import { steadyStore } from "../../../src/platform/steadyStore";

/** A store whose answers lag behind what was written. */
function lagging() {
  let answer: unknown = ["first"];
  const store: KeyValueStore = { get: <T>() => answer as T, update: () => Promise.resolve() };
  return { store, answers: (value: unknown) => void (answer = value) };
}

describe("a store that answers what was written last", () => {
  it("does so while the store below still answers what stood there before, in any order", async () => {
    const { store, answers } = lagging();
    const steady = steadyStore(store, () => 0);
    await steady.update("ids", ["second"]);
    assert.deepEqual(steady.get("ids"), ["second"]);
    await steady.update("ids", ["third"]);
    for (const echo of [["first"], ["third"], ["second"], ["first"]]) {
      answers(echo);
      assert.deepEqual(steady.get("ids"), ["third"], String(echo));
    }
  });

  it("takes what another window has written since", async () => {
    const { store, answers } = lagging();
    const steady = steadyStore(store, () => 0);
    await steady.update("ids", ["second"]);
    answers(["theirs", "second"]);
    assert.deepEqual(steady.get("ids"), ["theirs", "second"]);
    answers(["first"]);
    assert.deepEqual(steady.get("ids"), ["first"], "and all that they write after that");
  });

  it("believes the store below once an echo cannot come any more", async () => {
    let at = 0;
    const { store } = lagging();
    const steady = steadyStore(store, () => at);
    await steady.update("ids", ["second"]);
    at = 60_000;
    assert.deepEqual(steady.get("ids"), ["first"]);
  });
});
