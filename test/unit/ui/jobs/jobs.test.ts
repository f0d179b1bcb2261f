import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunOrder } from "../../../../src/jobs/run";
import { type ObjectRef } from "../../../../src/platform/ids";
import { type KnownConnection } from "../../../../src/ui/account/connections";
import type * as JobsModule from "../../../../src/ui/jobs/jobs";
import { type ScriptedPlatform, scriptedPlatform } from "../../../support/scriptedPlatform";
import { until } from "../../../support/until";
import "../../../support/vscodeStandIn";

const { Jobs } = await import("../../../../src/ui/jobs/jobs");
const noted = "alviss.unfinishedRuns";

describe("the jobs of a window", () => {
  let platform: ScriptedPlatform;
  let elsewhere: ScriptedPlatform;
  let folder: string;
  let shared: Map<string, unknown>;
  let at: ScriptedPlatform;
  let announce: (connection: KnownConnection) => void;
  const windows: InstanceType<typeof Jobs>[] = [];
  const connection = { id: "sandbox", kind: "sandbox" } as KnownConnection;

  beforeEach(async () => {
    [platform, elsewhere] = await Promise.all([scriptedPlatform(), scriptedPlatform()]);
    for (const { words } of [platform, elsewhere]) words.set("models/8", ["training"]);
    at = platform;
    folder = await mkdtemp(join(tmpdir(), "alviss-jobs-"));
    shared = new Map();
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
        state: () => "ready",
      },
      clients: { of: () => Promise.resolve(at.client()) },
      storage: {
        get: (key: string) => shared.get(key),
        update: (key: string, value: unknown) => Promise.resolve(void shared.set(key, value)),
      },
      log: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: (line: string) => assert.fail(line),
      },
      beforeResume: () => Promise.resolve(),
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

  it("watch what is unfinished as soon as they are read, though no window noted it", async () => {
    const first = openWindow();
    await first.start(order("model", "8"));
    await until(() => asked(platform) > 0, Boolean);
    const copy = join(folder, "as the window died");
    await cp(join(folder, "runs"), copy, { recursive: true, filter: (path) => !path.endsWith(".part") });
    first.dispose();
    shared.clear();
    const before = asked(platform);
    platform.words.set("models/8", ["completed"]);
    const second = openWindow(copy);
    await second.load();
    await until(() => second.runs[0]?.state === "succeeded", Boolean);
    assert.ok(asked(platform) > before);
  });

  it("leave the note that something is unfinished while another window has it", async () => {
    const one = openWindow();
    await one.load();
    const other = openWindow();
    await other.load();
    const { runId } = await one.start(order("model", "8"));
    await until(() => shared.get(noted) === true, Boolean);
    await other.settled((await other.start(order("dataset", "7"))).runId);
    // The other window has nothing left, and has looked on disk before the second of its jobs ends.
    await other.settled((await other.start(order("dataset", "9"))).runId);
    assert.equal(shared.get(noted), true);
    platform.words.set("models/8", ["completed"]);
    await one.settled(runId);
    await until(() => shared.get(noted) === false, Boolean);
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
