import assert from "node:assert/strict";
import { ASSUMPTIONS } from "../../../../src/sandbox/http/assumptions";
import { ProfileError, readProfile, VARIANTS } from "../../../../src/sandbox/http/profile";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

const PARAM = { epochs: 20, learning_rate: 0.05, samples: 1 };

describe("single choices that the platform may have made otherwise", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox | undefined;
  let calls: SandboxCalls;
  /** With the demo: project 1 of team 1 is empty, and `calls` speaks to the demo project. */
  const start = async (profile: string) => {
    sandbox = await startSandbox({ profile, demo: true, engine: "fast" });
    calls = new SandboxCalls(sandbox);
  };
  afterEach(() => sandbox?.stop());

  const buildBody = async (graph: string) => {
    const place = { country_code: "SWE", region_code: "all", grouping: "all" };
    const dates = (await calls.post("datasets/1/dates?dataset_name=Sales", [place])).body as unknown as string[];
    const detail = { dataset_id: 1, train_dates: dates.slice(0, 100), eval_dates: [], modelling_combination: place };
    return `{"model_detail":${JSON.stringify(detail)},"model_param":${JSON.stringify(PARAM)},"graph_detail":{"graph":${graph}}}`;
  };
  const brokenUpload = async () => {
    const { body } = await calls.upload("Sales", "Country;Date");
    await calls.until(`datauploads/${String(body.upload_id)}`, "failed").catch(() => undefined);
    return body.upload_id;
  };

  it("are each listed among the assumptions", () => {
    const otherwise = ASSUMPTIONS.map((each) => each.otherwise ?? "").join(" ");
    for (const word of VARIANTS) assert.ok(otherwise.includes(word), word);
    for (const words of ["jobs-instant,jobs-slow", "jobs-endless,jobs-slow", "refuse-at-once,jobs-endless"]) {
      assert.throws(() => readProfile(words), ProfileError, words);
    }
  });

  it("unfinished-422: what is not ready is refused with 422 and the same sentence", async () => {
    await start("unfinished-422");
    const refused = await calls.post("datasets", { upload_ids: [await brokenUpload()] });
    assert.equal(refused.status, 422);
    assert.match(String(refused.body.detail), /^Upload \d+ is failed, not complete\./);
    const again = await calls.post("models/1/cancel");
    assert.equal(again.status, 409, "what is over already is no question of being ready");
  });

  it("documented: what is not ready is refused with 409", async () => {
    await start("documented");
    const refused = await calls.post("datasets", { upload_ids: [await brokenUpload()] });
    assert.equal(refused.status, 409);
  });

  it("model-id-key: a build names its model under another key, and nothing else does", async () => {
    await start("model-id-key");
    const { text } = await calls.get("build/graphs/70001");
    const built = await calls.post("build/model", await buildBody(text));
    assert.deepEqual([built.status, built.body.model_id, "IId" in built.body], [200, 2, false]);
    assert.equal((await calls.get("models/2")).body.IId, 2);
  });

  it("graphs-by-id: graphs are objects keyed by id, character by character, and go back as they are", async () => {
    await start("graphs-by-id");
    const { text } = await calls.get("build/graphs/70001");
    const graph = JSON.parse(text) as {
      nodes: Record<string, { id: string }>;
      edges: Record<string, { from: string }>;
    };
    for (const [key, { id }] of Object.entries(graph.nodes)) assert.equal(key, id);
    assert.ok(Object.keys(graph.nodes).length > 5 && Object.keys(graph.edges)[0] === "0");
    // A number that no parser would keep shows whether the characters are kept.
    const edited = text
      .replace('"edges":', '"edges" : ')
      .replace(/"id":"media\.TV"|"id":"TV"/, (id) => `${id},"odd":1.500`);
    assert.notEqual(edited, text);
    const built = await calls.post("build/model", await buildBody(edited));
    assert.equal(built.status, 200, built.text);
    const { record } = await calls.until("models/2", "completed");
    const graphId = (record.GraphInstance as { Graph: { Id: number } }).Graph.Id;
    const back = await calls.get(`build/graphs/${graphId}`);
    assert.match(back.text, /"odd":1\.500/);
    const lists = `{"nodes":${JSON.stringify(Object.values(graph.nodes))},"edges":${JSON.stringify(Object.values(graph.edges))}}`;
    assert.equal((await calls.post("build/model", await buildBody(lists))).status, 200, "lists are taken too");
    const loose = await calls.post("build/model", await buildBody('{"nodes":{"a":{"id":"a"}},"edges":{}}'));
    assert.equal(loose.status, 422);
  });

  it("jobs-instant: whatever a call makes is complete in its answer", async () => {
    await start("jobs-instant");
    const upload = await calls.upload(
      "Sales",
      "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n" + "SWE,all,all,2024-01-01,Tea,1,2\n",
    );
    assert.equal(upload.body.Status, "complete");
    const dataset = await calls.post("datasets", { upload_ids: [upload.body.upload_id], activate: true });
    assert.deepEqual([dataset.body.Status, dataset.body.Active], ["complete", true]);
    const { text } = await calls.get("build/graphs/70001");
    const model = await calls.post("build/model", await buildBody(text));
    assert.equal(model.body.Status, "completed");
    const range = { start_date: "2022-01-03", end_date: "2022-12-26" };
    const asked = { model_id: model.body.IId, dataset_id: 1, ...range, samples: 10 };
    const attribution = await calls.post("attributions", asked);
    assert.equal(attribution.body.Status, "completed");
    const set = await calls.post("attributionset_align_dates", {
      attributionjob_ids: [attribution.body.IId],
      active: true,
    });
    assert.deepEqual([set.body.Status, set.body.Active], ["complete", true]);
  });

  it("jobs-slow: a job is seen waiting before its work", async () => {
    await start("jobs-slow");
    const { body } = await calls.post("attributionset_align_dates", { attributionjob_ids: [1] });
    assert.equal(body.Status, "pending");
    const began = Date.now();
    const { words } = await calls.until("attributionset/2", "complete");
    assert.ok(words.includes("processing"));
    assert.ok(Date.now() - began > 3000);
  });

  it("jobs-endless: a job goes on until it is cancelled, and the sandbox stops all the same", async () => {
    await start("jobs-endless");
    const range = { start_date: "2022-01-03", end_date: "2022-12-26" };
    await calls.post("attributions", { model_id: 1, dataset_id: 1, ...range, samples: 10 });
    await assert.rejects(
      calls.until("attributions/2", "processing").then(async () => {
        await calls.post("attributions/2/cancel");
        return calls.until("attributions/2", "completed");
      }),
      /is cancelled, not completed/,
    );
    await calls.post("attributions", { model_id: 1, dataset_id: 1, ...range, samples: 10 });
    await calls.until("attributions/3", "processing");
    assert.equal(await sandbox?.end("SIGTERM"), 0);
  });
});
