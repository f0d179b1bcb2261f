import assert from "node:assert/strict";
import { type Run, type Step } from "../../../../src/jobs/run";
import { type ObjectRef } from "../../../../src/platform/ids";
import { type NextStep } from "../../../../src/workflows/plans";
import { type KnownConnection } from "../../../../src/ui/account/connections";
import { jobContext } from "../../../../src/ui/jobs/jobContext";
import "../../../support/vscodeStandIn";

const { jobItem } = await import("../../../../src/ui/jobs/jobItem");
const { jobWords } = await import("../../../../src/ui/jobs/jobWords");

const cloud = { id: "a", kind: "cloud" } as KnownConnection;
const sandbox = { id: "sandbox", kind: "sandbox" } as KnownConnection;
const dataset = { kind: "dataset", id: "7" } as ObjectRef<"dataset">;
const model = { kind: "model", id: "8" } as ObjectRef;

function runWith(change: Partial<Run>, step: Partial<Step> = {}): Run {
  const steps = [{ name: "Wait", kind: "watch", state: "waiting", attempts: 1, ...step }];
  return {
    runId: "r",
    label: "Refit model 8",
    startedAt: Date.now() - 65_000,
    state: "working",
    steps,
    ...change,
  } as Run;
}
const made = (object: ObjectRef, next: readonly NextStep[]): Run =>
  runWith({ state: "succeeded", outcome: { result: "done", object, next } }, { state: "done", object });
const flags = (run: Run, connection = cloud): string[] => jobContext(run, connection).split(";").slice(1);

describe("what a job's row offers", () => {
  it("stops tracking only where something goes on at the server", () => {
    const can = (run: Run): boolean => flags(run).includes("canStopTracking");
    assert.ok(can(runWith({}, { object: model })));
    assert.ok(can(runWith({ state: "paused" }, { object: model })));
    assert.ok(!can(runWith({}, { state: "posting", kind: "upload" })));
    assert.ok(!can(runWith({}, { state: "todo" })));
    assert.ok(!can(runWith({ state: "needsAnswer" }, { state: "posting" })));
    assert.ok(!can(runWith({ state: "succeeded" }, { state: "done", object: model })));
  });

  it("cancels at any server that tells how far its jobs are, and in the sandbox", () => {
    const can = (step: Partial<Step>, connection?: KnownConnection): boolean =>
      flags(runWith({}, step), connection).includes("canCancel");
    assert.ok(!can({ object: model }));
    assert.ok(can({ object: model, fraction: 0.2 }));
    assert.ok(can({ object: model }, sandbox));
    assert.ok(!can({ object: dataset, fraction: 0.2 }));
    assert.ok(can({ state: "posting", kind: "upload" }));
    assert.ok(can({ state: "todo", kind: "upload" }), "nothing was sent yet");
    assert.ok(!can({ object: { kind: "upload", id: "4" } as ObjectRef, kind: "upload", fraction: 1 }));
  });

  it("activates what its outcome says can be, and not what it has just activated", () => {
    assert.ok(flags(made(dataset, [{ verb: "activateDataset", object: dataset }])).includes("canActivate"));
    assert.ok(!flags(made(dataset, [{ verb: "buildModel", object: dataset }])).includes("canActivate"));
  });
});

describe("what a job's row says", () => {
  it("says how far and how long in one sentence", () => {
    assert.equal(jobWords(runWith({}, { lastWord: "training", fraction: 0.419 })), "training 41 %, 1:05");
    assert.equal(jobWords(runWith({}, { lastWord: "pending" })), "pending, 1:05");
    const at = new Date(2026, 0, 1, 9, 30).getTime();
    assert.match(jobWords(runWith({ state: "failed", endedAt: at })), /^failed .*30/);
    assert.match(jobWords(runWith({ state: "succeeded", startedAt: at - 12_000, endedAt: at })), /^done .*30.*, 12 s$/);
  });

  it("explains a problem as everywhere else", () => {
    const problem = {
      kind: "network",
      serverWords: "ECONNREFUSED",
      unsent: true,
      remedy: "Check the address.",
    } as const;
    const { tooltip } = jobItem({ kind: "job", run: runWith({ state: "paused", problem }) }, cloud);
    assert.equal(tooltip, "Refit model 8\npaused\nThe server cannot be reached. Check the address.");
  });
});
