import assert from "node:assert/strict";
import { type Run, type RunState } from "../../../../src/jobs/run";
import { type DatasetId, type ProjectId, type TeamId } from "../../../../src/platform/ids";
import { type BuildModelPlan } from "../../../../src/workflows/plans";
import "../../../support/vscodeStandIn";

const { PageJob } = await import("../../../../src/ui/buildPage/pageJob");

const plan: BuildModelPlan = {
  workflow: "buildModel",
  datasetId: "8" as DatasetId,
  combination: { country: "SWE", region: "all", grouping: "all" },
  graph: { from: "text", text: "{}", document: "file:///a" },
  ...{ training: { epochs: 5, learningRate: 0.01, samples: 1 }, trainShare: 0.75, activate: false },
};
const target = { connectionId: "sandbox", team: "1", project: "2" };
const run = (runId: string, state: RunState): Run => ({
  ...{ v: 1, runId, workflow: "buildModel", plan, connectionId: "sandbox", label: "Build", startedBy: "test" },
  ...{ team: "1" as TeamId, project: "2" as ProjectId, startedAt: 1, steps: [], state },
});

/** A page's job, with what it has told and the runs that the window knows. */
function opened(isRestored = false, ...runs: Run[]) {
  const told: string[] = [];
  const jobs = { runs, load: () => Promise.resolve(runs), words: () => "" };
  const post = (message: { state: string }) => void told.push(message.state);
  return { told, runs, job: new PageJob({ jobs, target, isRestored, post, server: () => "Sandbox" }) };
}

describe("the build that a page has begun", () => {
  it("is told again to a page that comes back, while it is ordered and after", async () => {
    const { job, told, runs } = opened();
    let started: (run: Run) => void = () => assert.fail("not asked");
    const begun = job.begin(() => new Promise((resolve) => (started = resolve)));
    job.tell();
    assert.deepEqual(told, ["busy", "busy"]);
    runs.push(run("a", "succeeded"));
    // What is handed out is how it was begun; what is told is how it stands.
    started(run("a", "working"));
    await begun;
    job.tell();
    await job.tellOf(plan);
    assert.deepEqual(told.slice(2), ["begun", "begun", "begun"]);
  });

  it("is not asked for twice at once", async () => {
    const { job, told } = opened();
    let asked = 0;
    const send = (): Promise<undefined> => Promise.resolve(void asked++);
    await Promise.all([job.begin(send), job.begin(send)]);
    assert.deepEqual([asked, told], [1, ["busy", "idle"]]);
  });

  it("is found among the runs after a restart, if it is the same", async () => {
    const { job, told } = opened(true, run("b", "succeeded"), run("a", "failed"));
    await job.tellOf({ ...plan, activate: true });
    assert.deepEqual(told, []);
    await job.tellOf(plan);
    assert.deepEqual(told, ["begun"]);
  });

  it("may be begun anew from a page that was opened after its end, and not before", async () => {
    const ended = opened(false, run("a", "succeeded"));
    await ended.job.tellOf(plan);
    assert.deepEqual(ended.told, []);
    const other = opened(false, { ...run("a", "needsAnswer"), connectionId: "cloud" }, run("b", "needsAnswer"));
    await other.job.tellOf(plan);
    assert.deepEqual(other.told, ["begun"]);
  });
});
