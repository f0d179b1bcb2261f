import assert from "node:assert/strict";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

/** Bodies that are read in a worker, since the thread that answers would take too long with them. */
describe("large bodies", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    calls = new SandboxCalls(sandbox);
  });
  after(() => sandbox.stop());

  const place = { country_code: "SWE", region_code: "all", grouping: "all" };
  const detail = { dataset_id: 1, train_dates: ["2022-01-03"], eval_dates: [], modelling_combination: place };
  const bodyWith = (graph: string, rest = "") =>
    `{"model_detail":${JSON.stringify(detail)},"model_param":{"epochs":5,"learning_rate":0.1,"samples":1},"graph_detail":{"graph":${graph}}${rest}}`;
  const errorsOf = (answer: { body: Record<string, unknown> }) =>
    answer.body.detail as { loc: unknown[]; msg: string; type: string }[];

  it("a graph of half a megabyte is stored character by character", async () => {
    const { text } = await calls.get("build/graphs/70001");
    const graph = text.replace('"nodes":[{', `"nodes":[{"note":"å\\u00e5${"x".repeat(500_000)}","odd":1.500,`);
    const built = await calls.post("build/model", bodyWith(graph));
    assert.equal(built.status, 200, built.text.slice(0, 300));
    assert.equal((await calls.get("build/graphs/70002")).text, graph);
  });

  it("a graph with a mistake is refused at its place, as a small one is", async () => {
    const nodes = Array.from({ length: 12_000 }, (_, i) => `{"id":"n${i}","type":"media"}`);
    const refused = await calls.post("build/model", bodyWith(`{"nodes":[${nodes.join()}],"edges":[]}`));
    assert.equal(refused.status, 422);
    assert.deepEqual(errorsOf(refused)[0]?.loc.slice(0, 3), ["body", "graph_detail", "graph"]);
  });

  it("millions of values are refused before anything is built of them, and others are answered meanwhile", async () => {
    const body = bodyWith(`{"nodes":[${"{},".repeat(7_000_000)}{}],"edges":[]}`);
    const refusing = calls.post("build/model", body);
    assert.equal((await calls.get("models/1")).status, 200);
    const refused = await refusing;
    assert.equal(refused.status, 422);
    assert.deepEqual(errorsOf(refused), [{ loc: ["body"], msg: "Input should have fewer values", type: "too_long" }]);
  });

  it("the place of a mistake in the JSON is told, and other mistakes beside it", async () => {
    const body = `{"upload_ids":[1],"x":"${"y".repeat(400_000)}",}`;
    const refused = await calls.post("datasets", body);
    assert.deepEqual(errorsOf(refused), [
      { loc: ["body", body.length - 1], msg: "JSON decode error", type: "json_invalid" },
    ]);
    const unknown = await calls.post("datasets", `{"upload_ids":"no","x":"${"y".repeat(400_000)}"}`);
    assert.deepEqual(errorsOf(unknown)[0]?.loc, ["body", "upload_ids"]);
  });
});
