import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Plan } from "../../../../src/workflows/plans";
import { answerJson } from "../../../support/rawServer";
import { type RunOrder } from "../../../../src/jobs/run";
import { type ObjectRef } from "../../../../src/platform/ids";
import { type KnownConnection } from "../../../../src/ui/account/connections";
import type * as JobsModule from "../../../../src/ui/jobs/jobs";
import { type ScriptedPlatform, scriptedPlatform } from "../../../support/scriptedPlatform";
import { until } from "../../../support/until";
import "../../../support/vscodeStandIn";

const { Jobs } = await import("../../../../src/ui/jobs/jobs");

describe("the jobs of a window", () => {
  let platform: ScriptedPlatform;
  let elsewhere: ScriptedPlatform;
  let folder: string;
  let at: ScriptedPlatform;
  let announce: (connection: KnownConnection) => void;
  const windows: InstanceType<typeof Jobs>[] = [];
  let isReplaced = false;
  let state = "ready";
  const connection = { id: "sandbox", kind: "sandbox" } as KnownConnection;

  beforeEach(async () => {
    [platform, elsewhere] = await Promise.all([scriptedPlatform(), scriptedPlatform()]);
    for (const { words } of [platform, elsewhere]) words.set("models/8", ["training"]);
    at = platform;
    folder = await mkdtemp(join(tmpdir(), "alviss-jobs-"));
  });
  afterEach(async () => {
    for (const jobs of windows.splice(0)) jobs.dispose();
    await Promise.all([platform.close(), elsewhere.close()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const openWindow = (directory = join(folder, "runs")): InstanceType<typeof Jobs> => {
    const parts = {
      directory,
      connections: {
        onDidChange: (listener: typeof announce) => ((announce = listener), { dispose: () => undefined }),
        get: () => connection,
        state: () => state,
      },
      clients: { of: () => Promise.resolve(at.client()), isTokenReplaced: () => Promise.resolve(isReplaced) },
      log: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: (line: string) => assert.fail(line),
      },
      lookForSandbox: () => Promise.resolve(),
    };
    const jobs = new Jobs(parts as unknown as JobsModule.JobsParts);
    windows.push(jobs);
    return jobs;
  };
  const order = (kind: "model" | "dataset", id: string): RunOrder => ({
    plan: { workflow: "watch", object: { kind, id } as ObjectRef },
    label: `watch ${kind} ${id}`,
    connectionId: "sandbox",
    startedBy: "test",
    ...platform.project,
  });
  const asked = (server: ScriptedPlatform): number => server.seen.length;

  it("watch what is unfinished as soon as they are read", async () => {
    const first = openWindow();
    await first.start(order("model", "8"));
    await until(() => asked(platform) > 0, Boolean);
    const copy = join(folder, "as the window died");
    await cp(join(folder, "runs"), copy, { recursive: true, filter: (path) => !/\.(part|lock)$/.test(path) });
    first.dispose();
    const before = asked(platform);
    platform.words.set("models/8", ["completed"]);
    const second = openWindow(copy);
    await second.load();
    await until(() => second.runs[0]?.state === "succeeded", Boolean);
    assert.ok(asked(platform) > before);
  });

  it("notice in every window what one of them starts, and load nothing before", async () => {
    const quiet = openWindow();
    await quiet.lookForUnfinished();
    assert.equal(quiet.runs.length, 0);
    const one = openWindow();
    await one.start(order("model", "8"));
    await quiet.lookForUnfinished();
    assert.equal(quiet.runs[0]?.state, "working");
    platform.words.set("models/8", ["completed"]);
    assert.equal((await quiet.settled(quiet.runs[0]?.runId ?? "")).state, "succeeded");
  });

  it("make the dataset of uploads that a window left when all of them were there", async () => {
    const path = join(folder, "Media.csv");
    await writeFile(path, "Country\n");
    const dataset = { label: "Dataset of 1 upload", extendIds: [], activate: false };
    const plan: Plan = { workflow: "uploadFile", path, datasetName: "Media" };
    const first = openWindow();
    await first.start({ ...order("dataset", "1"), plan, batch: { id: "batch-1", size: 1, place: 0, dataset } });
    await until(
      () => first.runs.length,
      (count) => count === 2,
    );
    for (const { runId } of first.runs) assert.equal((await first.settled(runId)).state, "succeeded");
    const copy = join(folder, "as the window died");
    await cp(join(folder, "runs"), copy, { recursive: true, filter: (file) => !/\.(part|lock)$|batch-1/.test(file) });
    first.dispose();
    const second = openWindow(copy);
    await until(() => second.runs.length === 2 && second.runs.every(({ state }) => state === "succeeded"), Boolean);
    assert.deepEqual(platform.made(), ["POST datauploads", "POST datasets", "POST datasets"]);
  });

  it("go on by themselves when their call was refused with a token that was just being replaced", async () => {
    const plan = { workflow: "createDataset", uploadIds: ["3"], extendIds: [], activate: false } as unknown as Plan;
    let refusals = 0;
    platform.intercept = ({ method }, response) => {
      if (method !== "POST" || refusals > 0) return false;
      refusals += 1;
      answerJson(response, { detail: "Token revoked" }, 401);
      return true;
    };
    const jobs = openWindow();
    const stuck = await jobs.start({ ...order("dataset", "1"), plan });
    assert.equal((await jobs.settled(stuck.runId)).state, "paused");
    assert.deepEqual(platform.made(), ["POST datasets"]);
    assert.equal(jobs.words(jobs.runs[0] ?? assert.fail()), "paused: token refused");
    let isOver = false;
    void jobs.whenOver(stuck.runId).then(() => (isOver = true));
    assert.equal(isOver, false, "a job that stands still is taken for over");
    [isReplaced, refusals] = [true, 0];
    const { runId } = await jobs.start({ ...order("dataset", "1"), plan });
    await until(
      () => jobs.runs.find((run) => run.runId === runId)?.state,
      (state) => state === "succeeded",
    );
    await jobs.whenOver(stuck.runId);
    isReplaced = false;
  });

  it("are not started where the token was refused, and it is said that this is why", async () => {
    state = "refused";
    await assert.rejects(openWindow().start(order("model", "8")), { kind: "notSignedIn", status: 401, unsent: false });
    state = "ready";
    assert.equal(asked(platform), 0);
  });

  it("follow a sandbox to its next address", async () => {
    const jobs = openWindow();
    const { runId } = await jobs.start(order("model", "8"));
    await until(() => asked(platform) > 0, Boolean);
    elsewhere.words.set("models/8", ["completed"]);
    at = elsewhere;
    announce(connection);
    assert.equal((await jobs.settled(runId)).state, "succeeded");
    assert.equal(asked(elsewhere), 1);
  });
});
