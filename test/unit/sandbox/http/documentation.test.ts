import assert from "node:assert/strict";
import * as z from "zod/mini";
import { ASSUMPTIONS } from "../../../../src/sandbox/http/assumptions";
import { RECORD_SCHEMAS } from "../../../../src/sandbox/http/recordSchemas";
import { RESULT_SCHEMAS } from "../../../../src/sandbox/http/resultSchemas";
import { type RecordKind } from "../../../../src/sandbox/http/shapeRecord";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

/** The platform's calls, as its public scripts use them. */
const DOCUMENTED = [
  "get /teams",
  "post /projects/{team_id}/{project_id}/datauploads",
  "get /projects/{team_id}/{project_id}/datauploads/{upload_id}",
  "post /projects/{team_id}/{project_id}/datasets",
  "get /projects/{team_id}/{project_id}/datasets/{dataset_id}",
  "get /projects/{team_id}/{project_id}/datasets/active",
  "post /projects/{team_id}/{project_id}/datasets/{dataset_id}/activate",
  "post /projects/{team_id}/{project_id}/datasets/{dataset_id}/dates",
  "get /projects/{team_id}/{project_id}/models/{model_id}",
  "post /projects/{team_id}/{project_id}/models/{model_id}/refit",
  "get /projects/{team_id}/{project_id}/build/graphs/{graph_id}",
  "get /graph_instances/{team_id}/{graph_instance_id}",
  "post /projects/{team_id}/{project_id}/build/model",
  "post /projects/{team_id}/{project_id}/attributions",
  "get /projects/{team_id}/{project_id}/attributions/{attribution_id}",
  "get /projects/{team_id}/{project_id}/attributionset/active",
  "post /projects/{team_id}/{project_id}/attributionset_align_dates",
  "get /projects/{team_id}/{project_id}/attributionset/{attribution_set_id}",
  "patch /projects/{team_id}/{project_id}/attributionset/{attribution_set_id}/activate",
];

interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Record<string, unknown>;
}
type Paths = Record<string, Record<string, Operation>>;

/** JSON with the keys of every object sorted. */
const inOneOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

describe("the documentation that the sandbox serves", function () {
  this.timeout(90_000);
  let sandbox: StartedSandbox | undefined;
  afterEach(() => sandbox?.stop());
  const read = async (profile: string) => {
    sandbox = await startSandbox({ profile });
    const answer = await fetch(`${sandbox.url}/openapi.json`);
    assert.equal(answer.status, 200);
    return ((await answer.json()) as { paths: Paths }).paths;
  };
  const operations = (paths: Paths) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== "servers")
        .map((method) => `${method} ${path}`),
    );

  it("names all nineteen documented calls, with the extras beside them, and describes what they take", async () => {
    const paths = await read("documented");
    for (const call of DOCUMENTED) assert.ok(operations(paths).includes(call), call);
    assert.ok(operations(paths).includes("get /projects/{team_id}/{project_id}/models"));
    const upload = paths["/projects/{team_id}/{project_id}/datauploads"]?.post;
    assert.deepEqual(
      upload?.parameters.map(({ name, in: place, required }) => [name, place, required]),
      [
        ["team_id", "path", true],
        ["project_id", "path", true],
        ["dataset_name", "query", true],
      ],
    );
    assert.ok(upload.requestBody?.content["multipart/form-data"]);
    const { schema } = paths["/projects/{team_id}/{project_id}/datasets"]?.post?.requestBody?.content[
      "application/json"
    ] ?? { schema: {} };
    assert.deepEqual(schema.required, ["upload_ids"]);
    assert.deepEqual(Object.keys(schema.properties ?? {}), ["upload_ids", "dataset_ids", "activate"]);
    const refit = paths["/projects/{team_id}/{project_id}/models/{model_id}/refit"]?.post;
    assert.deepEqual(Object.keys(refit?.responses ?? {}).sort(), [
      "200",
      "401",
      "403",
      "404",
      "409",
      "413",
      "422",
      "507",
    ]);
    assert.ok("400" in upload.responses);
    const result = paths["/projects/{team_id}/{project_id}/attributions/{attribution_id}/result"]?.get;
    assert.ok(result !== undefined && "409" in result.responses);
  });

  it("describes the records of every kind as they are answered", async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    const calls = new SandboxCalls(sandbox);
    const first = async (path: string) => ((await calls.get(path)).body as unknown as unknown[])[0];
    const records: Record<RecordKind, unknown> = {
      team: await first(sandbox.teamUrl),
      project: await first(`${sandbox.url}/projects/${sandbox.teamId}`),
      upload: await first("datauploads"),
      dataset: await first("datasets"),
      model: await first("models"),
      attribution: await first("attributions"),
      attributionSet: await first("attributionset"),
    };
    for (const [kind, schema] of Object.entries(RECORD_SCHEMAS)) {
      const record = records[kind as RecordKind];
      const result = z.safeParse(schema, record);
      assert.ok(result.success, `${kind}: ${JSON.stringify(result.error?.issues)}`);
      assert.deepEqual(Object.keys(result.data as object), Object.keys(record as object), kind);
    }
    const result = "attributions/1/result";
    for (const path of [result, ...["curves", "decay", "hill", "split"].map((part) => `${result}?part=${part}`)]) {
      const { body } = await calls.get(path);
      const parsed = z.safeParse(RESULT_SCHEMAS.attributionResult, body);
      assert.ok(parsed.success, `${path}: ${JSON.stringify(parsed.error?.issues.slice(0, 3))}`);
      // Keys that the schema does not name would be missing in what it makes of the answer.
      assert.deepEqual(inOneOrder(parsed.data), inOneOrder(body), path);
    }
    const diagnostics = await calls.get("models/1/diagnostics");
    const parsed = z.safeParse(RESULT_SCHEMAS.modelDiagnostics, diagnostics.body);
    const seedless = z.safeParse(RESULT_SCHEMAS.modelDiagnostics, { ...diagnostics.body, seed: null });
    assert.equal(seedless.success, false, "a fit has a seed, always");
    assert.ok(parsed.success, JSON.stringify(parsed.error?.issues.slice(0, 3)));
    assert.deepEqual(inOneOrder(parsed.data), inOneOrder(diagnostics.body));
    const sales = await calls.get("datasets/1/sales?country_code=SWE");
    const parsedSales = z.safeParse(RESULT_SCHEMAS.datasetSales, sales.body);
    assert.ok(parsedSales.success, JSON.stringify(parsedSales.error?.issues.slice(0, 3)));
    assert.deepEqual(inOneOrder(parsedSales.data), inOneOrder(sales.body));
  });

  it("describes in the minimal profile the keys of its records and no others", async () => {
    sandbox = await startSandbox({ profile: "minimal" });
    const document = (await (await fetch(`${sandbox.url}/openapi.json`)).json()) as {
      components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> };
    };
    const { schemas } = document.components;
    const ours = Object.keys(schemas).filter((name) => !/Error$/.test(name));
    assert.deepEqual(ours.sort(), ["Attribution", "AttributionSet", "Dataset", "Model", "Team", "Upload"]);
    const keysOf = (name: string) => Object.keys(schemas[name]?.properties ?? {});
    assert.deepEqual(keysOf("Upload"), ["upload_id", "Status"]);
    assert.deepEqual(keysOf("Model"), ["IId", "Status", "Country", "Region", "Grouping", "DataSet", "GraphInstance"]);
    assert.doesNotMatch(JSON.stringify(schemas), /Metrics|Progress|Findings/);
    const instance = schemas.Model?.properties.GraphInstance as { anyOf: { properties: Record<string, unknown> }[] };
    assert.deepEqual(Object.keys(instance.anyOf[0]?.properties ?? {}), ["Id", "Graph"]);
  });

  it("names nothing beyond the documented calls in the minimal profile, but what runs the sandbox", async () => {
    const known = operations(await read("minimal")).filter((call) => !call.includes(" /sandbox/"));
    assert.deepEqual(known.sort(), [...DOCUMENTED].sort());
  });

  it("has a page that loads nothing and lists every assumption", async () => {
    sandbox = await startSandbox();
    const answer = await fetch(`${sandbox.url.replace("/v1/", "/api/v1/")}/docs`);
    const text = await answer.text();
    assert.match(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.doesNotMatch(text, /<script|<link|src=|https?:/);
    for (const { about } of ASSUMPTIONS) assert.ok(text.includes(`<td>${about}</td>`), about);
    assert.ok((await new SandboxCalls(sandbox).get(`${sandbox.url}/docs?x=<script>`)).text === text);
  });
});
