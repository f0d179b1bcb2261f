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
  /** What a window killed at this moment would leave on disk. */
  const snapshot = async (): Promise<string> => {
    const copy = await mkdtemp(join(tmpdir(), "alviss-ledger-copy-"));
    copies.push(copy);
    await cp(folder, copy, { recursive: true });
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

  it("leaves runs of several steps paused after a reload, with a sentence, and sends nothing", async () => {
    const file = join(folder, "Sales.csv");
    await writeFile(file, "Country\n");
    const reached = hang((call) => call === "GET datauploads/40");
    const first = await open(join(folder, "runs"));
    await first.start(
      order({ workflow: "uploadAndActivate", files: [{ path: file, datasetName: "Sales" }], extendActive: false }),
    );
    await reached;
    await first.dispose();
    const before = platform.seen.length;
    const second = await open(join(folder, "runs"));
    await second.resume();
    assert.equal(second.runs[0]?.state, "paused");
    assert.match(second.runs[0]?.problem?.serverWords ?? "", /closed before "Upload Sales.csv" was done/);
    assert.equal(platform.seen.length, before);
  });

  it("skips files it cannot read, says so, and leaves them as they are", async () => {
    const ledger = await open();
    const run = await ledger.start(order(attributePlan));
    await ledger.settled(run.runId);
    const whole = await readFile(join(folder, `${run.runId}.json`), "utf8");
    const bad = {
      "half.json": whole.slice(0, 100),
      "newer.json": whole.replace('"v": 1', '"v": 2'),
      "other.json": "[1, 2]",
      "mixed.json": whole.replace('"workflow": "attributeSales"', '"workflow": "refitModel"'),
      "climbing.json": whole.replace(run.runId, "../outside"),
      "empty.json": "",
    };
    for (const [name, text] of Object.entries(bad)) await writeFile(join(folder, name), text);
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
    for (const [name, text] of Object.entries(bad)) {
      assert.ok(
        lines.some((line) => line.startsWith(name)),
        name,
      );
      assert.equal(await readFile(join(folder, name), "utf8"), text);
    }
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
    await ledger.resume();
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
    const file = join(folder, "Sales.csv");
    await writeFile(file, "");
    await truncate(file, 200_000_000);
    const ledger = await open(join(folder, "runs"));
    const underWay = new Promise<void>((resolve) => {
      ledger.onDidChange((change) => {
        const fraction = change.change === "updated" ? (change.run.steps[0]?.fraction ?? 0) : 0;
        if (fraction > 0 && fraction < 0.9) resolve();
      });
    });
    const { runId } = await ledger.start(order({ workflow: "uploadFile", path: file, datasetName: "Sales" }));
    await underWay;
    assert.equal(await ledger.cancel(runId), true);
    assert.equal((await ledger.settled(runId)).state, "cancelled");
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
    assert.deepEqual(ledger.runs, []);
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
    assert.equal(ended.state, "failed");
    assert.deepEqual(platform.made(), []);
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
