import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnyId, type ObjectRef } from "../../../src/platform/ids";
import { type Plan, type PlanOf } from "../../../src/workflows/plans";
import { pythonScript } from "../../../src/workflows/pythonScript";
import { type Part, recipeFor } from "../../../src/workflows/recipe";
import { hasPython, runPython } from "../../support/python";
import { answerJson, serveRaw } from "../../support/rawServer";
import { clientOf, idOf, projectOf } from "../../support/sandboxClient";
import { type StartedSandbox, startSandbox } from "../../support/startSandbox";

const root = join(import.meta.dirname, "..", "..", "..");
const demoFiles = join(root, "media", "demo");
const sweden = { country: "SWE", region: "all", grouping: "all" };
const signal = new AbortController().signal;
const ref = (kind: ObjectRef["kind"], id: number): ObjectRef => ({ kind, id: idOf(id) });

describe("the steps that made an object, as a Python script", function () {
  this.timeout(180_000);
  let sandbox: StartedSandbox;
  let folder: string;
  let steps: string;

  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    folder = await mkdtemp(join(tmpdir(), "alviss-python-"));
    steps = await readFile(join(root, "media", "python", "steps.py"), "utf8");
  });
  after(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const recipe = (target: ObjectRef, plans: Readonly<Record<string, Plan>> = {}): Promise<readonly Part[]> =>
    recipeFor(target, {
      client: clientOf(sandbox),
      project: projectOf(sandbox),
      signal,
      planOf: ({ kind, id }) => plans[`${kind} ${id}`],
    });
  const scriptOf = (parts: readonly Part[], apiUrl = sandbox.url, title = "Makes it again."): string =>
    pythonScript({ title, apiUrl, project: projectOf(sandbox), parts, steps });

  /** Exit code and everything that was printed. */
  async function run(
    script: string,
    words: readonly string[],
    env: NodeJS.ProcessEnv,
  ): Promise<readonly [number, string]> {
    const file = join(folder, "script.py");
    await writeFile(file, script);
    return runPython(file, words, env);
  }

  it("begin with the files and end with the object", async () => {
    const parts = await recipe(ref("attributionSet", 1));
    assert.deepEqual(
      parts.map(({ make, id }) => `${make} ${id}`),
      [
        "upload 101",
        "upload 102",
        "upload 103",
        "upload 104",
        "dataset 1",
        "build 1",
        "attribution 1",
        "attributionSet 1",
      ],
    );
    assert.deepEqual(parts[5], {
      make: "build",
      id: "1",
      graph: { level: "high", id: "70001" },
      activate: false,
      dataset: "1",
      combination: sweden,
      dates: { share: 0.75 },
      training: { epochs: 500, learningRate: 0.001, samples: 3 },
      sandbox: { sampler: "fast", seed: 1 },
    });
  });

  it("use what was planned here where a server does not tell, and ids for what was there before", async () => {
    const plans: Readonly<Record<string, Plan>> = {
      "upload 101": { workflow: "uploadFile", path: "/data/2025/Sales.csv", datasetName: "Sales" },
      "dataset 1": { workflow: "createDataset", uploadIds: [idOf(101)], extendIds: [idOf(8)], activate: true },
      "model 1": {
        workflow: "refitModel",
        modelId: idOf(3),
        datasetId: idOf(1),
        training: { epochs: 7, learningRate: 0.5, samples: 2 },
        trainShare: 0.9,
      },
    };
    const [first, ...others] = await recipe(ref("model", 1), plans);
    assert.deepEqual(first, { make: "upload", id: "101", datasetName: "Sales", file: "/data/2025/Sales.csv" });
    const text = scriptOf([first, ...others]);
    assert.match(text, /upload_1 = upload\("Sales", "\/data\/2025\/Sales\.csv"\) {2}# was 101/);
    assert.match(text, /dates = split_dates\(dataset_1, \{"country_code": "SWE".*\}, 0\.9\)/);
    assert.match(
      text,
      /model_1 = refit_model\(3, dataset_1, dates, \{"epochs": 7, "learning_rate": 0\.5, "samples": 2\}, sandbox=/,
    );
  });

  it("are none for what nobody knows about", async () => {
    assert.deepEqual(await recipe(ref("model", 99)), []);
  });

  it("make the same object again when the script is run", async function () {
    if (!hasPython()) this.skip();
    const script = scriptOf(await recipe(ref("attributionSet", 1)));
    assert.ok(!script.includes(sandbox.token));
    const dead = "http://127.0.0.1:9"; // A proxy that the environment names is not for this machine.
    const [code, said] = await run(script, ["--files", demoFiles], {
      ALVISS_TOKEN: sandbox.token,
      http_proxy: dead,
      HTTP_PROXY: dead,
    });
    assert.equal(code, 0, said);
    assert.match(said, /Done: 2\s*$/);
    assert.ok(!said.includes(sandbox.token));
    const [client, project] = [clientOf(sandbox), projectOf(sandbox)];
    const [old, again] = [await client.readModel(project, idOf(1)), await client.readModel(project, idOf(2))];
    for (const key of [
      "Country",
      "TrainDates",
      "EvalDates",
      "ModelParam",
      "Sampler",
      "Seed",
      "Metrics",
      "SourceModelId",
    ])
      assert.deepEqual(again.raw[key], old.raw[key], key);
    const graphOf = (id: AnyId | undefined): Promise<string> => client.readGraph(project, id as never);
    assert.equal(await graphOf(again.graphId), await graphOf(old.graphId));
    const set = await client.readAttributionSet(project, idOf(2));
    assert.deepEqual([set.attributionIds, set.active], [["2"], false]);
    assert.equal((await client.readAttribution(project, idOf(2))).samples, 200);
  });

  it("say in a sentence what is missing: the token, a file, the right to it", async function () {
    if (!hasPython()) this.skip();
    const script = scriptOf(await recipe(ref("upload", 101)));
    assert.deepEqual(await run(script, [], {}), [
      1,
      "Put an access token into the environment variable ALVISS_TOKEN first.\n",
    ]);
    const [code, said] = await run(script, ["--files", folder], { ALVISS_TOKEN: sandbox.token });
    assert.deepEqual([code, said.includes("Sales.csv: name its folder with --files.")], [1, true], said);
    // A file is still being sent when the refusal comes: what Python then sees first is a matter of luck.
    const small = scriptOf([{ make: "dataset", id: idOf(1), uploads: [idOf(7)], extend: [], activate: false }]);
    const [refused, why] = await run(small, [], { ALVISS_TOKEN: "sandbox_wrong" });
    assert.equal(refused, 1);
    assert.match(why, /POST .*datasets: HTTP 401: /);
    assert.ok(!why.includes("sandbox_wrong"));
  });

  it("send a token to no other server than their own", async function () {
    if (!hasPython()) this.skip();
    const other = await serveRaw((_request, response) => answerJson(response, {}));
    const server = await serveRaw((_request, response) => {
      response.writeHead(307, { Location: `${other.origin}/elsewhere` }).end();
    });
    const script = scriptOf(
      [{ make: "dataset", id: idOf(1), uploads: [idOf(7)], extend: [], activate: false }],
      server.origin,
    );
    const [code, said] = await run(script, [], { ALVISS_TOKEN: "secret-token" });
    assert.equal(code, 1);
    assert.match(said, /POST .*\/datasets: HTTP 307/);
    assert.deepEqual(other.seen, []);
    await Promise.all([server.close(), other.close()]);
  });

  it("activate the model of a refit where that was asked for, and use the very dates that were chosen", async function () {
    if (!hasPython()) this.skip();
    const details: unknown[] = [];
    const server = await serveRaw(({ method, url, body }, response) => {
      if (method === "POST" && url.endsWith("/refit"))
        details.push((JSON.parse(body) as { readonly model_detail: unknown }).model_detail);
      answerJson(response, method === "POST" ? { model_id: 9 } : { Status: "completed" });
    });
    const dates = { train: ["2024-01-01", "2024-01-08"], evaluation: ["2024-01-15"] };
    const training = { epochs: 7, learningRate: 0.5, samples: 2 };
    const plan: PlanOf<"refitModel"> = {
      workflow: "refitModel",
      modelId: idOf(3),
      datasetId: idOf(1),
      training,
      trainShare: 0.67,
    };
    for (const chosen of [{ ...plan, dates, activate: true }, plan]) {
      const made = (await recipe(ref("model", 1), { "model 1": chosen })).find(({ make }) => make === "refit");
      assert.ok(made?.make === "refit");
      const part = chosen.dates === undefined ? { ...made, dates } : made;
      const [code, said] = await run(scriptOf([part], server.origin), [], { ALVISS_TOKEN: "t" });
      assert.equal(code, 0, said);
    }
    const [activated, kept] = details;
    const sent = { dataset_id: 1, train_dates: dates.train, eval_dates: dates.evaluation };
    assert.deepEqual(activated, { ...sent, activate: true });
    assert.deepEqual(kept, sent);
    await server.close();
  });

  it("post a graph as the characters that came", async function () {
    if (!hasPython()) this.skip();
    const bodies: string[] = [];
    const graph = ' {"x":[{"nodes":1}], "nodes" : [{"id":90071992547409931,"q":1.0,"n":NaN}],"edges":[ ]}';
    const server = await serveRaw(({ method, url, body }, response) => {
      if (method === "POST" && url.includes("build/model")) bodies.push(body.toString());
      if (url.includes("build/graphs")) response.writeHead(200, { "Content-Type": "application/json" }).end(graph);
      else if (url.includes("/dates")) answerJson(response, ["2024-01-08", "2024-01-01", "2024-01-15", "2024-01-22"]);
      else answerJson(response, { IId: 5, Status: "completed" });
    });
    const training = { epochs: 50, learningRate: 0.01, samples: 2 };
    const script = scriptOf(
      [
        {
          make: "build",
          id: idOf(1),
          graph: { level: "high", id: idOf(70001) },
          activate: false,
          dataset: idOf(4),
          combination: sweden,
          dates: { share: 0.75 },
          training,
          sandbox: undefined,
        },
      ],
      server.origin,
    );
    const [code, said] = await run(script, [], { ALVISS_TOKEN: "secret-token" });
    await server.close();
    assert.equal(code, 0, said);
    assert.match(
      bodies[0] ?? "",
      /"graph": \{"nodes": \[\{"id":90071992547409931,"q":1\.0,"n":NaN\}\], "edges": \[ \]\}\}\}$/,
    );
    assert.match(bodies[0] ?? "", /"train_dates": \["2024-01-01", "2024-01-08", "2024-01-15"\]/);
  });

  it("hold words of others as words, whatever those are", async function () {
    if (!hasPython()) this.skip();
    const bad = 'x"""\nimport os; os.abort()\n"""\\';
    const parts: readonly Part[] = [
      { make: "upload", id: JSON.stringify(bad) as never, datasetName: bad, file: `${bad}.csv` },
    ];
    const [code, said] = await run(scriptOf(parts, sandbox.url, bad), [], { ALVISS_TOKEN: "secret-token" });
    assert.equal(code, 1);
    assert.match(said, /^There is no file .*name its folder with --files\.\s*$/s);
  });
});
