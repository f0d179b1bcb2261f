import assert from "node:assert/strict";
import { AlvissError } from "../../../src/platform/errors";
import { longestSilence, pause, platformPace, type SettleClock, settleWith } from "../../../src/platform/settle";
import { phaseOf } from "../../../src/platform/status";

/** Time that passes only while somebody sleeps. */
function fakeClock(): SettleClock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 1_000_000;
  return {
    slept,
    now: () => now,
    random: () => 0,
    sleep: (milliseconds, signal) => {
      if (signal.aborted) return Promise.reject(new Error("aborted"));
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

const answer = (status: string | undefined): { status: string | undefined; phase: ReturnType<typeof phaseOf> } => ({
  status,
  phase: phaseOf(status),
});
const lost = (kind: "network" | "rateLimited" | "notSignedIn", retryAfter?: number): AlvissError =>
  new AlvissError({ kind, retryAfter });

describe("the pace of asking", () => {
  it("is 5 % of the time waited, at least 2 s, at most 60 s", () => {
    assert.deepEqual(
      [0, 39_000, 100_000, 1_200_000, 9_000_000].map((elapsed) => pause(elapsed, platformPace, 0)),
      [2_000, 2_000, 5_000, 60_000, 60_000],
    );
  });
  it("is early by up to 20 %, never late", () => {
    assert.equal(pause(100_000, platformPace, 1), 4_000);
  });
});

describe("settling", () => {
  it("asks until the object is done and tells every answer", async () => {
    const clock = fakeClock();
    const words = [undefined, "queued", "never heard of", "completed"];
    const told: (string | undefined)[] = [];
    const settled = await settleWith(platformPace, clock)(() => Promise.resolve(answer(words.shift())), {
      signal: new AbortController().signal,
      onChange: ({ status }) => told.push(status),
    });
    assert.equal(settled.status, "completed");
    assert.deepEqual(told, [undefined, "queued", "never heard of", "completed"]);
    assert.deepEqual(clock.slept, [2_000, 2_000, 2_000]);
  });

  it("answers a failed object, and does not ask on", async () => {
    const settled = await settleWith(platformPace, fakeClock())(() => Promise.resolve(answer("failed")), {
      signal: new AbortController().signal,
    });
    assert.equal(settled.phase, "failed");
  });

  it("sits out a passing failure and waits as long as the server asks", async () => {
    const clock = fakeClock();
    const script = [() => lost("network"), () => lost("rateLimited", 30), () => answer("complete")];
    const read = (): Promise<ReturnType<typeof answer>> => {
      const next = script.shift()?.();
      return next instanceof AlvissError ? Promise.reject(next) : Promise.resolve(next ?? answer("complete"));
    };
    assert.equal((await settleWith(platformPace, clock)(read, { signal: new AbortController().signal })).phase, "done");
    assert.deepEqual(clock.slept, [2_000, 30_000]);
  });

  it("gives up after five minutes without any answer", async () => {
    const clock = fakeClock();
    const began = clock.now();
    await assert.rejects(
      settleWith(platformPace, clock)(() => Promise.reject(lost("network")), { signal: new AbortController().signal }),
      { kind: "network" },
    );
    const waited = clock.now() - began;
    assert.ok(waited >= longestSilence && waited < longestSilence + 60_000, String(waited));
  });

  it("counts silence from the last answer, not from the first failure", async () => {
    const clock = fakeClock();
    const began = clock.now();
    // Four minutes of silence, one answer, four minutes of silence again.
    const read = (): Promise<ReturnType<typeof answer>> => {
      const minutes = (clock.now() - began) / 60_000;
      if (minutes > 9) return Promise.resolve(answer("complete"));
      const answers = minutes >= 4 && minutes < 4.5;
      return answers ? Promise.resolve(answer("running")) : Promise.reject(lost("network"));
    };
    const settled = await settleWith(platformPace, clock)(read, { signal: new AbortController().signal });
    assert.equal(settled.phase, "done");
  });

  it("stops at once when the token is refused", async () => {
    const clock = fakeClock();
    await assert.rejects(
      settleWith(platformPace, clock)(() => Promise.reject(lost("notSignedIn")), {
        signal: new AbortController().signal,
      }),
      { kind: "notSignedIn" },
    );
    assert.deepEqual(clock.slept, []);
  });

  it("ends as cancelled when it is told to", async () => {
    const abort = new AbortController();
    const read = (): Promise<ReturnType<typeof answer>> => {
      abort.abort();
      return Promise.resolve(answer("running"));
    };
    await assert.rejects(settleWith(platformPace, fakeClock())(read, { signal: abort.signal }), { kind: "cancelled" });
  });
});
