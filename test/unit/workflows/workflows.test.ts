import assert from "node:assert/strict";
import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { idOf } from "../../support/sandboxClient";
import { type SettleClock, platformPace, settleWith } from "../../../src/platform/settle";
import { runPlan, stepsOf } from "../../../src/workflows/catalogue";
import { splitDates } from "../../../src/workflows/dates";
import { type Plan } from "../../../src/workflows/plans";
import { trainingPost } from "../../../src/workflows/trainingRequests";
import { answerJson } from "../../support/rawServer";
import { recordingTools, type RecordingTools } from "../../support/recordingTools";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";

const atOnce: SettleClock = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };
const training = { epochs: 50, learningRate: 0.01, samples: 2 };
const sweden = { country: "SWE", region: "all", grouping: "all" };

describe("splitting dates", () => {
  const dates = ["a", "b", "c", "d"];
  it("takes the first 75 % for training and the rest for evaluation, rounded down", () => {
    assert.deepEqual(splitDates(dates, 0.75), { train: ["a", "b", "c"], evaluation: ["d"] });
    assert.deepEqual(splitDates(["a", "b"], 0.75), { train: ["a"], evaluation: ["b"] });
  });
  it("refuses to leave a side empty", () => {
    for (const [count, share] of [
      [0, 0.75],
      [1, 0.75],
      [4, 1],
      [4, 0],
      [3, 0.2],
    ] as const) {
      assert.throws(
        () => splitDates(dates.slice(0, count), share),
        { kind: "invalid" },
        `${String(count)} at ${String(share)}`,
      );
    }
  });
});

describe("workflows against a server with only the documented calls", () => {
  let platform: ScriptedPlatform;
  let tools: RecordingTools;

  beforeEach(async () => {
    platform = await scriptedPlatform();
    tools = recordingTools(platform.client(), platform.project, settleWith(platformPace, atOnce));
  });
  afterEach(() => platform.close());

  const bodyOf = (path: string): string =>
    platform.seen.find((request) => request.method === "POST" && pathOf(request) === path)?.body ??
    assert.fail(`no ${path}`);
  const answering = (path: string, body: unknown): void => {
    platform.intercept = (request, response) => {
      if (pathOf(request) !== path && request.url !== path) return false;
      answerJson(response, body);
      return true;
    };
  };
  const build = (graph: Extract<Plan, { workflow: "buildModel" }>["graph"]) => ({
    ...{
      workflow: "buildModel" as const,
      datasetId: idOf<"dataset">(7),
      combination: sweden,
      graph,
      training,
      trainShare: 0.75,
    },
    ...{ activate: false, sandbox: { seed: 1 } },
  });

  it("posts a graph character for character, big integers, NaN and unknown keys included", async () => {
    const nodes = '[ {"id" : 90071992547409931, "w":1.0, "p":NaN, "å":"\\u00e5"} ]';
    platform.intercept = (request, response) => {
      if (request.method === "GET" && pathOf(request) === "models/8") {
        answerJson(
          response,
          '{"IId":8,"Id":555,"Status":"completed","GraphInstance":{"IId":1,"Id":90071992547409932,"Graph":{"Id":"g/1"}}}',
        );
      } else if (request.url === "/v1/api/graph_instances/1/90071992547409932")
        answerJson(response, `{"edges":[],\n"nodes":${nodes},"more":1}`);
      else if (pathOf(request) === "build/graphs/g%2F1") answerJson(response, `{"nodes":{},"edges":${nodes}}`);
      else return false;
      return true;
    };
    assert.equal(
      (await runPlan(build({ from: "model", modelId: idOf<"model">(8), level: "low" }), tools)).result,
      "done",
    );
    assert.match(
      bodyOf("build/model"),
      /"graph_detail":\{"graph":\{"nodes":\[ \{"id" : 90071992547409931, "w":1\.0, "p":NaN, "å":"\\u00e5"\} \],"edges":\[\]\}\}/,
    );
    assert.equal(
      (await runPlan(build({ from: "model", modelId: idOf<"model">(8), level: "high" }), tools)).result,
      "done",
    );
  });

  it("sends the split dates, the combination and the knobs under the platform's names", async () => {
    await runPlan(build({ from: "text", text: '{"nodes":[],"edges":[]}' }), tools);
    const { sandbox, ...documented } = JSON.parse(bodyOf("build/model")) as Record<string, unknown>;
    assert.deepEqual(documented, {
      model_param: { epochs: 50, learning_rate: 0.01, samples: 2 },
      model_detail: {
        dataset_id: 7,
        train_dates: ["2024-01-01", "2024-01-08", "2024-01-15"],
        eval_dates: ["2024-01-22"],
        activate: false,
        modelling_combination: { country_code: "SWE", region_code: "all", grouping: "all" },
      },
      graph_detail: { graph: { nodes: [], edges: [] } },
    });
    assert.deepEqual(sandbox, { seed: 1 }, "a server on this machine may be a sandbox");
  });

  it("shows beforehand the very call that a build or a refit makes", async () => {
    const plans = [
      build({ from: "text", text: '{"edges":[], "nodes":[{"id":1.0}]}' }),
      { workflow: "refitModel", modelId: idOf<"model">(8), datasetId: idOf<"dataset">(7), training, trainShare: 0.75 },
    ] as const;
    for (const plan of plans) {
      const shown = await trainingPost(plan, { ...tools, client: platform.client() });
      await runPlan(plan, tools);
      const sent = platform.seen.find(({ method, body }) => method === "POST" && body === shown.body);
      assert.equal(new URL(shown.url).pathname, sent?.url);
    }
  });

  it("says that a server proposes no graphs, before anything is made", async () => {
    await assert.rejects(runPlan(build({ from: "suggested", products: "sum" }), tools), {
      kind: "invalid",
      serverWords: "This server proposes no graphs.",
    });
    assert.deepEqual(platform.made(), []);
    assert.deepEqual(tools.told, []);
  });

  it("refuses a graph that is none, before anything is made", async () => {
    for (const text of ["", "{", '{"nodes":[]}', "[]"])
      await assert.rejects(runPlan(build({ from: "text", text }), tools), { kind: "invalid" }, text);
    assert.deepEqual(platform.made(), []);
  });

  it("says that a model has no graph", async () => {
    answering("models/8", { Status: "failed", GraphInstance: null });
    await assert.rejects(runPlan(build({ from: "model", modelId: idOf<"model">(8), level: "low" }), tools), {
      serverWords: "Model 8 has no low-level graph.",
    });
  });

  it("puts the new attributions first and names none twice", async () => {
    answering("attributionset/active", {
      IId: 3,
      Attributions: [
        { IId: 5, Id: 50 },
        { IId: 12, Id: 51 },
        { IId: 6, Id: 52 },
      ],
    });
    const attributionIds = [idOf<"attribution">(12), idOf<"attribution">(14)];
    await runPlan({ workflow: "alignAttribution", attributionIds, activate: true }, tools);
    assert.equal(bodyOf("attributionset_align_dates"), '{"attributionjob_ids":[12,14,5,6],"active":true}');
  });

  it("leaves out of a new set what the new ones take the place of", async () => {
    answering("attributionset/active", { IId: 4, Attributions: [{ IId: 5 }, { IId: 6 }] });
    const attributionIds = [idOf<"attribution">(12)];
    await runPlan({ workflow: "alignAttribution", attributionIds, leaveOut: [idOf(5)], activate: false }, tools);
    assert.equal(bodyOf("attributionset_align_dates"), '{"attributionjob_ids":[12,6],"active":false}');
  });

  it("extends the active dataset where there is one, and starts afresh where there is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "alviss-workflow-"));
    const path = join(folder, "Sales.csv");
    await writeFile(path, "Country\n");
    const plan: Plan = { workflow: "uploadAndActivate", files: [{ path, datasetName: "Sales" }], extendActive: true };
    try {
      for (const nothing of ["null", "{}", ""]) {
        answering("datasets/active", nothing);
        await runPlan(plan, tools);
        assert.doesNotMatch(
          platform.seen.findLast((request) => pathOf(request) === "datasets")?.body ?? "",
          /dataset_ids/,
          nothing,
        );
      }
      answering("datasets/active", { IId: 9007199254740993 });
      platform.intercept = (request, response) => {
        if (pathOf(request) !== "datasets/active") return false;
        answerJson(response, '{"Id":1,"IId":9007199254740993}');
        return true;
      };
      await runPlan(plan, tools);
      assert.match(
        platform.seen.findLast((request) => pathOf(request) === "datasets")?.body ?? "",
        /"dataset_ids":\[9007199254740993\]/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("says that a file is gone before anything is sent, and that it changed after it was", async () => {
    const folder = await mkdtemp(join(tmpdir(), "alviss-workflow-"));
    const path = join(folder, "Sales.csv");
    const plan: Plan = { workflow: "uploadFile", path, datasetName: "Competitor Price" };
    try {
      await assert.rejects(runPlan(plan, tools), /"Sales\.csv" cannot be read: it is not there any more\./);
      assert.equal(platform.seen.length, 0);
      await writeFile(path, "Country\n");
      platform.intercept = async () => {
        await utimes(path, new Date(0), new Date(0));
        return false;
      };
      await assert.rejects(
        runPlan(plan, tools),
        /"Sales\.csv" changed while it was being sent, so upload 40 may hold a mixture/,
      );
      assert.match(platform.seen[0]?.url ?? "", /\?dataset_name=Competitor%20Price$/);
      const sent = platform.seen.length;
      const { size, mtime } = await stat(path);
      for (const checked of [
        { size, modified: mtime.getTime() - 1 },
        { size: size + 1, modified: mtime.getTime() },
      ])
        await assert.rejects(runPlan({ ...plan, checked }, tools), {
          serverWords: '"Sales.csv" changed after it was checked, so it was not sent.',
        });
      assert.equal(platform.seen.length, sent);
      platform.intercept = async () => {
        await rm(path, { force: true });
        return false;
      };
      await writeFile(path, "Country\n");
      tools.told.length = 0;
      await assert.rejects(runPlan(plan, tools), /upload 41 may hold a mixture/);
      const mixed = '"Sales.csv" changed while it was being sent, so upload 41 may hold a mixture.';
      assert.deepEqual(tools.told, ["before Upload Sales.csv", `reached Upload Sales.csv: upload 41, ${mixed}`]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("asks for the combination where neither plan nor record tells it", async () => {
    answering("models/8", { Status: "completed" });
    const plan: Plan = {
      workflow: "attributeSales",
      modelId: idOf<"model">(8),
      datasetId: idOf<"dataset">(7),
      samples: 20,
    };
    await assert.rejects(runPlan(plan, tools), { kind: "invalid", remedy: "Say which combination it models." });
    assert.equal((await runPlan({ ...plan, combination: sweden }, tools)).result, "done");
    assert.equal(
      bodyOf("attributions"),
      '{"model_id":8,"dataset_id":7,"start_date":"2024-01-01","end_date":"2024-01-22","samples":20}',
    );
  });

  it("takes dates in any order and with repeats, and sends them as they were spelled", async () => {
    answering("datasets/7/dates", [
      "2024-01-15T00:00:00Z",
      "2024-01-01T00:00:00Z",
      "2024-01-15T00:00:00Z",
      "2024-01-08T00:00:00Z",
    ]);
    await runPlan(
      { workflow: "refitModel", modelId: idOf<"model">(8), datasetId: idOf<"dataset">(7), training, trainShare: 0.7 },
      tools,
    );
    assert.deepEqual((JSON.parse(bodyOf("models/8/refit")) as { model_detail: unknown }).model_detail, {
      dataset_id: 7,
      train_dates: ["2024-01-01T00:00:00Z", "2024-01-08T00:00:00Z"],
      eval_dates: ["2024-01-15T00:00:00Z"],
    });
  });

  it("asks for a refit to become the active model only where somebody wants that", async () => {
    const dates = ["2024-01-01", "2024-01-08", "2024-01-15"];
    const plan = { workflow: "refitModel", modelId: idOf<"model">(8), datasetId: idOf<"dataset">(7) } as const;
    answering("datasets/7/dates", dates);
    await runPlan({ ...plan, training, trainShare: 0.7, activate: true }, tools);
    const { model_detail: detail } = JSON.parse(bodyOf("models/8/refit")) as { model_detail: { activate?: unknown } };
    assert.equal(detail.activate, true);
  });

  it("gives files of the same name steps of their own", () => {
    const plan: Plan = {
      workflow: "uploadAndActivate",
      files: ["/a/Sales.csv", "/b/Sales.csv", "C:\\c\\Sales.csv"].map((path) => ({ path, datasetName: "Sales" })),
      extendActive: false,
    };
    assert.deepEqual(
      stepsOf(plan)
        .slice(0, 3)
        .map(({ name }) => name),
      ["Upload Sales.csv", "Upload Sales.csv (2)", "Upload Sales.csv (3)"],
    );
  });
});
