import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { uptime } from "node:os";
import { join } from "node:path";
import { JobLedger, type LedgerOptions } from "../../../src/jobs/ledger";
import { type LedgerChange, type Run, type RunOrder } from "../../../src/jobs/run";
import { parseTypedId } from "../../../src/platform/ids";
import { type Plan } from "../../../src/workflows/plans";
import { answerJson } from "../../support/rawServer";
import { scratchFolder } from "../../support/scratchFolder";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";
import { type LedgerWindow, type LedgerWindows, ledgerWindows } from "../../support/startLedgerWindow";
import { until } from "../../support/until";

/** Short, so that a window that hangs is noticed in moments. */
const beat = 100;

describe("two windows on one ledger", function () {
  this.timeout(15_000);
  let platform: ScriptedPlatform;
  let processes: LedgerWindows | undefined;
  const folder = scratchFolder();
  const open: JobLedger[] = [];

  beforeEach(async () => {
    platform = await scriptedPlatform();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((ledger) => ledger.dispose()));
    await platform.close();
  });
  after(() => processes?.close());

  const directory = (): string => join(folder(), "runs");
  /** Each window has a token of its own, so that the server can tell who asks. */
  const window = async (token: string, options: Partial<LedgerOptions> = {}): Promise<JobLedger> => {
    const clientFor = () => Promise.resolve(platform.client(token));
    const ledger = await JobLedger.open({ directory: directory(), clientFor, ...options });
    open.push(ledger);
    return ledger;
  };
  const inProcess = async (token: string, started?: RunOrder): Promise<LedgerWindow> => {
    processes ??= await ledgerWindows();
    const order = { directory: directory(), server: platform.server, token, beat, ...(started && { order: started }) };
    return processes.open(order);
  };
  const order = (plan: Plan): RunOrder => ({
    plan,
    label: "a job",
    connectionId: "c",
    startedBy: "test",
    ...platform.project,
  });
  const create = (): RunOrder => order({ workflow: "createDataset", uploadIds: [], extendIds: [], activate: false });
  const attribute = (): RunOrder =>
    order({
      workflow: "attributeSales",
      modelId: parseTypedId("8") ?? assert.fail(),
      datasetId: parseTypedId("7") ?? assert.fail(),
      range: { start: "2024-01-01", end: "2024-01-22" },
      samples: 20,
    });
  const askedBy = (token: string): number =>
    platform.seen.filter(({ headers }) => headers.authorization === `Bearer ${token}`).length;
  const heard = (ledger: JobLedger, good: (run: Run) => boolean): Promise<Run> =>
    new Promise((resolve) => {
      const known = ledger.runs.find(good);
      if (known !== undefined) return resolve(known);
      const listening = ledger.onDidChange((change: LedgerChange) => {
        if (change.change !== "updated" || !good(change.run)) return;
        listening.dispose();
        resolve(change.run);
      });
    });

  it("have one leader, which asks for both", async () => {
    platform.words.set("datasets/40", ["processing"]);
    const [one, other] = [await window("one"), await window("other")];
    assert.deepEqual([one.leads, other.leads], [true, false]);
    const { runId } = await one.start(create());
    await heard(other, ({ steps }) => steps[0]?.lastWord === "processing");
    await until(
      () => askedBy("one"),
      (count) => count >= 4,
    );
    assert.equal(askedBy("other"), 0);
    platform.words.set("datasets/40", ["complete"]);
    const [here, there] = await Promise.all([one.settled(runId), other.settled(runId)]);
    assert.equal(here.state, "succeeded");
    assert.deepEqual(there, JSON.parse(JSON.stringify(here)));
    assert.equal(askedBy("other"), 0);
  });

  it("let the leader carry out what the other one starts, once", async () => {
    const [, other] = [await window("one"), await window("other")];
    const run = await other.settled((await other.start(create())).runId);
    assert.equal(run.state, "succeeded");
    assert.deepEqual(platform.made(), ["POST datasets"]);
    assert.equal(askedBy("other"), 0);
  });

  it("send each call once when both start jobs at the same moment", async () => {
    const both = [await window("one"), await window("other")];
    const started = await Promise.all([0, 1, 0, 1].map(async (at) => both[at]?.start(create())));
    for (const ledger of both) {
      await until(
        () => ledger.runs.length,
        (known) => known === started.length,
      );
      for (const run of started) assert.equal((await ledger.settled(run?.runId ?? "")).state, "succeeded");
    }
    assert.equal(platform.made().length, started.length);
  });

  it("hand the lead on when the leader is closed, and go on where it was", async () => {
    platform.words.set("datasets/40", ["processing"]);
    const [one, other] = [await window("one"), await window("other")];
    const { runId } = await one.start(create());
    await heard(other, ({ steps }) => steps[0]?.lastWord === "processing");
    const closed = Date.now();
    await one.dispose();
    platform.words.set("datasets/40", ["complete"]);
    assert.equal((await other.settled(runId)).state, "succeeded");
    assert.ok(Date.now() - closed < 10_000);
    assert.ok(askedBy("other") > 0);
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("hand the lead on when the leader is killed", async () => {
    platform.words.set("datasets/40", ["processing"]);
    const leader = await inProcess("one", create());
    assert.equal(await leader.leads, true);
    const other = await window("other");
    await heard(other, ({ steps }) => steps[0]?.lastWord === "processing");
    const killed = Date.now();
    await leader.end("SIGKILL");
    platform.words.set("datasets/40", ["complete"]);
    assert.equal((await other.settled(other.runs[0]?.runId ?? "")).state, "succeeded");
    assert.ok(Date.now() - killed < 10_000);
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("take the lead from a window that hangs, which then asks and writes nothing more", async () => {
    platform.words.set("datasets/40", ["processing"]);
    const hanging = await inProcess("one", create());
    assert.equal(await hanging.leads, true);
    const other = await window("other", { beat });
    await heard(other, ({ steps }) => steps[0]?.lastWord === "processing");
    hanging.process.kill("SIGSTOP");
    await until(() => other.leads, Boolean);
    await until(() => askedBy("other"), Boolean);
    const before = askedBy("one");
    hanging.process.kill("SIGCONT");
    const asked = askedBy("other");
    await until(
      () => askedBy("other"),
      (count) => count > asked + 1,
    );
    // One question may have been on its way when it was stopped.
    assert.ok(askedBy("one") <= before + 1, `${askedBy("one")} after ${before}`);
    platform.words.set("datasets/40", ["complete"]);
    assert.equal((await other.settled(other.runs[0]?.runId ?? "")).state, "succeeded");
    await hanging.end("SIGTERM");
    assert.equal((await window("third")).runs[0]?.state, "succeeded");
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("grant each other's wishes: stop tracking, cancel, answer, and what cannot be", async () => {
    platform.words.set("attributions/40", ["running"]).set("attributions/41", ["running"]);
    const [one, other] = [await window("one"), await window("other")];
    const first = await one.start(attribute());
    await heard(other, ({ steps }) => steps[0]?.lastWord === "running");
    await other.stopTracking(first.runId);
    assert.equal(one.runs[0]?.state, "stopped");

    const second = await one.start(attribute());
    await heard(other, ({ runId, steps }) => runId === second.runId && steps[0]?.lastWord === "running");
    platform.intercept = ({ url }, response) => {
      if (url.endsWith("/cancel")) answerJson(response, { detail: "Not Found" }, 404);
      return url.endsWith("/cancel");
    };
    assert.equal(await other.cancel(second.runId), false);
    await assert.rejects(other.answer(second.runId, { answer: "repeat" }), { kind: "conflict" });

    platform.intercept = (request, response) => {
      if (pathOf(request) === "datasets") answerJson(response, "no", 502);
      return pathOf(request) === "datasets";
    };
    const third = await other.start(create());
    assert.equal((await other.settled(third.runId)).state, "needsAnswer");
    platform.intercept = () => false;
    await other.answer(third.runId, { answer: "repeat" });
    assert.equal((await other.settled(third.runId)).state, "succeeded");
    assert.deepEqual(await readdir(directory()).then((names) => names.filter((name) => /wish|reply/.test(name))), []);
  });

  it("hear of a token that was replaced in the other one", async () => {
    let token = "refused";
    platform.intercept = ({ headers, method }, response) => {
      const isRefused = method === "GET" && headers.authorization === "Bearer refused";
      if (isRefused) answerJson(response, { detail: "Token revoked" }, 401);
      return isRefused;
    };
    const clientFor = () => Promise.resolve(platform.client(token));
    const [one, other] = [await window("one", { clientFor }), await window("other", { clientFor })];
    const { runId } = await one.start(create());
    await heard(other, ({ state }) => state === "paused");
    token = "sandbox_new";
    await other.resume();
    assert.equal((await other.settled(runId)).state, "succeeded");
    assert.deepEqual(platform.made(), ["POST datasets"]);
  });

  it("tell an end once: the window that started it, or the leader when that is gone", async () => {
    const [one, other] = [await window("one"), await window("other")];
    const run = await other.settled((await other.start(create())).runId);
    const gone = { ...run, startedIn: { pid: 2 ** 22 + 1, host: run.startedIn?.host ?? "" } };
    assert.deepEqual([one.tells(gone), other.tells(gone)], [true, false]);
    const sibling = await inProcess("three", create());
    assert.equal(await sibling.leads, false);
    const theirs = await heard(one, ({ startedIn }) => startedIn?.pid === sibling.process.pid);
    assert.deepEqual([one.tells(theirs), other.tells(theirs)], [false, false]);
    // A process with that number is another one after the machine has started anew.
    const old = { ...theirs, startedAt: Date.now() - (uptime() + 60) * 1_000 };
    assert.deepEqual([one.tells(old), other.tells(old)], [true, false]);
    const own = { ...run, startedAt: old.startedAt };
    assert.deepEqual([one.tells(own), other.tells(own)], [true, false]);
    await sibling.end("SIGKILL");
    assert.deepEqual([one.tells(theirs), other.tells(theirs)], [true, false]);
  });

  it("see what the other one clears", async () => {
    const [one, other] = [await window("one"), await window("other")];
    const { runId } = await one.start(create());
    await one.settled(runId);
    await heard(other, ({ state }) => state === "succeeded");
    const removed = new Promise<readonly string[]>((resolve) => {
      one.onDidChange((change) => change.change === "removed" && resolve(change.runIds));
    });
    await other.clearFinished();
    assert.deepEqual(await removed, [runId]);
    assert.deepEqual(one.runs, []);
  });

  it("are led by one of many that open at once, however the last leader ended", async () => {
    for (const leftover of [undefined, "", "no lock", '{"pid":4194305,"host":"?","released":true}']) {
      if (leftover !== undefined) {
        const names = (await readdir(directory())).filter((name) => name.endsWith(".lock"));
        for (const name of names) await writeFile(join(directory(), name), leftover);
      }
      const many = await Promise.all(Array.from({ length: 6 }, (_, at) => window(`w${at}`, { beat: 50 })));
      await until(
        () => many.filter(({ leads }) => leads).length,
        (count) => count === 1,
      );
      await Promise.all(open.splice(0).map((ledger) => ledger.dispose()));
    }
  });
});
