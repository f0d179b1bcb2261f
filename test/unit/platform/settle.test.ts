import assert from "node:assert/strict";
import { AlvissError } from "../../../src/platform/errors";
import {
  longSilence,
  lostAfter,
  pause,
  platformPace,
  type SettleClock,
  settleWith,
  TrackLost,
} from "../../../src/platform/settle";
import { phaseOf } from "../../../src/platform/status";

/** Time that passes only while somebody sleeps. */
function fakeClock(): SettleClock & { readonly slept: number[]; jump(milliseconds: number): void } {
  const slept: number[] = [];
  let now = 1_000_000;
  return {
    slept,
    now: () => now,
    random: () => 0,
    jump: (milliseconds) => void (now += milliseconds),
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

  it("tells of silence, and gives up only after 24 hours without any answer", async () => {
    const clock = fakeClock();
    const began = clock.now();
    const told: number[] = [];
    await assert.rejects(
      settleWith(platformPace, clock)(() => Promise.reject(lost("network")), {
        signal: new AbortController().signal,
        onSilence: ({ duration }) => told.push(duration),
      }),
      TrackLost,
    );
    const waited = clock.now() - began;
    assert.ok(waited >= lostAfter && waited < lostAfter + 60_000, String(waited));
    assert.deepEqual(told.slice(0, 2), [0, 2_000]);
    assert.ok((told.at(-1) ?? 0) > lostAfter - 61_000);
  });

  it("counts silence from the last answer, not from the first failure", async () => {
    const clock = fakeClock();
    const began = clock.now();
    let longest = 0;
    // Four minutes of silence, one answer, four minutes of silence again.
    const read = (): Promise<ReturnType<typeof answer>> => {
      const minutes = (clock.now() - began) / 60_000;
      if (minutes > 9) return Promise.resolve(answer("complete"));
      const answers = minutes >= 4 && minutes < 4.5;
      return answers ? Promise.resolve(answer("running")) : Promise.reject(lost("network"));
    };
    const settled = await settleWith(platformPace, clock)(read, {
      signal: new AbortController().signal,
      onSilence: ({ duration }) => (longest = Math.max(longest, duration)),
    });
    assert.equal(settled.phase, "done");
    assert.ok(longest < longSilence, String(longest));
  });

  it("does not count the time in which the machine slept", async () => {
    const clock = fakeClock();
    let asked = 0;
    const read = (): Promise<ReturnType<typeof answer>> => {
      // Asleep from Friday evening to Monday morning, and the network comes back a little later.
      if (asked++ === 3) clock.jump(60 * 3_600_000);
      return asked < 10 ? Promise.reject(lost("network")) : Promise.resolve(answer("completed"));
    };
    const settled = await settleWith(platformPace, clock)(read, { signal: new AbortController().signal });
    assert.equal(settled.status, "completed");
  });

  it("waits for a new object that the server does not find yet, and reports one that it no longer finds", async () => {
    const clock = fakeClock();
    const missing = (): AlvissError => new AlvissError({ kind: "notFound", status: 404, serverWords: "No such model" });
    const late = [missing(), missing(), answer("training"), answer("completed")];
    const next = (script: (AlvissError | ReturnType<typeof answer>)[]) => (): Promise<ReturnType<typeof answer>> => {
      const one = script.length > 1 ? script.shift() : script[0];
      return one instanceof AlvissError ? Promise.reject(one) : Promise.resolve(one ?? answer("completed"));
    };
    const settle = settleWith(platformPace, clock);
    const { signal } = new AbortController();
    assert.equal((await settle(next(late), { signal })).status, "completed");
    const began = clock.now();
    await assert.rejects(settle(next([answer("training"), missing()]), { signal }), { serverWords: "No such model" });
    assert.ok(clock.now() - began >= longSilence);
  });

  it("knows an object from before a reload, and takes 410 for gone at any time", async () => {
    const { signal } = new AbortController();
    const missing = new AlvissError({ kind: "notFound", status: 404, serverWords: "No such model" });
    const gone = new AlvissError({ kind: "notFound", status: 410, serverWords: "Gone" });
    for (const [error, isKnown] of [
      [missing, true],
      [gone, false],
    ] as const) {
      const clock = fakeClock();
      const began = clock.now();
      const read = (): Promise<ReturnType<typeof answer>> => Promise.reject(error);
      await assert.rejects(settleWith(platformPace, clock)(read, { signal, isKnown }), error);
      assert.ok(clock.now() - began < 2 * longSilence);
    }
  });

  it("does not take a gateway's page, an unknown path or a redirect for a removal", async () => {
    const clock = fakeClock();
    const began = clock.now();
    const odd = [
      { status: 404, serverWords: "a web page: No upstream" },
      { status: 404, serverWords: "Not Found" },
      { status: 405, serverWords: "Method Not Allowed" },
      { status: 302, serverWords: "The server points to https://sso.invalid/, which is not followed." },
    ];
    let asked = 0;
    const read = (): Promise<ReturnType<typeof answer>> =>
      clock.now() < began + 4 * longSilence
        ? Promise.reject(new AlvissError({ kind: "notFound", ...odd[asked++ % odd.length] }))
        : Promise.resolve(answer("completed"));
    const options = { signal: new AbortController().signal, isKnown: true };
    assert.equal((await settleWith(platformPace, clock)(read, options)).phase, "done");
  });

  it("bears what says nothing of the object: a web page, a storm of refusals, a fault", async () => {
    const clock = fakeClock();
    const odd = (["notJson", "rateLimited", "server", "timedOut", "invalid", "conflict"] as const).map(
      (kind) => new AlvissError({ kind }),
    );
    const read = (): Promise<ReturnType<typeof answer>> => {
      const error = odd.shift();
      return error === undefined ? Promise.resolve(answer("COMPLETED")) : Promise.reject(error);
    };
    assert.equal((await settleWith(platformPace, clock)(read, { signal: new AbortController().signal })).phase, "done");
    assert.equal(clock.slept.length, 6);
  });

  it("waits no longer than a quarter of an hour, whatever the server asks", async () => {
    const clock = fakeClock();
    let asked = 0;
    const read = (): Promise<ReturnType<typeof answer>> =>
      asked++ === 0 ? Promise.reject(lost("rateLimited", 86_400)) : Promise.resolve(answer("complete"));
    await settleWith(platformPace, clock)(read, { signal: new AbortController().signal });
    assert.deepEqual(clock.slept, [15 * 60_000]);
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
