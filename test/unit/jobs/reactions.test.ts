import assert from "node:assert/strict";
import { type ServerResponse } from "node:http";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JobLedger, type LedgerOptions } from "../../../src/jobs/ledger";
import { type Run, type RunOrder } from "../../../src/jobs/run";
import { parseTypedId } from "../../../src/platform/ids";
import { type SettleClock } from "../../../src/platform/settle";
import { type Plan } from "../../../src/workflows/plans";
import { answerJson, type SeenRequest } from "../../support/rawServer";
import { scratchFolder } from "../../support/scratchFolder";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";

const minute = 60_000;
const hour = 60 * minute;

/** Time that passes only while somebody sleeps. */
function virtualClock(): SettleClock & { jump(milliseconds: number): void } {
  let now = Date.UTC(2026, 0, 2, 17);
  return {
    now: () => now,
    random: () => 0.5,
    jump: (milliseconds) => void (now += milliseconds),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) =>
        setImmediate(() => {
          if (signal.aborted) return reject(new Error("aborted"));
          now += milliseconds;
          resolve();
        }),
      ),
  };
}

describe("what a job bears", function () {
  this.timeout(20_000);
  let platform: ScriptedPlatform;
  let clock: ReturnType<typeof virtualClock>;
  let token: string;
  const folder = scratchFolder();
  const open: JobLedger[] = [];

  beforeEach(async () => {
    platform = await scriptedPlatform();
    clock = virtualClock();
    token = "sandbox_x";
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((ledger) => ledger.dispose()));
    await platform.close();
  });

  const ledgerWith = async (options: Partial<LedgerOptions> = {}): Promise<JobLedger> => {
    const clientFor = () => Promise.resolve(platform.client(token));
    const ledger = await JobLedger.open({ directory: join(folder(), "runs"), clientFor, clock, ...options });
    open.push(ledger);
    return ledger;
  };
  const order = (plan: Plan): RunOrder => ({
    plan,
    label: "a job",
    connectionId: "c",
    startedBy: "test",
    ...platform.project,
  });
  const refit: Plan = {
    workflow: "refitModel",
    modelId: parseTypedId("8") ?? assert.fail(),
    datasetId: parseTypedId("7") ?? assert.fail(),
    training: { epochs: 5, learningRate: 0.01, samples: 2 },
    trainShare: 0.75,
    combination: { country: "SWE", region: "all", grouping: "all" },
  };
  const refresh = async (): Promise<Plan> => {
    const path = join(folder(), "Sales.csv");
    await writeFile(path, "Country\n");
    return {
      ...refit,
      workflow: "refreshModel",
      files: [{ path, datasetName: "Sales" }],
      samples: 20,
      activate: false,
    };
  };
  /** All states that a run goes through, each once in a row. */
  const statesOf = (ledger: JobLedger): string[] => {
    const states: string[] = [];
    ledger.onDidChange((change) => {
      if (change.change === "updated" && states.at(-1) !== change.run.state) states.push(change.run.state);
    });
    return states;
  };
  const run = async (ledger: JobLedger, plan: Plan = refit): Promise<Run> =>
    ledger.settled((await ledger.start(order(plan))).runId);
  /** Answers questions about the new model in turn; the last answer stays. */
  const answers = (...script: ((response: ServerResponse, request: SeenRequest) => void)[]): void => {
    platform.intercept = (request, response) => {
      if (request.method !== "GET" || pathOf(request) !== "models/40") return false;
      const one = script.length > 1 ? script.shift() : script[0];
      one?.(response, request);
      return true;
    };
  };
  const record = (body: unknown) => (response: ServerResponse) => answerJson(response, body);
  const refusal = (status: number, detail: string) => (response: ServerResponse) =>
    answerJson(response, { detail }, status);
  const webPage = (response: ServerResponse): void =>
    void response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Hotel</title>");
  /** One that also takes its time, so that a day passes in fewer questions. */
  const slowWebPage = (response: ServerResponse): void => {
    clock.jump(3 * minute);
    webPage(response);
  };
  /** A server that is away, until a time that is asked for at each question. */
  const awayUntil = (time: () => number) => (response: ServerResponse) =>
    clock.now() < time() ? webPage(response) : answerJson(response, { Status: "completed" });

  for (const [what, bodies, word] of [
    ["no status at first", [{}, { Status: null }, { Status: "completed" }], undefined],
    ["a word that nobody has heard", [{ Status: "Warming Up" }, { Status: "completed" }], "Warming Up"],
    ["the word of a dataset for a model", [{ Status: "complete" }], "complete"],
    ["capitals", [{ Status: "TRAINING" }, { Status: "COMPLETED" }], "TRAINING"],
  ] as const)
    it(`${what}`, async () => {
      answers(...bodies.map((body) => record(body)));
      const ledger = await ledgerWith();
      const words = new Set<string | undefined>();
      ledger.onDidChange((change) => {
        if (change.change === "updated") words.add(change.run.steps[0]?.lastWord);
      });
      assert.equal((await run(ledger)).state, "succeeded");
      assert.ok(words.has(word));
      assert.deepEqual(platform.made(), ["POST models/8/refit"]);
    });

  it("a model that is not found for a while after it was made", async () => {
    const missing = refusal(404, "No such model");
    answers(missing, missing, missing, record({ Status: "training" }), record({ Status: "completed" }));
    const ledger = await ledgerWith();
    const states = statesOf(ledger);
    assert.equal((await run(ledger)).state, "succeeded");
    assert.deepEqual(states, ["working", "succeeded"]);
  });

  it("not a model that was there and is gone: that fails, in the server's words", async () => {
    answers(record({ Status: "training" }), refusal(404, "Model 40 was deleted"));
    const failed = await run(await ledgerWith());
    assert.equal(failed.state, "failed");
    assert.equal(failed.problem?.serverWords, "Model 40 was deleted");
  });

  it("a server that is gone for an hour: paused after five minutes, and on by itself", async () => {
    const began = clock.now();
    answers(awayUntil(() => began + hour));
    const ledger = await ledgerWith();
    let pausedAfter = 0;
    ledger.onDidChange((change) => {
      if (change.change !== "updated" || change.run.state !== "paused" || pausedAfter > 0) return;
      pausedAfter = clock.now() - began;
      assert.equal(change.run.problem?.kind, "notJson");
    });
    const states = statesOf(ledger);
    const ended = await run(ledger);
    assert.deepEqual(states, ["working", "paused", "working", "succeeded"]);
    assert.ok(pausedAfter >= 5 * minute && pausedAfter < 6 * minute, String(pausedAfter));
    assert.equal(ended.problem, undefined);
    assert.equal(ended.silentFor, undefined);
    assert.deepEqual(platform.made(), ["POST models/8/refit"]);
  });

  it("a day without an answer, reloads and sleep apart: then it is lost, and says why", async () => {
    answers(slowWebPage);
    const first = await ledgerWith();
    const began = clock.now();
    const { runId } = await first.start(order(refit));
    while (clock.now() < began + 20 * hour) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.dispose();
    clock.jump(60 * hour);
    const second = await ledgerWith();
    const resumed = clock.now();
    await second.resume();
    const lost = await second.settled(runId);
    assert.equal(lost.state, "lost");
    assert.equal(lost.problem?.kind, "notJson");
    const asked = clock.now() - resumed;
    assert.ok(asked > 3 * hour && asked < 5 * hour, String(asked / hour));
  });

  it("as long without an answer as the user says, and no longer a pause than that", async () => {
    answers(webPage);
    const limits = { longestPause: 20_000, lostAfter: hour, callsAtOnce: 4 };
    const ledger = await ledgerWith({ limits: () => limits });
    const began = clock.now();
    const before = platform.seen.length;
    const lost = await run(ledger);
    assert.equal(lost.state, "lost");
    const asked = clock.now() - began;
    assert.ok(asked > 0.9 * hour && asked < 2 * hour, String(asked / hour));
    const questions = platform.seen.length - before;
    assert.ok(questions > asked / 40_000, `${questions} questions in ${asked / 1000} s`);
  });

  it("a weekend of sleep", async () => {
    let asked = 0;
    answers((response) => {
      asked++;
      if (asked === 3) clock.jump(60 * hour);
      if (asked >= 3 && asked < 8) webPage(response);
      else answerJson(response, { Status: asked < 8 ? "training" : "completed" });
    });
    const ledger = await ledgerWith();
    const states = statesOf(ledger);
    assert.equal((await run(ledger)).state, "succeeded");
    assert.deepEqual(states.at(-1), "succeeded");
    assert.ok(!states.includes("lost"));
  });

  it("a clock that is set back by a day", async () => {
    answers(
      record({ Status: "training" }),
      (response) => {
        clock.jump(-24 * hour);
        answerJson(response, { Status: "training" });
      },
      record({ Status: "completed" }),
    );
    const began = clock.now();
    assert.equal((await run(await ledgerWith())).state, "succeeded");
    assert.ok(clock.now() - began < -23 * hour);
  });

  it("a token that is revoked in the middle of a training", async () => {
    answers(record({ Status: "training" }), (response, { headers }) =>
      headers.authorization === "Bearer sandbox_new"
        ? answerJson(response, { Status: "completed" })
        : answerJson(response, { detail: "Token revoked" }, 401),
    );
    const ledger = await ledgerWith();
    const paused = await run(ledger);
    assert.equal(paused.state, "paused");
    assert.equal(paused.problem?.serverWords, "Token revoked");
    const asked = platform.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(platform.seen.length, asked, "a refused token is not tried on");
    token = "sandbox_new";
    await ledger.resume();
    assert.equal((await ledger.settled(paused.runId)).state, "succeeded");
    assert.deepEqual(platform.made(), ["POST models/8/refit"]);
  });

  it("a token that is revoked between two steps: the refused call goes out again, and only that", async () => {
    platform.intercept = ({ headers, method, url }, response) => {
      const isRefused = method === "POST" && url.endsWith("/refit") && headers.authorization !== "Bearer sandbox_new";
      if (isRefused) answerJson(response, { detail: "Token revoked" }, 401);
      return isRefused;
    };
    const ledger = await ledgerWith();
    const paused = await run(ledger, await refresh());
    assert.equal(paused.state, "paused");
    token = "sandbox_new";
    await ledger.resume();
    assert.equal((await ledger.settled(paused.runId)).state, "succeeded");
    assert.deepEqual(platform.made(), [
      "POST datauploads",
      "POST datasets",
      "POST models/8/refit",
      "POST models/8/refit",
      "POST attributions",
    ]);
  });

  it("a role that is taken away while it waits", async () => {
    answers(refusal(403, "Your role has no access"));
    const paused = await run(await ledgerWith());
    assert.equal(paused.state, "paused");
    assert.equal(paused.problem?.kind, "forbidden");
  });

  it("a role that is taken away after a silence: nobody asks on, so it does not count as silence", async () => {
    const began = clock.now();
    answers((response) =>
      clock.now() < began + 6 * minute ? webPage(response) : refusal(403, "Your role has no access")(response),
    );
    const paused = await run(await ledgerWith());
    assert.deepEqual([paused.state, paused.problem?.kind, paused.silentFor], ["paused", "forbidden", undefined]);
  });

  it("a call between two steps that fails for a day, although what is made already still answers", async () => {
    platform.intercept = ({ url }, response) => {
      if (!url.includes("/dates")) return false;
      clock.jump(3 * minute);
      answerJson(response, { detail: "Broken" }, 500);
      return true;
    };
    const ledger = await ledgerWith();
    const states = statesOf(ledger);
    const problems = new Set<number | undefined>();
    ledger.onDidChange((change) => {
      if (change.change === "updated" && change.run.state === "paused") problems.add(change.run.problem?.status);
    });
    const lost = await run(ledger, await refresh());
    assert.deepEqual(states, ["working", "paused", "lost"]);
    assert.deepEqual([...problems], [500]);
    assert.match(lost.problem?.serverWords ?? "", /Broken/);
  });

  it("a later call that is refused for the moment, or breaks off: what is made stays, and it can go on", async () => {
    let refused = 0;
    platform.intercept = ({ method, url }, response) => {
      const isRefused = method === "POST" && url.endsWith("/refit") && refused++ === 0;
      if (isRefused) answerJson(response, { detail: "Dataset 41 is pending" }, 409);
      return isRefused;
    };
    const ledger = await ledgerWith();
    const paused = await run(ledger, await refresh());
    assert.deepEqual([paused.state, paused.problem?.kind], ["paused", "conflict"]);
    await ledger.resume();
    const ended = await ledger.settled(paused.runId);
    assert.equal(ended.state, "succeeded");
    assert.deepEqual(platform.made().slice(0, 4), [
      "POST datauploads",
      "POST datasets",
      "POST models/8/refit",
      "POST models/8/refit",
    ]);
  });

  it("a fault between two steps, where only reading fails", async () => {
    let refused = 0;
    platform.intercept = ({ url }, response) => {
      const isRefused = url.includes("/dates") && refused++ < 3;
      if (isRefused) webPage(response);
      return isRefused;
    };
    assert.equal((await run(await ledgerWith(), await refresh())).state, "succeeded");
    assert.deepEqual(platform.made(), [
      "POST datauploads",
      "POST datasets",
      "POST models/8/refit",
      "POST attributions",
    ]);
  });

  it("a server that asks for a year of patience between two steps", async () => {
    const until = clock.now() + hour;
    platform.intercept = ({ url }, response) => {
      const isRefused = url.includes("/dates") && clock.now() < until;
      if (!isRefused) return false;
      response.setHeader("Retry-After", String((365 * 24 * hour) / 1_000));
      answerJson(response, { detail: "Later" }, 429);
      return true;
    };
    const began = clock.now();
    assert.equal((await run(await ledgerWith(), await refresh())).state, "succeeded");
    assert.ok(clock.now() - began < 2 * hour, `${(clock.now() - began) / hour} hours`);
  });

  it("not a server that cannot be reached when the job is started: that is said at once", async () => {
    platform.intercept = ({ url }, response) => {
      if (url.includes("/dates")) webPage(response);
      return url.includes("/dates");
    };
    const failed = await run(await ledgerWith());
    assert.equal(failed.state, "failed");
    assert.equal(failed.problem?.kind, "notJson");
    assert.deepEqual(platform.made(), []);
  });
});

describe("the questions of many jobs", () => {
  it("go out at most four a second, in the order in which they were asked", async () => {
    const { Turns } = await import("../../../src/jobs/turns");
    let now = 0;
    const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
    const turns = new Turns({
      now: () => now,
      random: () => 0,
      sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + milliseconds, wake })),
    });
    const went: number[][] = [];
    const { signal } = new AbortController();
    const all = Array.from({ length: 50 }, (_, at) => turns.take(signal).then(() => went.push([at, now])));
    for (; went.length < 50; now += 50) {
      for (const due of sleepers.splice(0))
        if (due.at <= now) due.wake();
        else sleepers.push(due);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(all);
    assert.deepEqual(
      went.map(([at]) => at),
      Array.from({ length: 50 }, (_, at) => at),
    );
    for (const [, time = 0] of went) {
      const inSecond = went.filter(([, other = 0]) => other >= time && other < time + 1_000).length;
      assert.ok(inSecond <= 4, `${inSecond} in the second from ${time}`);
    }
    assert.ok((went.at(-1)?.[1] ?? 0) <= 12_500);
  });
});
