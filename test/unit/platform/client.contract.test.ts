import assert from "node:assert/strict";
import { join } from "node:path";
import { AlvissClient } from "../../../src/platform/client";
import { AlvissError } from "../../../src/platform/errors";
import { type ProjectRef } from "../../../src/platform/ids";
import {
  type AttributionRecord,
  type AttributionSetRecord,
  type Combination,
  type DatasetRecord,
  type ModelRecord,
  type UploadRecord,
} from "../../../src/platform/records";
import { loopbackPace, settleWith } from "../../../src/platform/settle";
import { fileSource } from "../../../src/platform/uploadSource";
import { clientOf, idOf, projectOf } from "../../support/sandboxClient";
import { type StartedSandbox, startSandbox } from "../../support/startSandbox";

const demo = join(import.meta.dirname, "../../../media/demo");
const sweden: Combination = { country: "SWE", region: "all", grouping: "all" };
const training = { epochs: 50, learningRate: 0.01, samples: 2 };
const quick = { sampler: "fast", seed: 7 } as const;

// The calls build on each other as they do in life, so the tests of this file run in order.
describe("the client against the sandbox: the nineteen documented calls", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox;
  let client: AlvissClient;
  let project: ProjectRef;
  const signal = new AbortController().signal;
  const settle = settleWith({ ...loopbackPace, floor: 100 });

  let uploads: UploadRecord[];
  let dataset: DatasetRecord;
  let dates: readonly string[];
  let model: ModelRecord;
  let attribution: AttributionRecord;
  let set: AttributionSetRecord;

  before(async () => {
    sandbox = await startSandbox({ engine: "fast" });
    client = clientOf(sandbox);
    project = projectOf(sandbox);
  });
  after(() => sandbox.stop());

  it("1: lists the teams", async () => {
    assert.deepEqual(await client.listTeams(), [{ id: "1", name: "My team" }]);
    assert.deepEqual(
      (await client.listProjects(project.team))?.map(({ id, name }) => ({ id, name })),
      [{ id: "1", name: "My project" }],
    );
  });

  it("6, 16: answers undefined while nothing is active", async () => {
    assert.equal(await client.readActiveDataset(project), undefined);
    assert.equal(await client.readActiveAttributionSet(project), undefined);
  });

  it("2, 3: uploads files and reads them until they are complete", async () => {
    uploads = [];
    for (const datasetName of ["Sales", "Media"]) {
      const file = await fileSource(join(demo, `${datasetName}.csv`));
      const made = await client.createUpload(project, { datasetName, file });
      const done = await settle((abort) => client.readUpload(project, made.id, { signal: abort }), { signal });
      assert.deepEqual(
        [done.status, done.id, done.datasetName, done.size],
        ["complete", made.id, datasetName, file.size],
      );
      uploads.push(done);
    }
    assert.equal(uploads[0]?.rows, 312);
  });

  it("4, 5: makes a dataset of uploads", async () => {
    const made = await client.createDataset(project, { uploadIds: uploads.map(({ id }) => id) });
    dataset = await settle((abort) => client.readDataset(project, made.id, { signal: abort }), { signal });
    assert.equal(dataset.status, "complete");
    assert.deepEqual(
      dataset.uploadIds,
      uploads.map(({ id }) => id),
    );
    assert.deepEqual(dataset.combinations, [{ ...sweden, first: "2022-01-03", last: "2024-12-23", periods: 156 }]);
  });

  it("7, 6: activates a dataset", async () => {
    await client.activateDataset(project, dataset.id);
    assert.equal((await client.readActiveDataset(project))?.id, dataset.id);
  });

  it("8: reads the dates of a combination, and none for an unknown one", async () => {
    dates = await client.readDates(project, dataset.id, [sweden]);
    assert.deepEqual([dates.length, dates[0], dates.at(-1)], [156, "2022-01-03", "2024-12-23"]);
    assert.deepEqual(await client.readDates(project, dataset.id, [{ ...sweden, country: "NOR" }]), []);
  });

  it("reads sales over time where the server tells them", async () => {
    const sales = await client.readSales(project, dataset.id, sweden);
    assert.deepEqual(sales?.dates, dates);
    const known = sales.sales.filter((one) => one !== null);
    assert.ok(known.length === 156 && known.every((one) => one > 1_000), String(known));
    assert.deepEqual(sales.events, []);
    const nowhere = client.readSales(project, dataset.id, { ...sweden, country: "NOR" });
    await assert.rejects(nowhere, /has no Sales for NOR, all, all/);
  });

  it("is told which places of a graph are refused", async () => {
    const graph =
      '{"nodes":[{"id":"s","type":"target"},{"id":"a","type":"trend","drift":"up"}],"edges":[{"from":"a","to":"b"}]}';
    const refused = client.buildModel(project, {
      ...{ datasetId: dataset.id, combination: sweden, training, graph, activate: false },
      ...{ trainDates: dates.slice(0, 117), evalDates: dates.slice(117) },
    });
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof AlvissError);
      const paths = error.places?.map(({ path }) => path.slice(3).join(".")) ?? [];
      assert.ok(paths.includes("nodes.1.drift") && paths.some((path) => path.startsWith("edges.0")), paths.join());
      return error.kind === "invalid";
    });
  });

  it("13, 9: builds a model from the suggested graph", async () => {
    const graph = await client.suggestGraph(project, dataset.id, sweden, { products: "sum" });
    assert.ok(graph);
    const made = await client.buildModel(project, {
      ...{ datasetId: dataset.id, combination: sweden, training, graph, activate: false, sandbox: quick },
      ...{ trainDates: dates.slice(0, 117), evalDates: dates.slice(117) },
    });
    model = await settle((abort) => client.readModel(project, made.id, { signal: abort }), { signal });
    assert.equal(model.status, "completed", model.message);
    assert.deepEqual([model.combination, model.datasetId], [sweden, dataset.id]);
    assert.ok((model.metrics?.train?.r2 ?? 0) > 0.5);
    assert.ok(model.graphId !== undefined && model.graphInstanceId !== undefined);
  });

  it("11, 12: reads both graphs as text", async () => {
    assert.ok(model.graphId && model.graphInstanceId);
    assert.match(await client.readGraph(project, model.graphId), /alviss-sandbox\/high\/1/);
    assert.match(await client.readGraphInstance(project.team, model.graphInstanceId), /alviss-sandbox\/low\/1/);
  });

  it("10: refits a model, which makes another", async () => {
    const dateSplit = { trainDates: dates.slice(0, 117), evalDates: dates.slice(117) };
    const made = await client.refitModel(project, model.id, {
      datasetId: dataset.id,
      training,
      sandbox: quick,
      ...dateSplit,
    });
    const refitted = await settle((abort) => client.readModel(project, made.id, { signal: abort }), { signal });
    assert.equal(refitted.status, "completed", refitted.message);
    assert.notEqual(refitted.id, model.id);
    assert.equal(refitted.sourceModelId, model.id);
  });

  it("14, 15: attributes sales", async () => {
    const request = {
      modelId: model.id,
      datasetId: dataset.id,
      startDate: dates[0] ?? "",
      endDate: dates.at(-1) ?? "",
      samples: 50,
    };
    const made = await client.createAttribution(project, request);
    attribution = await settle((abort) => client.readAttribution(project, made.id, { signal: abort }), { signal });
    assert.equal(attribution.status, "completed", attribution.message);
    assert.deepEqual([attribution.modelId, attribution.samples], [model.id, 50]);
  });

  it("17, 18: aligns attributions into a set", async () => {
    const made = await client.alignAttributionDates(project, { attributionIds: [attribution.id], activate: false });
    set = await settle((abort) => client.readAttributionSet(project, made.id, { signal: abort }), { signal });
    assert.equal(set.status, "complete", set.message);
    assert.deepEqual(set.attributionIds, [attribution.id]);
  });

  it("19, 16: activates a set", async () => {
    await client.activateAttributionSet(project, set.id);
    const active = await client.readActiveAttributionSet(project);
    assert.deepEqual([active?.id, active?.attributionIds], [set.id, [attribution.id]]);
  });

  it("and beyond them: lists every kind, newest first", async () => {
    const uploadList = await client.list("upload", project);
    assert.deepEqual(
      uploadList?.map(({ id }) => id),
      uploads.map(({ id }) => id).reverse(),
    );
    assert.deepEqual((await client.list("upload", project, { limit: 1 }))?.length, 1);
    assert.equal((await client.list("dataset", project))?.length, 1);
    assert.equal((await client.list("model", project))?.length, 2);
    assert.equal((await client.list("attribution", project))?.length, 1);
    assert.equal((await client.list("attributionSet", project))?.length, 1);
  });

  it("and beyond them: reads what an attribution found", async () => {
    const result = await client.readAttributionResult(project, attribution.id, { level: 0.8 });
    assert.ok(result);
    assert.equal(result.level, 0.8);
    const sum = result.totals.reduce((total, { mean }) => total + mean, 0);
    assert.ok(
      Math.abs(sum - result.total.mean) < 1e-6 * result.total.mean,
      `${String(sum)} ${String(result.total.mean)}`,
    );
    assert.deepEqual(result.roi.map(({ channel }) => channel).sort(), ["OOH", "OnlineVideo", "Search", "Social", "TV"]);
  });

  it("says in the server's words what it refuses", async () => {
    await assert.rejects(client.readModel(project, idOf<"model">(999)), { kind: "notFound", status: 404 });
    await assert.rejects(client.createDataset(project, { uploadIds: [] }), { kind: "invalid", status: 422 });
    await assert.rejects(clientOf(sandbox, "sandbox_nobody").listTeams(), { kind: "notSignedIn", status: 401 });
    const elsewhere = new AlvissClient({
      server: { ...client.server, apiUrl: `${client.server.apiUrl}/wrong` },
      token: () => Promise.resolve(sandbox.token),
    });
    await assert.rejects(elsewhere.readActiveDataset(project), { kind: "notFound" });
  });
});
