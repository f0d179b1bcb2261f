import assert from "node:assert/strict";
import { mock } from "node:test";
import { LookingAgain } from "../../../../src/ui/results/lookingAgain";

describe("looking again at a running object", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
  afterEach(() => mock.timers.reset());

  it("goes on for as long as somebody watches, less often the longer it takes", () => {
    const times: number[] = [];
    const looking = new LookingAgain(() => {
      times.push(Date.now());
      looking.next(true);
    });
    looking.next(true);
    for (let second = 0; second < 1_200; second++) mock.timers.tick(1_000);
    const gaps = times.map((time, at) => time - (times[at - 1] ?? 0));
    assert.ok(Math.min(...gaps) >= 1_000 && Math.max(...gaps) <= 61_000, gaps.join());
    assert.ok((gaps.at(-1) ?? 0) > 40_000, "a twentieth of the time that it took so far");
  });

  it("ends when nobody watches any more, and with the page", () => {
    let looks = 0;
    const looking = new LookingAgain(() => looks++);
    looking.next(true);
    looking.next(false);
    mock.timers.tick(100_000);
    assert.equal(looks, 0);
    looking.next(true);
    looking.dispose();
    mock.timers.tick(100_000);
    assert.equal(looks, 0);
  });
});
