import assert from "node:assert/strict";
import { ProfileError, readProfile } from "../../../../src/sandbox/http/profile";
import { shapeRecord } from "../../../../src/sandbox/http/shapeRecord";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

const HEADER = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n";
const SUNDAYS = ["2024-01-07", "2024-01-14", "2024-01-21"];
const rows = (dates: readonly string[]) => dates.map((date) => `SWE,all,all,${date},Coffee,10,2\n`).join("");

describe("profiles", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox | undefined;
  let calls: SandboxCalls;
  const start = async (profile: string, demo = false) => {
    sandbox = await startSandbox({ profile, demo, engine: "fast" });
    calls = new SandboxCalls(sandbox);
  };
  afterEach(() => sandbox?.stop());

  it("are words with commas between them, each known and none against another", () => {
    const both = readProfile("hostile, failing");
    assert.deepEqual([both.names, both.hostile, both.failing], [["hostile", "failing"], true, true]);
    assert.equal(readProfile("documented").data, "documented");
    for (const words of ["", "friendly", "hostile,", "strict-data,lenient-data"]) {
      assert.throws(() => readProfile(words), ProfileError, words);
    }
  });

  it("minimal: records have the keys that scripts read, and no others", () => {
    const model = {
      IId: 4,
      Status: "completed",
      Name: "Model 4",
      Country: "SWE",
      Region: "all",
      Grouping: "all",
      DataSet: { IId: 1, Name: "x" },
      GraphInstance: { Id: 90001, Graph: { Id: 70001, Extra: 1 } },
      Metrics: {},
    };
    assert.deepEqual(shapeRecord(readProfile("minimal"), "model", model), {
      IId: 4,
      Status: "completed",
      Country: "SWE",
      Region: "all",
      Grouping: "all",
      DataSet: { IId: 1 },
      GraphInstance: { Id: 90001, Graph: { Id: 70001 } },
    });
    const failed = shapeRecord(readProfile("minimal"), "model", { ...model, GraphInstance: null });
    assert.equal((failed as { GraphInstance: unknown }).GraphInstance, null);
  });

  it("minimal: there are no lists, results, diagnostics or cancelling", async () => {
    await start("minimal", true);
    for (const [path, status] of [
      ["datauploads", 405],
      ["datasets", 405],
      ["models", 404],
      ["attributions", 405],
      ["attributionset", 404],
      ["attributions/1/result", 404],
      ["attributionset/1/result", 404],
      ["models/1/diagnostics", 404],
    ] as const) {
      assert.equal((await calls.get(path)).status, status, path);
    }
    assert.equal((await calls.post("models/1/cancel")).status, 404);
    const { GraphInstance } = (await calls.get("models/1")).body as { GraphInstance: { Graph: { Id: number } } };
    const graph = await calls.get(`build/graphs/${GraphInstance.Graph.Id}`);
    assert.deepEqual(Object.keys(graph.body), ["nodes", "edges"]);
  });

  it("hostile: ids are text, keys come in another order and with others, and all of it can be sent back", async () => {
    await start("hostile", true);
    const { body } = await calls.get("models/1");
    assert.equal(body.IId, "1");
    assert.deepEqual((body.GraphInstance as { Id: string }).Id, "90001");
    assert.ok(Object.keys(body).indexOf("IId") > Object.keys(body).indexOf("Status"));
    assert.ok("Revision" in body && !Array.isArray((await calls.get(sandbox?.teamUrl ?? "")).body));
    const nowhere = await calls.get(`${sandbox?.url ?? ""}/nowhere`);
    assert.deepEqual([nowhere.status, nowhere.text.includes("<h1>404</h1>")], [404, true]);
    assert.match(nowhere.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal((await calls.get("models/77")).body.detail, "There is no model 77 in this project.");
    const aligned = await calls.post("attributionset_align_dates", { attributionjob_ids: ["1"], active: false });
    assert.equal(aligned.status, 200, aligned.text);
    assert.ok(!["pending", "complete"].includes(String(aligned.body.Status)));
  });

  it("failing: jobs end badly with a reason, beside a demo that is whole", async () => {
    await start("failing", true);
    assert.equal((await calls.get("models/1")).body.Status, "completed");
    const id = String((await calls.upload("Sales", HEADER + rows(SUNDAYS))).body.upload_id);
    await assert.rejects(calls.until(`datauploads/${id}`, "complete"), /failed.*line 2, column 4/);
  });

  it("change single choices by further words", async () => {
    await start("old-auth,strangers-403,active-null,activate-204,created-201,refuse-at-once", true);
    const base = sandbox?.url ?? "";
    const bare = await fetch(`${base}/projects/1/1/models/1`);
    assert.deepEqual([bare.status, await bare.text()], [403, '{"detail":"Not authenticated"}']);
    assert.equal((await calls.get(`${base}/projects/1/77/models/1`)).status, 403);
    const empty = await calls.get(`${base}/projects/1/1/datasets/active`);
    assert.deepEqual([empty.status, empty.text], [200, "null"]);
    const activated = await calls.send("PATCH", "attributionset/1/activate");
    assert.deepEqual([activated.status, activated.text], [204, ""]);
    const broken = await calls.upload("Sales", "Country;Date");
    assert.deepEqual([broken.status, (broken.body.detail as { loc: string[] }[])[0]?.loc], [422, ["body", "file"]]);
    const taken = await calls.upload("Sales", HEADER + rows(SUNDAYS));
    assert.deepEqual([taken.status, taken.body.Status], [201, "complete"]);
  });

  it("answer activating with true or null, and nothing active with an empty object, where asked to", async () => {
    await start("active-empty,activate-true", true);
    assert.equal((await calls.post("datasets/1/activate")).text, "true");
    assert.equal((await calls.get(`${sandbox?.url ?? ""}/projects/1/1/attributionset/active`)).text, "{}");
    assert.throws(() => readProfile("activate-true,activate-null"), /cannot be activate-null and activate-true/);
  });

  const endOf = async (type: string, text: string) => {
    const { body } = await calls.upload(type, text);
    const path = `datauploads/${String(body.upload_id)}`;
    await calls.until(path, "complete").catch(() => undefined);
    const { body: record } = await calls.get(path);
    return record;
  };
  const gapped = HEADER + rows(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22", "2024-02-05"]);
  const extra = `${HEADER.trim()},Shop\n${rows(SUNDAYS).replaceAll("\n", ",x\n")}`;
  const nowhere = HEADER + rows(SUNDAYS).replaceAll("SWE", "XXQ");

  it("documented: what the documents leave open only warns", async () => {
    await start("documented");
    for (const text of [gapped, extra, nowhere, HEADER + rows(SUNDAYS)]) {
      const record = await endOf("Sales", text);
      assert.equal(record.Status, "complete", String(record.Message));
      assert.match(String(record.Message), /warning/);
    }
    const unknown = await endOf("Loyalty Cards", "Country,Region,Grouping,Date,Cards\nSWE,all,all,2024-01-01,3\n");
    assert.deepEqual([unknown.Status, unknown.DatasetName], ["complete", "Loyalty Cards"]);
    assert.match(String(unknown.Message), /none of the file types/);
  });

  it("strict-data: it fails", async () => {
    await start("strict-data");
    for (const text of [gapped, extra, nowhere]) assert.equal((await endOf("Sales", text)).Status, "failed");
    assert.equal((await calls.upload("Loyalty Cards", gapped)).status, 422);
  });

  it("lenient-data: what can be read in spite of its faults is read", async () => {
    await start("lenient-data");
    const record = await endOf("Sales", HEADER.replace("Product", "product") + rows(SUNDAYS));
    assert.equal(record.Status, "complete", String(record.Message));
  });
});
