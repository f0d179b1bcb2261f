import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { type Answer, SandboxCalls } from "../../../support/sandboxCalls";
import { startSandbox, type StartedSandbox } from "../../../support/startSandbox";

const PLACE = { country_code: "SWE", region_code: "all", grouping: "all" };

interface Node {
  readonly id: string;
  readonly type: string;
}

describe("what the records of jobs say", function () {
  this.timeout(180_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  let sales: number;
  let dataset: number;
  let dates: string[];
  let graph: { nodes: Node[]; edges: { from: string; to: string }[] };

  before(async () => {
    sandbox = await startSandbox({ engine: "fast" });
    calls = new SandboxCalls(sandbox);
    sales = await calls.uploadDemoFile("Sales");
    dataset = await datasetOf([sales, await calls.uploadDemoFile("Media")]);
    dates = (await calls.post(`datasets/${dataset}/dates?dataset_name=Sales`, [PLACE])).body as unknown as string[];
    const suggested = await calls.get(`datasets/${dataset}/suggested_graph?${new URLSearchParams(PLACE).toString()}`);
    graph = suggested.body as unknown as typeof graph;
  });
  after(() => sandbox.stop());

  async function datasetOf(uploads: readonly number[]): Promise<number> {
    for (const id of uploads) await calls.until(`datauploads/${id}`, "complete");
    const { body } = await calls.post("datasets", { upload_ids: uploads });
    await calls.until(`datasets/${String(body.IId)}`, "complete");
    return body.IId as number;
  }

  const detail = (evaluation: readonly string[], on = dataset) => ({
    model_detail: { dataset_id: on, train_dates: dates.slice(0, 117), eval_dates: evaluation, activate: false },
    model_param: { epochs: 50, learning_rate: 0.01, samples: 2 },
  });
  async function build(nodes: readonly Node[], evaluation: readonly string[], sampler: "nuts" | "fast") {
    const kept = new Set(nodes.map(({ id }) => id));
    const { model_detail, model_param } = detail(evaluation);
    const { body } = await calls.post("build/model", {
      model_param,
      model_detail: { ...model_detail, modelling_combination: PLACE },
      graph_detail: { graph: { nodes, edges: graph.edges.filter(({ from }) => kept.has(from)) } },
      sandbox: { sampler, seed: 1 },
    });
    return (await calls.until(`models/${String(body.IId)}`, "completed")).record;
  }
  const ofTypes = (...types: string[]) => graph.nodes.filter(({ type }) => types.includes(type));
  const evaluated = (record: Answer["body"]) => (record.Metrics as { eval: { n: number } | null }).eval?.n;

  it("measure a model on the evaluation dates alone, and not at all without any", async () => {
    const some = await build(ofTypes("target", "seasonality"), dates.slice(120, 130), "fast");
    assert.equal(evaluated(some), 10);
    const none = await build(ofTypes("target", "seasonality"), [], "fast");
    assert.equal(evaluated(none), undefined);
    assert.match(String(none.Message), /Pareto k-hat is \d\.\d\d/);
  });

  it("hold each block of draws once, and a sampler that was really used", async () => {
    const record = await build(ofTypes("target", "seasonality", "price"), [], "nuts");
    const draws = (record.Blocks as { draws: number }[]).map((block) => block.draws);
    assert.ok(draws.length > 0);
    assert.deepEqual(
      draws,
      [...new Set(draws)].sort((a, b) => a - b),
    );
    assert.equal(record.Sampler, "nuts");
  });

  it("refuse to refit a graph on data that lack its media's metric", async () => {
    const model = await build(ofTypes("target", "seasonality", "price", "media"), [], "fast");
    const rows = await readFile(new URL("../../../../media/demo/Media.csv", import.meta.url), "utf8");
    const spend = rows.split("\n").filter((row, i) => i === 0 || row.includes(",Investment,"));
    const media = (await calls.upload("Media", spend.join("\n"))).body.upload_id as number;
    const other = await datasetOf([sales, media]);
    const { body } = await calls.post(`models/${String(model.IId)}/refit`, detail([], other));
    const { record } = await calls.until(`models/${String(body.IId)}`, "failed");
    assert.match(String(record.Message), /^The graph reads GRP of media TV, which the dataset does not have/);

    const attribution = {
      model_id: model.IId,
      dataset_id: other,
      start_date: dates[0],
      end_date: dates[99],
      samples: 5,
    };
    const asked = await calls.post("attributions", attribution);
    const failed = await calls.until(`attributions/${String(asked.body.IId)}`, "failed");
    assert.match(String(failed.record.Message), /which the dataset does not have/);
    const well = await calls.post("attributions", { ...attribution, dataset_id: dataset });
    const { record: done } = await calls.until(`attributions/${String(well.body.IId)}`, "completed");
    assert.match(String(done.Message), /^Media: a missing value counts as 0: .*\. With 5 samples/);
  });
});
