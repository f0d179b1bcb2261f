import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JobLedger, type LedgerOptions } from "../../../src/jobs/ledger";
import { type Run, type RunOrder } from "../../../src/jobs/run";
import { AlvissClient } from "../../../src/platform/client";
import { type DatasetId, idFromJson, type ModelId } from "../../../src/platform/ids";
import { type SettleClock } from "../../../src/platform/settle";
import { type Plan } from "../../../src/workflows/plans";
import { answerJson } from "../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";
import { until } from "../../support/until";

const dataset = idFromJson<"dataset">("7") as DatasetId;
const model = idFromJson<"model">("8") as ModelId;

const attributePlan: Plan = {
  workflow: "attributeSales",
  modelId: model,
  datasetId: dataset,
  range: { start: "2024-01-01", end: "2024-01-22" },
  samples: 20,
};
const createPlan: Plan = { workflow: "createDataset", uploadIds: [], extendIds: [dataset], activate: false };

// Waits take a turn of the event loop instead of seconds.
const hurried: SettleClock = {
  now: Date.now,
  random: () => 0,
  sleep: (_milliseconds, signal) =>
    new Promise((resolve, reject) => setImmediate(() => (signal.aborted ? reject(new Error("aborted")) : resolve()))),
};

describe("the job ledger", () => {
  let platform: ScriptedPlatform;
  let folder: string;
  let lines: string[];
  let token: string | undefined;
  const ledgers: JobLedger[] = [];
  const copies: string[] = [];

  beforeEach(async () => {
    platform = await scriptedPlatform();
    folder = await mkdtemp(join(tmpdir(), "alviss-ledger-"));
    lines = [];
    token = "sandbox_x";
  });

  afterEach(async () => {
    await Promise.all(ledgers.splice(0).map((ledger) => ledger.dispose()));
    await platform.close();
    await Promise.all([folder, ...copies.splice(0)].map((used) => rm(used, { recursive: true, force: true })));
  });

  const open = async (directory = folder, options: Partial<LedgerOptions> = {}): Promise<JobLedger> => {
    const log = { debug: () => undefined, warn: (line: string) => void lines.push(line) };
    const clientFor = () => Promise.resolve(token === undefined ? undefined : platform.client(token));
    const ledger = await JobLedger.open({ directory, clientFor, clock: hurried, log, ...options });
    ledgers.push(ledger);
    return ledger;
  };

  const order = (plan: Plan, label = "a job"): RunOrder => ({
    plan,
    label,
    connectionId: "c",
    startedBy: "test",
    ...platform.project,
  });
  const onDisk = async (directory = folder): Promise<Run[]> => {
    const names = (await readdir(directory)).filter((name) => name.endsWith(".json"));
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(directory, name), "utf8")) as Run));
  };
  /** Resolves at the first request that matches, which is then answered by nobody. */
  const hang = (matches: (path: string) => boolean): Promise<void> =>
    new Promise((resolve) => {
      platform.intercept = (request) => {
        if (!matches(`${request.method} ${pathOf(request)}`)) return false;
        resolve();
        return true;
      };
    });
  /** One that takes a while to send. */
  const bigFile = async (): Promise<string> => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "");
    await truncate(file, 200_000_000);
    return file;
  };
  /** Resolves when a part of an upload has gone out. */
  const uploadUnderWay = (ledger: JobLedger): Promise<void> =>
    new Promise((resolve) => {
      ledger.onDidChange((change) => {
        const fraction = change.change === "updated" ? (change.run.steps[0]?.fraction ?? 0) : 0;
        if (fraction > 0 && fraction < 0.9) resolve();
      });
    });
  /** What a window killed at this moment would leave on disk. */
  const snapshot = async (): Promise<string> => {
    const copy = await mkdtemp(join(tmpdir(), "alviss-ledger-copy-"));
    copies.push(copy);
    // Without its lock: the process of a window that was killed is not there any more.
    await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith(".lock") });
    return copy;
  };

  it("has a call on disk before it goes out, and the id before the first question", async () => {
    const seen: string[] = [];
    platform.intercept = async ({ method, url }) => {
      const [run] = await onDisk();
      seen.push(
        `${method} ${pathOf({ url })}: ${run?.steps[0]?.state ?? "nothing"} ${run?.steps[0]?.object?.id ?? "no id"}`,
      );
      return false;
    };
    const ledger = await open();
    const run = await ledger.start(order(attributePlan));
    const ended = await ledger.settled(run.runId);
    assert.deepEqual(seen, ["POST attributions: posting no id", "GET attributions/40: waiting 40"]);
    assert.equal(ended.state, "succeeded");
    assert.deepEqual(await onDisk(), [JSON.parse(JSON.stringify(ended))]);
    assert.deepEqual(ended.outcome?.result === "done" ? ended.outcome.next.map(({ verb }) => verb) : [], [
      "openResult",
      "alignAttribution",
    ]);
  });

  it("sends so many calls at once as the user wants", async () => {
    for (const callsAtOnce of [1, 3]) {
      let now = 0;
      let most = 0;
      platform.intercept = async ({ method }) => {
        if (method !== "POST") return false;
        most = Math.max(most, ++now);
        for (let turn = 0; turn < 50 && most < callsAtOnce; turn++)
          await new Promise((resolve) => setTimeout(resolve, 2));
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        now--;
        return false;
      };
      const directory = join(folder, String(callsAtOnce));
      const ledger = await open(directory, { limits: () => ({ longestPause: 1_000, lostAfter: 1e9, callsAtOnce }) });
      const runs: readonly Run[] = await Promise.all([1, 2, 3, 4].map(() => ledger.start(order(attributePlan))));
      const ended: readonly Run[] = await Promise.all(runs.map(({ runId }) => ledger.settled(runId)));
      assert.deepEqual([most, ...new Set(ended.map(({ state }) => state))], [callsAtOnce, "succeeded"]);
    }
  });

  it("asks, and never posts again, when the window died between the call and its answer", async () => {
    const reached = hang((call) => call === "POST attributions");
    const first = await open();
    await first.start(order(attributePlan));
    await reached;
    const copy = await snapshot();
    const second = await open(copy);
    await second.resume();
    const [run] = second.runs;
    assert.equal(run?.state, "needsAnswer");
    assert.deepEqual(run?.question, { question: "unknownPost", step: "Attribute sales" });
    assert.match(run?.problem?.remedy ?? "", /look for it/);
    assert.equal((await onDisk(copy))[0]?.state, "needsAnswer");
    assert.deepEqual(platform.made(), ["POST attributions"]);
  });

  it("watches a single step again after a reload, without posting it again", async () => {
    platform.words.set("attributions/40", ["running"]);
    const reached = hang((call) => call === "GET attributions/40");
    const first = await open();
    await first.start(order(attributePlan));
    await reached;
    await first.dispose();
    platform.intercept = () => false;
    platform.words.set("attributions/40", ["running", "completed"]);
    const second = await open();
    assert.equal(second.runs[0]?.state, "working");
    await second.resume();
    const ended = await second.settled(second.runs[0]?.runId ?? "");
    assert.equal(ended.state, "succeeded");
    assert.deepEqual(platform.made(), ["POST attributions"]);
  });

  it("goes on with a run of several steps after a reload, where it was", async () => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "Country\n");
    const reached = hang((call) => call === "GET datauploads/40");
    const first = await open(join(folder, "runs"));
    await first.start(
      order({ workflow: "uploadAndActivate", files: [{ path: file, datasetName: "Sales" }], extendActive: false }),
    );
    await reached;
    await first.dispose();
    await rm(file);
    platform.intercept = () => false;
    const second = await open(join(folder, "runs"));
    await second.resume();
    const ended = await second.settled(second.runs[0]?.runId ?? "");
    assert.equal(ended.state, "succeeded");
    assert.deepEqual(platform.made(), ["POST datauploads", "POST datasets", "POST datasets/41/activate"]);
    assert.deepEqual(
      ended.steps.map(({ attempts }) => attempts),
      [1, 1, 1],
    );
  });

  it("sets files aside that hold no run, and leaves what a newer version wrote where it is", async () => {
    const ledger = await open();
    const run = await ledger.start(order(attributePlan));
    await ledger.settled(run.runId);
    await ledger.dispose();
    const whole = await readFile(join(folder, `${run.runId}.json`), "utf8");
    const withOutcome = JSON.parse(whole) as object;
    const bad = {
      "half.json": whole.slice(0, 100),
      "other.json": "[1, 2]",
      "null.json": "null",
      "mixed.json": whole.replace('"workflow": "attributeSales"', '"workflow": "refitModel"'),
      "climbing.json": whole.replace(run.runId, "../outside"),
      "copied.json": whole,
      "odd-outcome.json": JSON.stringify({ ...withOutcome, runId: "odd-outcome", outcome: { result: "done" } }),
      "empty.json": "",
      "bad-id.json": JSON.stringify({
        ...withOutcome,
        runId: "bad-id",
        outcome: { result: "done", object: { kind: "attribution", id: '"abc' }, next: [] },
      }),
      "unasked.json": JSON.stringify({ ...withOutcome, runId: "unasked", state: "needsAnswer" }),
    };
    const newer = whole.replace('"v": 1', '"v": 2');
    for (const [name, text] of Object.entries(bad)) await writeFile(join(folder, name), text);
    await writeFile(join(folder, "newer.json"), newer);
    for (const name of ["old.json.99.part", "young.json.99.part"]) await writeFile(join(folder, name), "{");
    await utimes(join(folder, "old.json.99.part"), new Date(0), new Date(0));
    const again = await open();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith(".part")),
      ["young.json.99.part"],
      "what a dead window was writing goes; what another one may be writing now does not",
    );
    assert.deepEqual(
      again.runs.map(({ runId }) => runId),
      [run.runId],
    );
    const said = (name: string): boolean => lines.some((line) => line.startsWith(name));
    for (const [name, text] of Object.entries(bad)) {
      assert.ok(said(name), name);
      assert.equal(await readFile(join(folder, "aside", name), "utf8"), text);
    }
    assert.ok(said("newer.json"));
    assert.equal(await readFile(join(folder, "newer.json"), "utf8"), newer);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith(".json")).sort(),
      [`${run.runId}.json`, "newer.json"].sort(),
    );
  });

  it("keeps a run for 30 days after its end", async () => {
    const ledger = await open();
    const run = await ledger.settled((await ledger.start(order(attributePlan))).runId);
    await ledger.dispose();
    const after = (days: number): Promise<JobLedger> =>
      open(folder, { clock: { ...hurried, now: () => (run.endedAt ?? 0) + days * 86_400_000 } });
    const kept = await after(29);
    assert.equal(kept.runs.length, 1);
    await kept.dispose();
    assert.equal((await after(31)).runs.length, 0);
    assert.deepEqual(await onDisk(), []);
  });

  it("carries two runs at once, each in its own file, newest first", async () => {
    platform.words.set("attributions/40", ["running", "completed"]).set("datasets/41", ["a", "b", "c", "complete"]);
    let now = 1_000;
    const ledger = await open(folder, { clock: { ...hurried, now: () => (now += 1) } });
    const one = await ledger.start(order(attributePlan, "one"));
    await new Promise<void>((resolve) => {
      const heard = ledger.onDidChange((change) => {
        if (change.change !== "updated" || change.run.steps[0]?.state !== "waiting") return;
        heard.dispose();
        resolve();
      });
    });
    const two = await ledger.start(order(createPlan, "two"));
    await Promise.all([ledger.settled(one.runId), ledger.settled(two.runId)]);
    assert.deepEqual(
      ledger.runs.map(({ label, state }) => `${label} ${state}`),
      ["two succeeded", "one succeeded"],
    );
    assert.equal((await onDisk()).length, 2);
  });

  it("says how a step is doing as the server's words change", async () => {
    platform.words.set("datasets/40", ["pending", "processing", "processing", "complete"]);
    const ledger = await open();
    const words: (string | undefined)[] = [];
    ledger.onDidChange((change) => {
      const word = change.change === "updated" ? change.run.steps[0]?.lastWord : undefined;
      if (word !== undefined && word !== words.at(-1)) words.push(word);
    });
    await ledger.settled((await ledger.start(order(createPlan))).runId);
    assert.deepEqual(words, ["pending", "processing", "complete"]);
  });

  it("ends a run as failed, with the server's words, when its job fails", async () => {
    platform.intercept = ({ method }, response) => {
      if (method === "GET") answerJson(response, { Status: "failed", Message: "No sales for SWE." });
      return method === "GET";
    };
    const ledger = await open();
    const ended = await ledger.settled((await ledger.start(order(createPlan))).runId);
    assert.equal(ended.state, "failed");
    assert.deepEqual(ended.outcome, {
      result: "failed",
      object: { kind: "dataset", id: "40" },
      word: "failed",
      message: "No sales for SWE.",
    });
    assert.equal(ended.steps[0]?.state, "failed");
  });

  it("asks when the answer to a call is lost, and only then", async () => {
    const refuse = async (status: number): Promise<Run> => {
      platform.intercept = ({ method }, response) => {
        if (method === "POST") answerJson(response, { detail: "no" }, status);
        return method === "POST";
      };
      const ledger = await open();
      return ledger.settled((await ledger.start(order(createPlan))).runId);
    };
    assert.equal((await refuse(502)).state, "needsAnswer");
    const refused = await refuse(409);
    assert.equal(refused.state, "failed");
    assert.equal(refused.problem?.kind, "conflict");
  });

  it("pauses when the token is refused while it waits, and goes on after signing in again", async () => {
    platform.intercept = ({ method, headers }, response) => {
      const refused = method === "GET" && headers.authorization !== "Bearer sandbox_new";
      if (refused) answerJson(response, { detail: "Token revoked" }, 401);
      return refused;
    };
    const ledger = await open();
    const { runId } = await ledger.start(order(createPlan));
    const paused = await ledger.settled(runId);
    assert.equal(paused.state, "paused");
    assert.equal(paused.problem?.serverWords, "Token revoked");
    token = undefined;
    await ledger.resume();
    assert.equal((await ledger.settled(runId)).state, "paused");
    token = "sandbox_new";
    platform.words.set("datasets/40", ["pending"]);
    await ledger.resume();
    // Another window knows of it only by its file.
    await until(
      async () => (await onDisk())[0]?.state,
      (state) => state === "working",
    );
    platform.words.set("datasets/40", ["complete"]);
    const ended = await ledger.settled(runId);
    assert.equal(ended.state, "succeeded");
    assert.equal(ended.problem, undefined);
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("offers to activate what it only watched to its end, unless that is active", async () => {
    const next = async (kind: "dataset" | "attributionSet", body: object): Promise<string[]> => {
      platform.intercept = (_request, response) => {
        answerJson(response, { Status: "complete", ...body });
        return true;
      };
      const ledger = await open();
      const watching = await ledger.start(order({ workflow: "watch", object: { kind, id: dataset } }));
      const { outcome } = await ledger.settled(watching.runId);
      return outcome?.result === "done" ? outcome.next.map(({ verb }) => verb) : [];
    };
    assert.deepEqual(await next("dataset", {}), ["activateDataset", "buildModel"]);
    assert.deepEqual(await next("dataset", { Active: true }), ["buildModel"]);
    assert.deepEqual(await next("attributionSet", { Active: false }), ["activateAttributionSet"]);
    assert.deepEqual(await next("attributionSet", { Active: true }), []);
  });

  it("stops looking without ending the job", async () => {
    const reached = hang((call) => call === "GET datasets/40");
    const ledger = await open();
    const { runId } = await ledger.start(order(createPlan));
    await reached;
    await ledger.stopTracking(runId);
    assert.equal(ledger.runs[0]?.state, "stopped");
    assert.deepEqual(platform.made(), ["POST datasets"]);
    await ledger.resume();
    assert.equal(ledger.runs[0]?.state, "stopped");
  });

  it("ends the job at a server that can, and hears of it there", async () => {
    let cancelled = false;
    platform.words.set("attributions/40", ["running"]);
    platform.intercept = ({ url, method }, response) => {
      if (url.endsWith("/cancel")) cancelled = true;
      if (cancelled && method === "GET") answerJson(response, { Status: "cancelled" });
      return cancelled && method === "GET";
    };
    const ledger = await open();
    const { runId } = await ledger.start(order(attributePlan));
    await new Promise<void>((resolve) => {
      ledger.onDidChange((change) => {
        if (change.change === "updated" && change.run.steps[0]?.lastWord === "running") resolve();
      });
    });
    assert.equal(await ledger.cancel(runId), true);
    assert.equal((await ledger.settled(runId)).state, "cancelled");
  });

  it("says that a server cannot end a job, and goes on watching", async () => {
    platform.words.set("attributions/40", ["running"]);
    platform.intercept = ({ url }, response) => {
      if (url.endsWith("/cancel")) answerJson(response, { detail: "Not Found" }, 404);
      return url.endsWith("/cancel");
    };
    const ledger = await open();
    const { runId } = await ledger.start(order(attributePlan));
    await new Promise<void>((resolve) => {
      ledger.onDidChange((change) => {
        if (change.change === "updated" && change.run.steps[0]?.lastWord === "running") resolve();
      });
    });
    assert.equal(await ledger.cancel(runId), false);
    platform.words.set("attributions/40", ["completed"]);
    assert.equal((await ledger.settled(runId)).state, "succeeded");
  });

  it("breaks off an upload that is under way", async () => {
    const file = await bigFile();
    const ledger = await open(join(folder, "runs"));
    const underWay = uploadUnderWay(ledger);
    const { runId } = await ledger.start(order({ workflow: "uploadFile", path: file, datasetName: "Sales" }));
    await underWay;
    assert.equal(await ledger.cancel(runId), true);
    assert.equal((await ledger.settled(runId)).state, "cancelled");
  });

  it("sends an upload anew when the window closed before the server had all of it", async () => {
    const file = await bigFile();
    const ledger = await open(join(folder, "runs"));
    const underWay = uploadUnderWay(ledger);
    await ledger.start(order({ workflow: "uploadFile", path: file, datasetName: "Sales" }));
    await underWay;
    await ledger.dispose();
    const [left] = await onDisk(join(folder, "runs"));
    assert.deepEqual([left?.state, left?.steps[0]?.state, left?.steps[0]?.attempts], ["working", "todo", 0]);
  });

  it("takes up only the jobs of the connection that came back", async () => {
    platform.intercept = ({ method }, response) => {
      if (method === "GET") answerJson(response, { detail: "Only a manager may" }, 403);
      return method === "GET";
    };
    const ledger = await open();
    const here = await ledger.start(order(attributePlan));
    const there = await ledger.start({ ...order(attributePlan), connectionId: "d" });
    for (const { runId } of [here, there]) assert.equal((await ledger.settled(runId)).state, "paused");
    platform.intercept = () => false;
    await ledger.resume("d");
    assert.equal((await ledger.settled(there.runId)).state, "succeeded");
    assert.equal(ledger.runs.find(({ runId }) => runId === here.runId)?.state, "paused");
  });

  it("asks about an upload that was broken off when the server already had all of it", async () => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "Country\n");
    const reached = hang((call) => call === "POST datauploads");
    const ledger = await open(join(folder, "runs"));
    const { runId } = await ledger.start(order({ workflow: "uploadFile", path: file, datasetName: "Sales" }));
    await reached;
    assert.equal(await ledger.cancel(runId), true);
    const run = await ledger.settled(runId);
    assert.equal(run.state, "needsAnswer");
    assert.match(run.problem?.remedy ?? "", /look for it/);
    await ledger.clearFinished();
    assert.equal(ledger.runs.length, 1, "what still waits for an answer is not forgotten");
  });

  it("cancels what stands still before its first call", async () => {
    const ledger = await open();
    const { runId } = await ledger.start(order(createPlan));
    await ledger.settled(runId);
    const copy = await snapshot();
    const [ended] = await onDisk();
    const steps = ended?.steps.map(({ name, kind }) => ({ name, kind, state: "todo", attempts: 0 }));
    await writeFile(join(copy, `${runId}.json`), JSON.stringify({ ...ended, state: "working", steps }));
    token = undefined;
    const next = await open(copy);
    await next.resume();
    assert.equal((await next.settled(runId)).state, "paused");
    assert.equal(await next.cancel(runId), true);
    assert.equal(next.runs[0]?.state, "cancelled");
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("does not stop tracking what the server has not begun: that would end it", async () => {
    const reached = hang((call) => call === "POST datasets");
    const ledger = await open();
    const { runId } = await ledger.start(order(createPlan));
    await reached;
    await assert.rejects(ledger.stopTracking(runId), { kind: "conflict", unsent: true });
    assert.equal(ledger.runs[0]?.state, "working");
  });

  it("keeps the id of an upload whose file is gone when it was sent", async () => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "Country\n");
    platform.intercept = async () => {
      await rm(file, { force: true });
      return false;
    };
    const ledger = await open(join(folder, "runs"));
    const { runId } = await ledger.start(order({ workflow: "uploadFile", path: file, datasetName: "Sales" }));
    const run = await ledger.settled(runId);
    assert.equal(run.state, "failed");
    assert.deepEqual(run.steps[0]?.object, { kind: "upload", id: "40" });
    assert.match(run.problem?.serverWords ?? "", /changed while it was being sent, so upload 40/);
  });

  it("still knows after a crash that a file changed while it was sent", async () => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "Country\n");
    const files = [{ path: file, datasetName: "Sales" }];
    platform.intercept = async () => {
      await rm(file, { force: true });
      return false;
    };
    const ledger = await open();
    const { runId } = await ledger.start(order({ workflow: "uploadAndActivate", extendActive: false, files }));
    const run = await ledger.settled(runId);
    const [first, ...others] = run.steps;
    const copy = await snapshot();
    const atCrash = {
      ...run,
      problem: undefined,
      state: "working",
      steps: [{ ...first, state: "waiting" }, ...others],
    };
    await writeFile(join(copy, `${runId}.json`), JSON.stringify(atCrash));
    const next = await open(copy);
    await next.resume();
    const ended = await next.settled(runId);
    assert.equal(ended.state, "failed");
    assert.match(ended.problem?.serverWords ?? "", /changed while it was being sent, so upload 40/);
    assert.deepEqual(platform.made(), ["POST datauploads"]);
  });

  it("stands still while its connection leads to another server, and goes on when that is set back", async () => {
    const reached = hang((call) => call === "GET attributions/40");
    const first = await open();
    const { runId } = await first.start(order(attributePlan));
    await reached;
    const elsewhere = { apiUrl: "https://there.invalid/v1/api", teamsUrl: "https://there.invalid/v1/team/teams" };
    const there = { server: { ...platform.server, ...elsewhere }, token: () => Promise.resolve("sandbox_x") };
    let current = new AlvissClient(there);
    platform.intercept = () => false;
    const next = await open(await snapshot(), { clientFor: () => Promise.resolve(current) });
    await next.resume();
    const paused = await next.settled(runId);
    assert.equal(paused.state, "paused");
    const words =
      /^It belongs to http:\/\/127\.0\.0\.1:\d+\/v1\/api, and .* leads to https:\/\/there\.invalid\/v1\/api now\.$/;
    assert.match(paused.problem?.serverWords ?? "", words);
    current = platform.client();
    await next.resume();
    assert.equal((await next.settled(runId)).state, "succeeded");
    assert.deepEqual(platform.made(), ["POST attributions"]);
  });

  describe("when the server is found at another address", () => {
    let other: ScriptedPlatform;
    let current: AlvissClient | undefined;
    const clientFor = () => Promise.resolve(current);
    /** A wait ends only with its signal, so that nothing but the move can wake it. */
    const sleepless: SettleClock = {
      ...hurried,
      sleep: (_milliseconds, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true }),
        ),
    };
    const waitingAt = async (ledger: JobLedger, word: string): Promise<void> =>
      new Promise((resolve) => {
        const heard = ledger.onDidChange((change) => {
          if (change.change !== "updated" || change.run.steps.every(({ lastWord }) => lastWord !== word)) return;
          heard.dispose();
          resolve();
        });
      });

    beforeEach(async () => {
      other = await scriptedPlatform();
      current = platform.client();
    });
    afterEach(() => other.close());

    it("asks there from then on, at once and without posting again", async () => {
      platform.words.set("attributions/40", ["running"]);
      const ledger = await open(folder, { clientFor, clock: sleepless });
      const { runId } = await ledger.start(order(attributePlan));
      await waitingAt(ledger, "running");
      await platform.close();
      current = other.client();
      await ledger.reconnect("another connection");
      assert.equal(other.seen.length, 0);
      await ledger.reconnect("c");
      assert.equal((await ledger.settled(runId)).state, "succeeded");
      assert.deepEqual(platform.made(), ["POST attributions"]);
      assert.deepEqual(other.made(), []);
    });

    it("carries out the steps that are left there", async () => {
      const file = join(folder, "Sales.csv");
      await writeFile(file, "Country\n");
      platform.words.set("datauploads/40", ["processing"]);
      const ledger = await open(join(folder, "runs"), { clientFor, clock: sleepless });
      const { runId } = await ledger.start(
        order({ workflow: "uploadAndActivate", files: [{ path: file, datasetName: "Sales" }], extendActive: true }),
      );
      await waitingAt(ledger, "processing");
      current = other.client();
      await ledger.reconnect("c");
      assert.equal((await ledger.settled(runId)).state, "succeeded");
      assert.deepEqual(platform.made(), ["POST datauploads"]);
      assert.deepEqual(other.made(), ["POST datasets", "POST datasets/40/activate"]);
    });

    it("sits out the time in which a server on this machine has no token", async () => {
      platform.words.set("attributions/40", ["running"]);
      const ledger = await open(folder, { clientFor, clock: hurried });
      let given: string | undefined = "sandbox_x";
      current = new AlvissClient({ server: platform.server, token: () => Promise.resolve(given) });
      const { runId } = await ledger.start(order(attributePlan));
      await waitingAt(ledger, "running");
      given = undefined;
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(ledger.runs[0]?.state, "working");
      current = other.client();
      await ledger.reconnect("c");
      assert.equal((await ledger.settled(runId)).state, "succeeded");
    });
  });

  it("asks as seldom after a reload as the job is old", async () => {
    platform.words.set("attributions/40", ["running"]);
    const reached = hang((call) => call === "GET attributions/40");
    const first = await open();
    await first.start(order(attributePlan));
    await reached;
    await first.dispose();
    platform.intercept = () => false;
    const slept: number[] = [];
    const clock: SettleClock = {
      random: () => 0,
      now: () => Date.now() + 10 * 60_000,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        platform.words.set("attributions/40", ["completed"]);
        return Promise.resolve();
      },
    };
    const second = await open(folder, { clock });
    await second.resume();
    await second.settled(second.runs[0]?.runId ?? "");
    assert.equal(slept.length, 1);
    assert.ok((slept[0] ?? 0) >= 30_000, String(slept[0]));
  });

  it("sends nothing when it cannot write down that it will", async () => {
    const ledger = await open();
    ledger.onDidChange((change) => {
      if (change.change === "updated" && change.run.steps[0]?.state === "todo")
        fail ??= rm(folder, { recursive: true });
    });
    let fail: Promise<void> | undefined;
    // The dates are asked for first, which leaves time to take the folder away.
    const overAllDates: Plan = { workflow: "attributeSales", modelId: model, datasetId: dataset, samples: 20 };
    platform.intercept = async ({ url }) => {
      if (url.includes("/dates")) await fail;
      return false;
    };
    const ended = await ledger.settled((await ledger.start(order(overAllDates))).runId);
    assert.equal(ended.state, "paused");
    assert.match(ended.problem?.serverWords ?? "", /cannot be written down.*ENOENT/);
    assert.deepEqual([ended.steps[0]?.state, ended.steps[0]?.attempts], ["todo", 0]);
    assert.deepEqual(platform.made(), []);
  });

  it("asks on when an answer cannot be written down", async () => {
    platform.intercept = ({ method }, response) => {
      if (method === "POST") answerJson(response, "no", 502);
      return method === "POST";
    };
    const ledger = await open();
    const { runId } = await ledger.settled((await ledger.start(order(createPlan))).runId);
    await rm(folder, { recursive: true });
    await assert.rejects(ledger.answer(runId, { answer: "repeat" }), { code: "ENOENT" });
    const [run] = ledger.runs;
    assert.equal(run?.state, "needsAnswer");
    assert.equal(run.question?.step, run.steps[0]?.name);
    assert.equal(run.steps[0]?.state, "posting");
  });

  it("forgets what is over and keeps what is not", async () => {
    const ledger = await open();
    const done = await ledger.start(order(createPlan));
    await ledger.settled(done.runId);
    const reached = hang((call) => call === "GET datasets/41");
    const open2 = await ledger.start(order(createPlan));
    await reached;
    const removed: string[] = [];
    ledger.onDidChange((change) => {
      if (change.change === "removed") removed.push(...change.runIds);
    });
    await ledger.clearFinished();
    assert.deepEqual(removed, [done.runId]);
    assert.deepEqual(
      ledger.runs.map(({ runId }) => runId),
      [open2.runId],
    );
    assert.deepEqual(
      (await onDisk()).map(({ runId }) => runId),
      [open2.runId],
    );
  });

  it("starts nothing while nobody is signed in", async () => {
    token = undefined;
    const ledger = await open();
    await assert.rejects(ledger.start(order(createPlan)), { kind: "notSignedIn" });
    assert.deepEqual(ledger.runs, []);
  });

  it("tells the others when one listener throws", async () => {
    const ledger = await open();
    let heard = 0;
    ledger.onDidChange(() => {
      throw new Error("bad listener");
    });
    ledger.onDidChange(() => heard++);
    await ledger.settled((await ledger.start(order(createPlan))).runId);
    assert.ok(heard > 0);
    assert.ok(lines.some((line) => line.includes("bad listener")));
  });
});
