import assert from "node:assert/strict";
import { WindowWatch } from "../../../../src/sandbox/http/windowWatch";

describe("leaving when no window is left", () => {
  let time = 0;
  let idle = true;
  let left = 0;
  let watch: WindowWatch;
  beforeEach(() => {
    [time, idle, left] = [0, true, 0];
    watch = new WindowWatch({
      now: () => time,
      limitMs: 60,
      everyMs: 5,
      idle: () => idle,
      leave: () => left++,
    });
  });
  const pass = (ms: number) => {
    for (let at = 0; at < ms; at += 5) {
      time += 5;
      watch.check();
    }
  };

  it("happens after the limit without a sign of life", () => {
    pass(55);
    assert.equal(left, 0);
    pass(5);
    assert.equal(left, 1);
  });

  it("does not happen while a window speaks", () => {
    for (let beat = 0; beat < 10; beat++) {
      pass(50);
      watch.heard();
    }
    assert.equal(left, 0);
  });

  it("waits for a job that still runs", () => {
    idle = false;
    pass(100);
    assert.equal(left, 0);
    idle = true;
    pass(5);
    assert.equal(left, 1);
  });

  it("does not take a sleeping machine for an abandoned one", () => {
    pass(20);
    time += 8 * 3600_000;
    watch.check();
    assert.equal(left, 0);
    pass(60);
    assert.ok(left > 0);
  });
});
