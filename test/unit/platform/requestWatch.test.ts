import assert from "node:assert/strict";
import { patient, RequestWatch } from "../../../src/platform/requestWatch";

describe("the watch over a request", () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

  it("leaves no timer behind, even when progress is told after the end", () => {
    const before = timers();
    const watch = new RequestWatch(patient, { waitFor: "bytes" });
    assert.equal(timers(), before + 1);
    watch.moved();
    watch.end();
    watch.moved();
    assert.equal(timers(), before);
  });
});
