import assert from "node:assert/strict";
import { request } from "node:http";
import { type Answer, SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";
import { until } from "../../../support/until";

const SWEDEN = { country_code: "SWE", region_code: "all", grouping: "all" };
const PARAM = { epochs: 50, learning_rate: 0.01, samples: 2 };

/** Bad requests, each with the status and the words it gets. Afterwards nothing may have changed. */
describe("requests that the sandbox refuses", function () {
  this.timeout(90_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  let dates: string[];
  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    calls = new SandboxCalls(sandbox);
    dates = (await calls.post("datasets/1/dates?dataset_name=Sales", [SWEDEN])).body as unknown as string[];
  });
  after(() => sandbox?.stop());

  type Send = () => Promise<Answer>;
  const entries = (answer: Answer) => answer.body.detail as { loc: (string | number)[]; msg: string; type: string }[];
  const locs = (answer: Answer) => entries(answer).map(({ loc }) => loc.join("."));

  describe("for want of a token", () => {
    const bare = (headers: Record<string, string>) => calls.send("GET", "models/1", { headers });
    for (const [name, header] of [
      ["none", ""],
      ["another scheme", "Basic sandbox_abc"],
      ["no value", "Bearer"],
    ] as const) {
      it(`answers 401 to ${name}`, async () => {
        const answer = await bare({ authorization: header });
        assert.deepEqual([answer.status, answer.text], [401, '{"detail":"Not authenticated"}']);
        assert.equal(answer.headers.get("www-authenticate"), "Bearer");
      });
    }
    it("answers 401 to a token of somebody else, and does not repeat it", async () => {
      const answer = await bare({ authorization: "Bearer sandbox_0123456789abcdef" });
      assert.equal(answer.status, 401);
      assert.ok(!answer.text.includes("0123456789abcdef"));
    });
    it("takes the scheme in any case", async () => {
      assert.equal((await bare({ authorization: `bEARER ${sandbox.token}` })).status, 200);
    });
    it("asks for one before it looks at the request", async () => {
      const answer = await calls.send("POST", "datasets", { headers: { authorization: "" }, body: "{bad" });
      assert.equal(answer.status, 401);
    });
  });

  describe("for the wrong address", () => {
    const cases: [name: string, send: Send, status: number, text: string][] = [
      ["an unknown route", () => calls.get(`${sandbox.url}/nothing`), 404, '{"detail":"Not Found"}'],
      ["PATCH on a dataset's activate", () => calls.send("PATCH", "datasets/1/activate"), 405, "Method Not Allowed"],
      ["POST on a set's activate", () => calls.post("attributionset/1/activate"), 405, "Method Not Allowed"],
      ["DELETE of a model", () => calls.send("DELETE", "models/1"), 405, '{"detail":"Method Not Allowed"}'],
      ["another team", () => calls.get(`${sandbox.url}/projects/9/2/models/1`), 404, "no team 9"],
      ["a project of another team", () => calls.get(`${sandbox.url}/projects/1/2/models/1`), 404, "no project 2"],
      ["a project written otherwise", () => calls.get(`${sandbox.url}/projects/2/02/models/1`), 404, "no project 02"],
      ["an unknown model", () => calls.get("models/99"), 404, "no model 99"],
      ["an unknown upload", () => calls.get("datauploads/1"), 404, "no upload 1"],
      ["a model's IId as a graph id", () => calls.get("build/graphs/1"), 404, "no graph 1"],
      ["a graph's id as an instance", () => calls.get(`${sandbox.url}/graph_instances/2/70001`), 404, "no graph inst"],
      ["an instance of another team", () => calls.get(`${sandbox.url}/graph_instances/1/90001`), 404, "no graph inst"],
    ];
    for (const [name, send, status, text] of cases) {
      it(`answers ${status} to ${name}`, async () => {
        const answer = await send();
        assert.equal(answer.status, status, answer.text);
        assert.ok(answer.text.includes(text), answer.text);
      });
    }
    it("points to the path without its last slash, whatever the method, under the prefix that was asked", async () => {
      for (const [method, url] of [
        ["GET", `${calls.project}/models/1/`],
        ["POST", `${calls.project}/datasets/?x=1`],
        ["GET", `${sandbox.teamUrl.replace("/v1/", "/api/v1/")}/`],
      ] as const) {
        const answer = await calls.send(method, url, { redirect: "manual", headers: { authorization: "" } });
        assert.equal(answer.status, 307, url);
        assert.equal(answer.headers.get("location"), url.replace(/\/(?=$|\?)/, ""));
      }
      assert.equal((await calls.get(`${sandbox.url}/nothing/`)).status, 404);
    });
    it("names the methods that a path has", async () => {
      assert.equal((await calls.send("PATCH", "datasets/1/activate")).headers.get("allow"), "POST");
    });
  });

  describe("for what they say", () => {
    const refit = (change: object, param: object = PARAM) =>
      calls.post("models/1/refit", {
        model_detail: { dataset_id: 1, train_dates: dates.slice(0, 100), eval_dates: dates.slice(100), ...change },
        model_param: param,
      });
    const build = (graph: unknown, combination: object = SWEDEN) =>
      calls.post("build/model", {
        model_param: PARAM,
        model_detail: {
          dataset_id: 1,
          train_dates: dates.slice(0, 100),
          eval_dates: [],
          activate: false,
          modelling_combination: combination,
        },
        graph_detail: { graph },
      });
    const attribute = (change: object) =>
      calls.post("attributions", {
        model_id: 1,
        dataset_id: 1,
        start_date: dates[0],
        end_date: dates.at(-1),
        samples: 20,
        ...change,
      });
    const target = { id: "sales", type: "target" };
    const tv = { id: "tv", type: "media", data: { file: "Media", select: { Media: ["TV"] } } };

    const cases: [name: string, send: Send, loc: string, type?: string][] = [
      ["an id that is no number", () => calls.get("models/abc"), "path.model_id", "int_parsing"],
      ["no body", () => calls.send("POST", "datasets"), "body", "missing"],
      ["a body that is no JSON", () => calls.post("datasets", "{bad"), "body.1", "json_invalid"],
      ["a list in place of an object", () => calls.post("datasets", []), "body", "model_attributes_type"],
      ["no uploads", () => calls.post("datasets", {}), "body.upload_ids", "missing"],
      ["an empty list of uploads", () => calls.post("datasets", { upload_ids: [] }), "body.upload_ids", "too_short"],
      [
        "an upload id that is text",
        () => calls.post("datasets", { upload_ids: ["x"] }),
        "body.upload_ids.0",
        "int_parsing",
      ],
      [
        "a learning rate that is text",
        () => refit({}, { ...PARAM, learning_rate: "fast" }),
        "body.model_param.learning_rate",
        "float_parsing",
      ],
      [
        "an upload id that is null",
        () => calls.post("datasets", { upload_ids: [null] }),
        "body.upload_ids.0",
        "int_type",
      ],
      [
        "a body nested a hundred thousand levels deep",
        () => calls.post("datasets", `${"[".repeat(1e5)}${"]".repeat(1e5)}`),
        "body",
        "recursion_loop",
      ],
      ["half an epoch", () => refit({}, { ...PARAM, epochs: 0.5 }), "body.model_param.epochs", "int_from_float"],
      ["dates without a file type", () => calls.post("datasets/1/dates", [SWEDEN]), "query.dataset_name", "missing"],
      [
        "a combination outside a list",
        () => calls.post("datasets/1/dates?dataset_name=Sales", SWEDEN),
        "body",
        "list_type",
      ],
      ["no training dates", () => refit({ train_dates: [] }), "body.model_detail.train_dates", "too_short"],
      ["a date that is none", () => refit({ eval_dates: ["soon"] }), "body.model_detail.eval_dates.0"],
      ["a date outside the dataset", () => refit({ eval_dates: ["2030-01-07"] }), "body.model_detail.eval_dates.0"],
      ["no epochs", () => refit({}, { ...PARAM, epochs: 0 }), "body.model_param.epochs", "greater_than_equal"],
      [
        "a learning rate of 0",
        () => refit({}, { ...PARAM, learning_rate: 0 }),
        "body.model_param.learning_rate",
        "greater_than",
      ],
      ["a missing parameter", () => refit({}, { epochs: 1, samples: 1 }), "body.model_param.learning_rate", "missing"],
      ["no graph", () => build(undefined), "body.graph_detail.graph", "missing"],
      ["a graph without nodes", () => build({ edges: [] }), "body.graph_detail.graph.nodes"],
      ["nodes of no known level", () => build({ nodes: [{ id: "a" }], edges: [] }), "body.graph_detail.graph"],
      [
        "an edge to a missing node",
        () => build({ nodes: [target, tv], edges: [{ from: "tv", to: "x" }] }),
        "body.graph_detail.graph.edges.0",
      ],
      [
        "a place without sales",
        () => build({ nodes: [target], edges: [] }, { ...SWEDEN, country_code: "NOR" }),
        "body.model_detail.modelling_combination",
      ],
      ["an end before the start", () => attribute({ start_date: dates[9], end_date: dates[3] }), "body.end_date"],
      ["a start before the data", () => attribute({ start_date: "2020-01-06" }), "body.start_date"],
      ["an end after the data", () => attribute({ end_date: "2030-01-07" }), "body.end_date"],
      ["a day that no calendar has", () => attribute({ end_date: "2024-02-30" }), "body.end_date"],
      ["no samples", () => attribute({ samples: 0 }), "body.samples", "greater_than_equal"],
      [
        "no attributions",
        () => calls.post("attributionset_align_dates", { attributionjob_ids: [] }),
        "body.attributionjob_ids",
        "too_short",
      ],
      ["a level of 1", () => calls.get("attributions/1/result?level=1"), "query.level"],
      ["a limit of 0", () => calls.get("models?limit=0"), "query.limit"],
      ["a limit that is no number", () => calls.get("models?limit=x"), "query.limit", "int_parsing"],
      [
        "JSON that says it is text",
        () =>
          calls.send("POST", "datasets", { body: '{"upload_ids":[101]}', headers: { "content-type": "text/plain" } }),
        "body",
        "model_attributes_type",
      ],
      ["a file type without a name", () => calls.upload("", "x"), "query.dataset_name", "string_too_short"],
      [
        "a file type's name without end",
        () => calls.upload("x".repeat(101), "x"),
        "query.dataset_name",
        "string_too_long",
      ],
      ["a file type with a NUL", () => calls.upload("Sales\u0000", "x"), "query.dataset_name"],
      ["a window that is no uuid", () => calls.post(`${sandbox.url}/sandbox/windows/1`), "path.window"],
    ];
    for (const [name, send, loc, type] of cases) {
      it(`answers 422 to ${name}, at ${loc}`, async () => {
        const answer = await send();
        assert.equal(answer.status, 422, answer.text);
        assert.ok(
          locs(answer).some((found) => found === loc || found.startsWith(`${loc}.`)),
          answer.text,
        );
        if (type !== undefined) assert.equal(entries(answer)[0]?.type, type);
        assert.deepEqual(Object.keys(entries(answer)[0] ?? {}).sort(), ["loc", "msg", "type"]);
      });
    }

    it("names everything that is wrong at once", async () => {
      const answer = await refit({ train_dates: [] }, { epochs: 0, learning_rate: -1, samples: 0 });
      assert.equal(entries(answer).length, 4);
    });
    it("names the node or edge of a graph that is wrong", async () => {
      const answer = await build({ nodes: [target, tv], edges: [{ from: "sales", to: "tv" }] });
      assert.match(answer.text, /sales.*tv|tv.*sales/);
    });
  });

  describe("for the state of things", () => {
    it("answers 409 to a dataset of a file that was refused, with the file's fault", async () => {
      const upload = await calls.upload("Sales", "Country;Region\nSWE;all\n");
      const id = upload.body.upload_id;
      await assert.rejects(calls.until(`datauploads/${String(id)}`, "complete"), /failed/);
      const { body: record } = await calls.get(`datauploads/${String(id)}`);
      assert.ok((record.FindingCount as number) > 0);
      const answer = await calls.post("datasets", { upload_ids: [id] });
      assert.equal(answer.status, 409);
      assert.ok(answer.text.includes(`Upload ${String(id)} is failed`), answer.text);
    });
    it("answers 409 while a source is unfinished, and cancels it when asked, once", async () => {
      const slow = { epochs: 100_000, learning_rate: 0.0001, samples: 50 };
      const train = { dataset_id: 1, train_dates: dates.slice(0, 100), eval_dates: dates.slice(100) };
      const id = (await calls.post("models/1/refit", { model_detail: train, model_param: slow })).body.IId as number;
      await calls.until(`models/${id}`, "training");
      const detail = { model_id: id, dataset_id: 1, start_date: dates[0], end_date: dates[9], samples: 20 };
      for (const answer of [
        await calls.post(`models/${id}/refit`, { model_detail: train, model_param: slow }),
        await calls.post("attributions", detail),
      ]) {
        assert.deepEqual([answer.status, answer.body.detail], [409, `Model ${id} is training, not completed.`]);
      }
      const cancelled = await calls.post(`models/${id}/cancel`);
      assert.deepEqual([cancelled.status, cancelled.body.Status], [200, "cancelled"]);
      assert.equal((await calls.post(`models/${id}/cancel`)).status, 200);
      assert.equal((await calls.get(`models/${id}`)).body.Status, "cancelled");
      assert.equal((await calls.post("models/1/cancel")).status, 409);
    });
    it("answers 404 where nothing is active", async () => {
      const empty = new SandboxCalls(sandbox, { teamId: 1, projectId: 1 });
      for (const path of ["datasets/active", "attributionset/active"]) {
        const answer = await empty.get(path);
        assert.equal(answer.status, 404);
        assert.match(answer.text, /is active in this project/);
      }
    });
  });

  describe("as uploads", () => {
    it("answers 422 without a file type, without a file, or for a name that is none", async () => {
      const none = await calls.post("datauploads", {});
      assert.deepEqual([none.status, locs(none)], [422, ["query.dataset_name", "body.file"]]);
      const form = new FormData();
      form.append("other", new Blob(["x"]), "a.csv");
      const other = await calls.send("POST", "datauploads?dataset_name=Sales", { body: form });
      assert.deepEqual([other.status, locs(other)], [422, ["body.file"]]);
      const type = await calls.upload("", "x");
      assert.deepEqual([type.status, locs(type)], [422, ["query.dataset_name"]]);
    });
    it("leaves no record of a body that breaks off", async () => {
      const before = (await calls.get("datauploads")).text;
      await breakOff(`${calls.project}/datauploads?dataset_name=Sales`, sandbox.token);
      assert.equal((await calls.get("datauploads")).text, before);
      const said = await until(sandbox.log, (log) => log.includes("client went away"));
      assert.match(said, /"level":"info","msg":"client went away".*datauploads/);
      assert.ok(!sandbox.log().includes("request failed"), sandbox.log());
    });
  });

  it("come from this machine under its own name only", async () => {
    const { port } = new URL(sandbox.url);
    const statusFor = (host: string, path = "/v1/team/teams") =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${sandbox.token}` };
        request({ port, path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
    assert.equal(await statusFor("rebound.example"), 403);
    assert.equal(await statusFor(`127.0.0.1.rebound.example:${port}`), 403);
    assert.equal(await statusFor(`localhost:${port}`), 200);
    assert.equal(await statusFor("rebound.example", "/v1/api/sandbox/identity"), 403);
    assert.equal(await statusFor(`localhost:${port}`, "/v1/api/sandbox/identity"), 200);
  });

  it("change nothing: the demo's model, attribution and active set are as they were", async () => {
    assert.equal((await calls.get("models/1")).body.Status, "completed");
    assert.equal((await calls.get("datasets/active")).body.IId, 1);
    assert.equal((await calls.get("attributionset/active")).body.IId, 1);
    assert.equal((await calls.get("attributions/1/result")).status, 200);
  });
});

/** Sends the start of a multipart body and hangs up. */
async function breakOff(url: string, token: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const sending = request(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "multipart/form-data; boundary=b",
        "content-length": 1e6,
      },
    });
    sending.on("error", () => undefined).on("close", resolve);
    sending.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nCountry,');
    sending.write("x".repeat(100_000), () => sending.destroy());
  });
}
