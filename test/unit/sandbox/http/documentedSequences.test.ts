import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

const SWEDEN = { country_code: "SWE", region_code: "all", grouping: "all" };

/** The sequences of calls that the platform documents, in its own spellings, against the built sandbox. */
describe("the platform's documented sequences", function () {
  this.timeout(90_000);
  let sandbox: StartedSandbox;
  let demo: SandboxCalls;
  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    demo = new SandboxCalls(sandbox);
  });
  after(() => sandbox?.stop());

  const datesOf = async (dataset: number): Promise<string[]> => {
    const { body } = await demo.post(`datasets/${dataset}/dates?dataset_name=Sales`, [SWEDEN]);
    return body as unknown as string[];
  };
  const nextWeek = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit\n"
    .concat("SWE,all,all,2024-12-30,Espresso,4500,128.45,53.95\n")
    .concat("SWE,all,all,2024-12-30,Filter,4500,98.45,43.95\n");

  it("upload, dataset, activate", async () => {
    const mine = new SandboxCalls(sandbox, { teamId: 1, projectId: 1 });
    assert.equal((await mine.get("datasets/active")).status, 404);
    const uploads: number[] = [];
    for (const type of ["Sales", "Media", "Distribution", "Events"] as const) {
      uploads.push(await mine.uploadDemoFile(type));
    }
    for (const id of uploads) {
      const { record } = await mine.until(`datauploads/${id}`, "complete");
      assert.equal(record.upload_id, id);
    }
    const posted = await mine.post("datasets", { upload_ids: uploads });
    assert.deepEqual([posted.status, posted.body.Status, posted.body.IId], [200, "pending", 1]);
    const { record } = await mine.until("datasets/1", "complete");
    assert.equal(record.Active, false);
    assert.deepEqual(record.Combinations, [{ ...SWEDEN, first: "2022-01-03", last: "2024-12-23", periods: 156 }]);
    assert.equal((await mine.get("datasets/active")).status, 404);
    assert.equal((await mine.post("datasets/1/activate")).status, 200);
    assert.equal((await mine.get("datasets/active")).body.IId, 1);
  });

  it("upload, extend the active dataset, dates, refit, attribute", async () => {
    const upload = (await demo.upload("Sales", nextWeek)).body.upload_id;
    await demo.until(`datauploads/${String(upload)}`, "complete");
    const active = (await demo.get("datasets/active")).body.IId;
    const posted = await demo.post("datasets", { upload_ids: [upload], dataset_ids: [active], activate: true });
    const dataset = posted.body.IId as number;
    await demo.until(`datasets/${dataset}`, "complete");
    assert.equal((await demo.get("datasets/active")).body.IId, dataset);
    const dates = await datesOf(dataset);
    assert.deepEqual([dates[0], dates.at(-1), dates.length], ["2022-01-03", "2024-12-30", 157]);
    assert.deepEqual(dates, [...dates].sort());

    const split = Math.floor(dates.length * 0.75);
    const source = (await demo.get("models/1")).body;
    const refit = await demo.post("models/1/refit", {
      model_detail: { dataset_id: dataset, train_dates: dates.slice(0, split), eval_dates: dates.slice(split) },
      model_param: { epochs: 50, learning_rate: 0.001, samples: 3 },
    });
    assert.deepEqual([refit.status, refit.body.Status], [200, "pending"]);
    const model = refit.body.IId as number;
    assert.notEqual(model, 1);
    const { record, words } = await demo.until(`models/${model}`, "completed");
    assert.ok(words.includes("training"), words.join());
    assert.deepEqual(record.DataSet, { IId: dataset });
    assert.deepEqual(record.GraphInstance, source.GraphInstance);
    assert.deepEqual([record.Country, record.Region, record.Grouping], ["SWE", "all", "all"]);
    assert.deepEqual((await demo.get("models/1")).body, source);

    const attributed = await demo.post("attributions", {
      model_id: model,
      dataset_id: dataset,
      start_date: dates[0],
      end_date: dates.at(-1),
      samples: 20,
    });
    const attribution = attributed.body.IId as number;
    await demo.until(`attributions/${attribution}`, "completed");
  });

  it("active attribution set, align a new attribution with it, activate", async () => {
    const dates = await datesOf(1);
    const half = { model_id: 1, dataset_id: 1, start_date: dates[10], end_date: dates[100], samples: 20 };
    const attribution = (await demo.post("attributions", half)).body.IId as number;
    await demo.until(`attributions/${attribution}`, "completed");
    const active = (await demo.get("attributionset/active")).body;
    const members = (active.Attributions as { IId: number }[]).map(({ IId }) => IId);
    const posted = await demo.post("attributionset_align_dates", {
      attributionjob_ids: [attribution, ...members],
      active: false,
    });
    const set = posted.body.IId as number;
    const { record } = await demo.until(`attributionset/${set}`, "complete");
    assert.deepEqual([record.StartDate, record.EndDate], [dates[10], dates[100]]);
    assert.deepEqual(
      record.Attributions,
      [attribution, ...members].map((IId) => ({ IId })),
    );
    assert.equal((await demo.get("attributionset/active")).body.IId, active.IId);
    assert.equal((await demo.send("PATCH", `attributionset/${set}/activate`)).status, 200);
    assert.equal((await demo.get("attributionset/active")).body.IId, set);
    const again = await demo.post("attributionset_align_dates", { attributionjob_ids: members, active: true });
    await demo.until(`attributionset/${String(again.body.IId)}`, "complete");
    assert.equal((await demo.get("attributionset/active")).body.IId, again.body.IId);
  });

  const buildBody = async (graph: string): Promise<string> => {
    const dates = await datesOf(1);
    const split = Math.floor(dates.length * 0.75);
    const rest = JSON.stringify({
      model_param: { epochs: 50, learning_rate: 0.01, samples: 2 },
      model_detail: {
        dataset_id: 1,
        train_dates: dates.slice(0, split),
        eval_dates: dates.slice(split),
        activate: false,
        modelling_combination: SWEDEN,
      },
    });
    return `${rest.slice(0, -1)},"graph_detail":{"graph":${graph}}}`;
  };
  const instanceOf = (record: Record<string, unknown>) =>
    record.GraphInstance as { Id: number; Graph: { Id: number } | null };

  it("remodel from the high-level graph, which comes back character by character", async () => {
    const { Graph } = instanceOf((await demo.get("models/1")).body);
    const original = await demo.get(`build/graphs/${String(Graph?.Id)}`);
    assert.deepEqual(Object.keys(original.body), ["schema", "nodes", "edges"]);
    const graph = original.text.replace('"nodes":[{', '"nodes":[ {"note":{"big":12345678901234567890,"one":1.0},');
    const posted = await demo.post("build/model", await buildBody(graph));
    assert.deepEqual([posted.status, posted.body.Status], [200, "pending"]);
    const { record } = await demo.until(`models/${String(posted.body.IId)}`, "completed");
    const built = instanceOf(record);
    assert.notEqual(built.Graph?.Id, Graph?.Id);
    assert.equal((await demo.get(`build/graphs/${String(built.Graph?.Id)}`)).text, graph);
    const low = await demo.get(`${sandbox.url}/graph_instances/${sandbox.teamId}/${built.Id}`);
    assert.equal(low.body.schema, "alviss-sandbox/low/1");
  });

  it("remodel from the low-level graph, edited or not", async () => {
    const original = instanceOf((await demo.get("models/1")).body);
    const low = (await demo.get(`${sandbox.url}/graph_instances/${sandbox.teamId}/${original.Id}`)).text;
    const same = await demo.post("build/model", await buildBody(low));
    const unchanged = await demo.until(`models/${String(same.body.IId)}`, "completed");
    assert.deepEqual(instanceOf(unchanged.record), original);

    // The newest instance of the same nodes is the one that an edited graph is taken to come from.
    const high = (await demo.get(`build/graphs/${String(original.Graph?.Id)}`)).text;
    const newest = (await demo.post("build/model", await buildBody(high))).body.IId;
    const source = instanceOf((await demo.until(`models/${String(newest)}`, "completed")).record);
    const { text } = await demo.get(`${sandbox.url}/graph_instances/${sandbox.teamId}/${source.Id}`);
    const edited = await demo.post(
      "build/model",
      await buildBody(text.replace('"nodes":[{', '"nodes":[{"mine":true,')),
    );
    const { record } = await demo.until(`models/${String(edited.body.IId)}`, "completed");
    assert.notEqual(instanceOf(record).Id, source.Id);
    assert.deepEqual(instanceOf(record).Graph, source.Graph);
    assert.match(String(record.Message), new RegExp(`graph instance ${source.Id} with other values`));
  });

  it("answer the same through both prefixes, and keep literals apart from ids", async () => {
    const other = demo.project.replace("/v1/api", "/api/v1/api");
    assert.equal((await demo.get(`${other}/models/1`)).text, (await demo.get("models/1")).text);
    const teams = [
      { Id: 1, Name: "My team" },
      { Id: 2, Name: "Nordic" },
    ];
    for (const url of [sandbox.teamUrl, sandbox.teamUrl.replace("/v1/team", "/api/v1/team")]) {
      assert.deepEqual((await demo.get(url)).body, teams);
    }
    const [project] = (await demo.get(`${sandbox.url}/projects/2`)).body as unknown as unknown[];
    assert.deepEqual(project, { Id: 2, Name: "Nordic Coffee (demo)", TeamId: 2, Periodicity: "Week" });
  });

  it("lists every kind newest first, a page at a time", async () => {
    const { body: dataset } = await demo.post("datasets", { upload_ids: [101], activate: false });
    await demo.until(`datasets/${String(dataset.IId)}`, "complete");
    await demo.post("build/model", await buildBody((await demo.get("build/graphs/70001")).text));
    const [start_date, end_date] = await datesOf(1);
    await demo.post("attributions", { model_id: 1, dataset_id: 1, start_date, end_date, samples: 20 });
    await demo.post("attributionset_align_dates", { attributionjob_ids: [1], active: false });
    for (const kind of ["datauploads", "datasets", "models", "attributions", "attributionset"]) {
      const idsOf = async (query: string): Promise<number[]> => {
        const list = (await demo.get(`${kind}${query}`)).body as unknown as { IId?: number; upload_id?: number }[];
        return list.map((record) => record.IId ?? record.upload_id ?? NaN);
      };
      const all = await idsOf("");
      assert.deepEqual(
        all,
        [...all].sort((a, b) => b - a),
        kind,
      );
      assert.ok(all.length > 1, kind);
      assert.deepEqual(await idsOf("?limit=1"), all.slice(0, 1), kind);
      assert.deepEqual(await idsOf(`?limit=1&before=${String(all[0])}`), all.slice(1, 2), kind);
    }
  });

  it("gives an attribution's result, whose drivers add up to its total", async () => {
    const { status, body } = await demo.get("attributions/1/result");
    assert.equal(status, 200);
    const result = body as unknown as {
      v: number;
      level: number;
      draws: number;
      dates: string[];
      total: { mean: number; p50: number; lo: number; hi: number };
      totals: { driver: string; mean: number; lo: number; hi: number; share: { p50: number } }[];
      roi: { channel: string; spend: number; lo: number; p50: number; hi: number }[];
    };
    assert.deepEqual([result.v, result.level, result.draws, result.dates.length], [1, 0.9, 200, 156]);
    const sum = result.totals.reduce((total, { mean }) => total + mean, 0);
    assert.ok(Math.abs(sum - result.total.mean) <= 1e-9 * result.total.mean, `${sum} against ${result.total.mean}`);
    assert.deepEqual(result.roi.map(({ channel }) => channel).sort(), ["OOH", "OnlineVideo", "Search", "Social", "TV"]);
    const narrow = (await demo.get("attributions/1/result?level=0.5")).body as unknown as typeof result;
    assert.ok(narrow.total.hi - narrow.total.lo < result.total.hi - result.total.lo);
    assert.equal(narrow.total.mean, result.total.mean);
  });

  it("gives the result of a set, of a range, of a product, and over time", async () => {
    const whole = (await demo.get("attributions/1/result")).body;
    assert.deepEqual((await demo.get("attributionset/1/result")).body, whole);
    const year = await demo.get("attributions/1/result?from=2024-01-01&to=2024-12-31&by=quarter&product=all");
    const { dates, series, total } = year.body as unknown as {
      dates: string[];
      series: { driver: string; mean: number[]; lo: number[]; hi: number[] }[];
      total: { mean: number };
    };
    assert.equal(dates.length, 4);
    assert.ok(dates.every((date) => date.startsWith("2024")));
    const sum = series.reduce((all, { mean }) => all + mean.reduce((a, b) => a + b, 0), 0);
    assert.ok(Math.abs(sum - total.mean) <= 1e-9 * total.mean, `${sum} against ${total.mean}`);
    for (const query of ["from=2030-01-01", "product=Soup", "country_code=NOR"]) {
      assert.equal((await demo.get(`attributionset/1/result?${query}`)).status, 404, query);
    }
    assert.equal((await demo.get("attributions/1/result?by=week")).status, 422);
    assert.equal((await demo.get("attributions/1/result?part=all")).status, 422);
  });

  it("gives every part of a result alone, of an attribution and of a set, and recomputes its intervals", async () => {
    const whole = await demo.get("attributions/1/result");
    const { actual, dates, roi } = whole.body as unknown as {
      actual: number[];
      dates: string[];
      roi: { mroi: { p50: number }; prior: { lo: number; hi: number } }[];
    };
    assert.equal(actual.length, dates.length);
    assert.ok(roi.every(({ mroi, prior }) => mroi.p50 > 0 && prior.lo > 0 && prior.hi > prior.lo));
    for (const part of ["curves", "decay", "hill", "split"]) {
      const answer = await demo.get(`attributions/1/result?part=${part}`);
      assert.deepEqual(Object.keys(answer.body), ["v", "currency", "engine", "seed", "draws", "level", part]);
      assert.equal((answer.body[part] as unknown[]).length, 5, part);
      assert.equal((await demo.get(`attributionset/1/result?part=${part}`)).text, answer.text, part);
      assert.notEqual((await demo.get(`attributions/1/result?part=${part}&level=0.5`)).text, answer.text, part);
      assert.ok(answer.text.length < 1_000_000, part);
    }
    assert.equal((await demo.get("attributions/1/result?part=curves&product=Soup")).status, 404);
  });

  it("says what a model's fit says about itself", async () => {
    const { status, body } = await demo.get("models/1/diagnostics");
    assert.equal(status, 200);
    assert.deepEqual([body.v, (body.metrics as { train: { n: number } }).train.n], [1, 117]);
    assert.ok((body.elbo as number[]).length > 0);
    assert.deepEqual(
      (body.checks as { id: string }[]).map(({ id }) => id),
      ["khat", "baseline", "roi", "prior", "r2", "holdout", "band", "outliers"],
    );
    const density = body.density as { param: string; overlap: number; x: number[]; prior: number[]; post: number[] }[];
    const slope = density.find(({ param }) => param === "media.TV.slope");
    assert.ok(slope && slope.overlap > 0 && slope.overlap < 1, JSON.stringify(slope?.overlap));
    assert.deepEqual([slope.prior.length, slope.post.length], [slope.x.length, slope.x.length]);
    const { train, all } = body.metrics as Record<string, { coverage: number }>;
    assert.ok((train?.coverage ?? 0) > 0.8 && (all?.coverage ?? 0) > 0.8, JSON.stringify(body.metrics));
    assert.equal((await demo.get("models/99/diagnostics")).status, 404);
  });

  it("says how well a fit could have made the sales: in a band, with residuals that have no memory", async () => {
    const { body } = await demo.get("models/1/diagnostics");
    const fit = body.fit as { actual: number; mean: number; lo: number; hi: number; baseline: number; set: string }[];
    assert.deepEqual([fit.length, body.level], [156, 0.9]);
    const inside = (set: string) => {
      const rows = fit.filter((row) => row.set === set);
      return rows.filter(({ actual, lo, hi }) => actual >= lo && actual <= hi).length / rows.length;
    };
    assert.ok(inside("train") > 0.8 && inside("eval") > 0.6, `${inside("train")} ${inside("eval")}`);
    assert.ok(fit.every(({ lo, hi, mean, baseline }) => lo < mean && mean < hi && baseline <= mean));
    const residuals = body.residuals as { value: number }[];
    assert.ok(Math.abs((fit[0]?.actual ?? 0) - (fit[0]?.mean ?? 0) - (residuals[0]?.value ?? NaN)) < 1e-9);
    assert.ok((body.acf as number[]).length === 13 && (body.acf as number[]).every((value) => Math.abs(value) < 0.5));
    const mean = (body.ppc as { stat: string; p: number }[]).find(({ stat }) => stat === "mean");
    assert.ok(mean !== undefined && mean.p > 0.01 && mean.p < 0.99, JSON.stringify(mean?.p));
  });

  it("suggests a graph of every driver that the data have", async () => {
    const { body } = await demo.get("datasets/1/suggested_graph?country_code=SWE&region_code=all&grouping=all");
    assert.equal(body.schema, "alviss-sandbox/high/1");
    const types = (body.nodes as { type: string }[]).map(({ type }) => type);
    for (const type of ["target", "media", "price", "distribution", "events", "trend", "seasonality"]) {
      assert.ok(types.includes(type), type);
    }
    assert.equal((await demo.get("datasets/1/suggested_graph?country_code=NOR")).status, 404);
  });

  it("reads the demo's own file names and rows", async () => {
    const uploads = (await demo.get("datauploads")).body as unknown as Record<string, unknown>[];
    const sales = uploads.find((upload) => upload.FileName === "Sales.csv" && upload.upload_id === 101);
    const bytes = await readFile(new URL("../../../../media/demo/Sales.csv", import.meta.url));
    assert.deepEqual([sales?.Rows, sales?.Size, sales?.FindingCount], [312, bytes.length, 0]);
    assert.match(String(sales?.Message), /takes Week from this file/);
  });

  it("never writes a token to its log", () => {
    assert.ok(sandbox.log().length > 0);
    assert.ok(!sandbox.log().includes(sandbox.token.slice(8)));
  });
});
