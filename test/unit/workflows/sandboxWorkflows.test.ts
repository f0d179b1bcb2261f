import assert from "node:assert/strict";
import { join } from "node:path";
import { type AlvissClient } from "../../../src/platform/client";
import { type Kind, type ObjectRef, type ProjectRef } from "../../../src/platform/ids";
import { type Combination } from "../../../src/platform/records";
import { loopbackPace, settleWith } from "../../../src/platform/settle";
import { runPlan, stepsOf } from "../../../src/workflows/catalogue";
import { type Plan } from "../../../src/workflows/plans";
import { recordingTools } from "../../support/recordingTools";
import { clientOf, projectOf } from "../../support/sandboxClient";
import { type StartedSandbox, startSandbox } from "../../support/startSandbox";

const demo = join(import.meta.dirname, "../../../media/demo");
const file = (datasetName: string): { path: string; datasetName: string } => ({
  path: join(demo, `${datasetName}.csv`),
  datasetName,
});
const sweden: Combination = { country: "SWE", region: "all", grouping: "all" };
const knobs = {
  training: { epochs: 50, learningRate: 0.01, samples: 2 },
  trainShare: 0.75,
  sandbox: { sampler: "fast", seed: 7 },
} as const;

// Each workflow goes on from what the one before it made.
describe("the documented workflows against the sandbox", function () {
  this.timeout(90_000);
  let sandbox: StartedSandbox;
  let client: AlvissClient;
  let project: ProjectRef;
  let dataset: ObjectRef<"dataset">;
  let model: ObjectRef<"model">;
  let attribution: ObjectRef<"attribution">;

  before(async () => {
    sandbox = await startSandbox({ engine: "fast" });
    client = clientOf(sandbox);
    project = projectOf(sandbox);
  });
  after(() => sandbox.stop());

  const carryOut = async <K extends Kind>(
    kind: K,
    plan: Plan,
  ): Promise<{ object: ObjectRef<K>; next: string[]; told: string[] }> => {
    const tools = recordingTools(client, project, settleWith({ ...loopbackPace, floor: 100 }));
    const outcome = await runPlan(plan, tools);
    assert.equal(outcome.result, "done", outcome.result === "failed" ? outcome.message : "");
    assert.equal(outcome.object.kind, kind);
    const begun = tools.told.filter((line) => line.startsWith("before ")).map((line) => line.slice("before ".length));
    assert.deepEqual(
      begun,
      stepsOf(plan).map(({ name }) => name),
      "every step is announced, in order",
    );
    const next = outcome.result === "done" ? outcome.next.map(({ verb }) => verb) : [];
    return { object: outcome.object as ObjectRef<K>, next, told: tools.told };
  };

  it("1: uploads, makes a dataset, activates it", async () => {
    const plan: Plan = { workflow: "uploadAndActivate", files: [file("Sales"), file("Media")], extendActive: true };
    const { object, next, told } = await carryOut("dataset", plan);
    dataset = object;
    assert.deepEqual(next, ["buildModel"]);
    assert.equal((await client.readActiveDataset(project))?.id, object.id);
    assert.deepEqual(told, [
      "before Upload Sales.csv",
      "reached Upload Sales.csv: upload 101",
      "before Upload Media.csv",
      "reached Upload Media.csv: upload 102",
      "before Create dataset",
      "reached Create dataset: dataset 1",
      "before Activate dataset",
      "reached Activate dataset: dataset 1",
    ]);
  });

  it("builds the first model from the suggested graph, on 75 % of the dates", async () => {
    const graph = { from: "suggested", products: "sum" } as const;
    const plan: Plan = {
      workflow: "buildModel",
      datasetId: dataset.id,
      combination: sweden,
      graph,
      activate: false,
      ...knobs,
    };
    const { object, next } = await carryOut("model", plan);
    model = object;
    assert.deepEqual(next, ["attributeSales"]);
    const { raw } = await client.readModel(project, object.id);
    assert.deepEqual([(raw["TrainDates"] as string[]).length, (raw["EvalDates"] as string[]).length], [117, 39]);
  });

  it("2: uploads more, extends the active dataset, refits, attributes", async () => {
    const plan: Plan = {
      workflow: "refreshModel",
      files: [file("Distribution")],
      modelId: model.id,
      samples: 50,
      activate: true,
      ...knobs,
    };
    const { object, next } = await carryOut("attribution", plan);
    attribution = object;
    assert.deepEqual(next, ["openResult", "alignAttribution"]);
    const extended = await client.readActiveDataset(project);
    assert.deepEqual(extended?.parentIds, [dataset.id]);
    const record = await client.readAttribution(project, object.id);
    assert.deepEqual([record.startDate, record.endDate, record.datasetId], ["2022-01-03", "2024-12-23", extended?.id]);
    assert.notEqual(record.modelId, model.id);
  });

  it("3: aligns a new attribution with the active set, and activates the new set", async () => {
    const first = await carryOut("attributionSet", {
      workflow: "alignAttribution",
      attributionIds: [attribution.id],
      activate: true,
    });
    assert.deepEqual(first.next, []);
    const another = await carryOut("attribution", {
      workflow: "attributeSales",
      modelId: model.id,
      datasetId: dataset.id,
      range: { start: "2024-01-01", end: "2024-12-23" },
      samples: 50,
    });
    const second = await carryOut("attributionSet", {
      workflow: "alignAttribution",
      attributionIds: [another.object.id],
      activate: false,
    });
    assert.deepEqual(second.next, ["activateAttributionSet"]);
    assert.equal((await client.readActiveAttributionSet(project))?.id, first.object.id);
    await carryOut("attributionSet", { workflow: "activateAttributionSet", attributionSetId: second.object.id });
    const active = await client.readActiveAttributionSet(project);
    assert.equal(active?.id, second.object.id);
    assert.deepEqual(active.attributionIds, [another.object.id, attribution.id]);
  });

  it("4: remodels from the low-level and the high-level graph of a model", async () => {
    for (const level of ["low", "high"] as const) {
      const graph = { from: "model", modelId: model.id, level } as const;
      const plan: Plan = {
        workflow: "buildModel",
        datasetId: dataset.id,
        combination: sweden,
        graph,
        activate: false,
        ...knobs,
      };
      const { object } = await carryOut("model", plan);
      assert.notEqual(object.id, model.id);
    }
  });

  it("tells a failed job as an outcome, with the server's words", async () => {
    const tools = recordingTools(client, project, settleWith({ ...loopbackPace, floor: 100 }));
    const outcome = await runPlan(
      { workflow: "uploadFile", path: join(demo, "Media.csv"), datasetName: "Sales" },
      tools,
    );
    assert.equal(outcome.result, "failed");
    assert.equal(outcome.result === "failed" && outcome.word, "failed");
    assert.ok((outcome.message ?? "").length > 10, outcome.message);
  });

  it("creates, activates and watches single objects", async () => {
    const upload = await carryOut("upload", { workflow: "uploadFile", ...file("Events") });
    assert.deepEqual(upload.next, ["createDataset"]);
    const made = await carryOut("dataset", {
      workflow: "createDataset",
      uploadIds: [upload.object.id],
      extendIds: [dataset.id],
      activate: false,
    });
    assert.deepEqual(made.next, ["activateDataset", "buildModel"]);
    await carryOut("dataset", { workflow: "activateDataset", datasetId: made.object.id });
    assert.equal((await client.readActiveDataset(project))?.id, made.object.id);
    const tools = recordingTools(client, project, settleWith(loopbackPace));
    const watched = await runPlan({ workflow: "watch", object: made.object }, tools);
    assert.deepEqual(watched.object, made.object);
  });
});
