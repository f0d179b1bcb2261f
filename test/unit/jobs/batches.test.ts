import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JobLedger } from "../../../src/jobs/ledger";
import { hasEnded, type Run } from "../../../src/jobs/run";
import { hasUnfinished } from "../../../src/jobs/unfinished";
import { type DatasetId, idFromJson } from "../../../src/platform/ids";
import { type SettleClock } from "../../../src/platform/settle";
import { answerJson } from "../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";
import { until } from "../../support/until";

// Waits take a turn of the event loop instead of seconds.
const hurried: SettleClock = {
  now: Date.now,
  random: () => 0,
  sleep: (_milliseconds, signal) =>
    new Promise((resolve, reject) => setImmediate(() => (signal.aborted ? reject(new Error("aborted")) : resolve()))),
};

describe("uploads that are started together", () => {
  let platform: ScriptedPlatform;
  let folder: string;
  let isSignedIn: boolean;
  const ledgers: JobLedger[] = [];
  const folders: string[] = [];

  beforeEach(async () => {
    isSignedIn = true;
    platform = await scriptedPlatform();
    folder = await mkdtemp(join(tmpdir(), "alviss-batch-"));
    folders.push(folder);
  });
  afterEach(async () => {
    await Promise.all(ledgers.splice(0).map((ledger) => ledger.dispose()));
    await platform.close();
    await Promise.all(folders.splice(0).map((used) => rm(used, { recursive: true, force: true })));
  });

  async function open(): Promise<JobLedger> {
    const directory = join(folder, "jobs");
    const clientFor = () => Promise.resolve(isSignedIn ? platform.client() : undefined);
    const ledger = await JobLedger.open({ directory, clientFor, clock: hurried });
    ledgers.push(ledger);
    return ledger;
  }

  async function start(ledger: JobLedger, names: readonly string[]): Promise<Run[]> {
    const dataset = { label: "Dataset of all", extendIds: [idFromJson<"dataset">("7") as DatasetId], activate: true };
    const runs: Run[] = [];
    for (const [place, name] of names.entries()) {
      const path = join(folder, name);
      await writeFile(path, "Country\n");
      const order = { label: name, connectionId: "c", startedBy: "test", ...platform.project };
      const batch = { id: "batch-1", size: names.length, place, dataset };
      runs.push(await ledger.start({ ...order, batch, plan: { workflow: "uploadFile", path, datasetName: name } }));
    }
    return runs;
  }

  const datasetOf = (ledger: JobLedger): Promise<Run> =>
    until(
      () => ledger.runs.find(({ runId }) => runId === "batch-1"),
      (run) => run !== undefined && hasEnded(run),
    ) as Promise<Run>;
  const bodies = (): unknown[] =>
    platform.seen
      .filter((one) => `${one.method} ${pathOf(one)}` === "POST datasets")
      .map(({ body }) => JSON.parse(body) as unknown);

  it("are sent two at a time, and one dataset is made of them in their order", async () => {
    let [underWay, most] = [0, 0];
    let secondCame = (): void => undefined;
    const second = new Promise<void>((resolve) => (secondCame = resolve));
    platform.intercept = async ({ method, url }) => {
      if (method !== "POST" || !url.includes("datauploads")) return false;
      most = Math.max(most, ++underWay);
      if (underWay === 2) secondCame();
      await second;
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay--;
      return false;
    };
    const ledger = await open();
    const runs = await start(ledger, ["a", "b", "c", "d", "e"]);
    const dataset = await datasetOf(ledger);
    assert.deepEqual([most, dataset.state, dataset.label], [2, "succeeded", "Dataset of all"]);
    const ids = runs.map(({ runId }) => Number(ledger.runs.find((run) => run.runId === runId)?.outcome?.object.id));
    assert.deepEqual(bodies(), [{ upload_ids: ids, dataset_ids: [7], activate: true }]);
  });

  it("have their dataset made by the window that goes on after a reload, and once", async () => {
    let isHeld = true;
    platform.words.set("datauploads/40", ["processing"]);
    platform.intercept = (request, response) => {
      if (!isHeld || pathOf(request) !== "datauploads" || platform.made().length < 3) return false;
      answerJson(response, { detail: "Later." }, 503);
      return true;
    };
    const first = await open();
    await start(first, ["a", "b", "c"]);
    await until(
      () => platform.made().length,
      (count) => count >= 3,
    );
    await first.dispose();
    isHeld = false;
    platform.words.set("datauploads/40", ["done"]);
    const second = await open();
    await second.resume();
    for (const run of second.runs)
      if (run.state === "needsAnswer") await second.answer(run.runId, { answer: "repeat" });
    assert.equal((await datasetOf(second)).state, "succeeded");
    await second.dispose();
    const third = await open();
    await third.resume();
    assert.equal(bodies().length, 1);
  });

  it("have their dataset stand still where nobody is signed in just then, and made once somebody is", async () => {
    platform.words.set("datauploads/41", ["processing"]);
    const ledger = await open();
    await start(ledger, ["a", "b"]);
    await until(
      () => platform.made().length,
      (count) => count === 2,
    );
    isSignedIn = false;
    platform.words.set("datauploads/41", ["done"]);
    await until(
      () => ledger.runs.find(({ runId }) => runId === "batch-1"),
      (run) => run?.state === "paused" && run.problem?.kind === "notSignedIn",
    );
    isSignedIn = true;
    await ledger.resume("c");
    assert.deepEqual([(await ledger.settled("batch-1")).state, bodies().length], ["succeeded", 1]);
  });

  it("are not over where the window ended before it could note the dataset down", async () => {
    const directory = join(folder, "jobs");
    const first = await open();
    await start(first, ["a", "b"]);
    await first.settled((await datasetOf(first)).runId);
    await first.dispose();
    assert.equal(await hasUnfinished(directory), false);
    await rm(join(directory, "batch-1.json"));
    assert.equal(await hasUnfinished(directory), true);
    const second = await open();
    await second.clearFinished();
    assert.deepEqual(
      second.runs.map((run) => second.isUnfinished(run)),
      [true, true],
    );
    await second.resume();
    await second.settled((await datasetOf(second)).runId);
    assert.deepEqual([await hasUnfinished(directory), bodies().length], [false, 2]);
    await rm(join(directory, "batch-1.json"));
    await second.callOff("batch-1");
    assert.equal(await hasUnfinished(directory), false);
  });

  it("leave the dataset alone that another window has noted down meanwhile", async () => {
    const directory = join(folder, "jobs");
    platform.words.set("datauploads/41", ["processing"]);
    const ledger = await open();
    const [first] = await start(ledger, ["a", "b"]);
    const file = join(directory, "batch-1.json");
    // Written by the window that led before, and not read here yet.
    const theirs = JSON.stringify({ ...first, v: 2, runId: "batch-1", batch: undefined });
    await writeFile(file, theirs);
    platform.words.set("datauploads/41", ["done"]);
    await until(
      () => ledger.runs,
      (all) => all.every(hasEnded),
    );
    await ledger.resume();
    for (const { runId } of ledger.runs) await ledger.settled(runId);
    await ledger.dispose();
    assert.deepEqual([await readFile(file, "utf8"), bodies()], [theirs, []]);
  });

  it("make no dataset where one of them failed", async () => {
    platform.words.set("datauploads/40", ["failed"]);
    const ledger = await open();
    await start(ledger, ["a", "b", "c"]);
    await until(
      () => ledger.runs,
      (all) => all.length === 3 && all.every(hasEnded),
    );
    assert.deepEqual(bodies(), []);
  });

  it("can be cancelled alone, also one that waits for its turn; then no dataset is made", async () => {
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    platform.intercept = async (request) => {
      if (pathOf(request) === "datauploads") await gate;
      return false;
    };
    const ledger = await open();
    const [, , third] = await start(ledger, ["a", "b", "c"]);
    assert.equal(await ledger.cancel(third?.runId ?? ""), true);
    letGo();
    await until(
      () => ledger.runs,
      (all) => all.every(hasEnded),
    );
    assert.deepEqual(ledger.runs.map(({ label, state }) => `${label} ${state}`).sort(), [
      "a succeeded",
      "b succeeded",
      "c cancelled",
    ]);
    assert.deepEqual([platform.made().length, bodies()], [2, []]);
  });

  it("are called off as a whole, from any window: no dataset is made of those that the server has already", async () => {
    for (const id of [40, 41]) platform.words.set(`datauploads/${id}`, ["processing"]);
    const [leader, other] = [await open(), await open()];
    await start(other, ["a", "b", "c"]);
    await until(
      () => other.runs.filter(({ steps }) => steps[0]?.state === "waiting" || steps[0]?.state === "done").length,
      (count) => count === 3,
    );
    await other.callOff("batch-1");
    for (const id of [40, 41]) platform.words.set(`datauploads/${id}`, ["done"]);
    await until(
      () => leader.runs,
      (all) => all.every(hasEnded),
    );
    await Promise.all(ledgers.splice(0).map((ledger) => ledger.dispose()));
    const next = await open();
    await next.resume();
    assert.deepEqual(
      next.runs.map(({ state, batch }) => `${state} ${batch?.isCalledOff}`),
      Array(3).fill("succeeded true"),
    );
    assert.deepEqual(bodies(), []);
  });

  it("are kept while one of them is under way, whoever clears what is finished", async () => {
    platform.words.set("datauploads/41", ["processing"]);
    const ledger = await open();
    await start(ledger, ["a", "b"]);
    await until(
      () => ledger.runs.filter(hasEnded).length,
      (count) => count === 1,
    );
    await ledger.clearFinished();
    assert.equal(ledger.runs.length, 2);
    platform.words.set("datauploads/41", ["done"]);
    await datasetOf(ledger);
    assert.equal((await ledger.settled("batch-1")).state, "succeeded");
    await ledger.clearFinished();
    assert.equal(ledger.runs.length, 0);
  });
});
