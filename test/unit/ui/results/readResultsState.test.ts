import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AlvissClient } from "../../../../src/platform/client";
import { AlvissError } from "../../../../src/platform/errors";
import { placeFromMemory, placeKey } from "../../../../src/ui/results/resultsPlace";
import { queryOf, readResultsState } from "../../../../src/ui/results/readResultsState";
import { resultsMemory } from "../../../../webview/shared/resultsMessages";
import { demoPlace, demoQuery } from "../../../support/demoResult";

type Answers = Readonly<Record<string, readonly [number, unknown]>>;

describe("reading what an attribution found", () => {
  const root = "/v1/api/projects/1/1";
  const done = { IId: 5, Status: "completed", ModelId: 11, CreatedAt: "2026-11-24T10:00:00Z" };
  const model = { IId: 11, Status: "completed", Country: "SWE", Region: "all", Grouping: "all" };
  const result: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../../fixtures/results/demo.json"), "utf8"),
  );
  let server: Server;
  let answers: Answers = {};
  let asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const [status, body] = answers[(request.url ?? "").split("?")[0] ?? ""] ?? [404, { detail: "No such object" }];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const read = (given: Answers, level: 0.5 | 0.9 = 0.9, wasDone = false) => {
    answers = given;
    asked = [];
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const client = new AlvissClient({
      server: { name: "Test", apiUrl: `${url}/v1/api`, teamsUrl: `${url}/v1/team/teams`, webUrl: undefined },
      token: () => Promise.resolve("token"),
    });
    const { signal } = new AbortController();
    return readResultsState(client, demoPlace, { ...demoQuery, level }, { signal, wasDone });
  };
  const at = (record: unknown, more: Answers = {}): Answers => ({
    [`${root}/attributions/5`]: [200, record],
    [`${root}/models/11`]: [200, model],
    ...more,
  });

  it("asks for the level that is wanted and keeps every number of the answer", async () => {
    const state = await read(at(done, { [`${root}/attributions/5/result`]: [200, result] }), 0.5);
    assert.equal(state.kind, "result");
    assert.ok(asked.includes(`${root}/attributions/5/result?level=0.5`));
    assert.deepEqual(JSON.parse(state.text ?? ""), result);
    assert.equal(state.model?.id, "11");
  });

  it("asks for what is narrowed down in the words of the server, and leaves out what is not", () => {
    assert.deepEqual(queryOf(demoQuery), { level: "0.9" });
    const narrow = {
      ...demoQuery,
      from: "2023-01-01",
      product: "A",
      country: "SWE",
      by: "year",
      unit: "revenue",
    } as const;
    assert.deepEqual(queryOf(narrow), {
      ...{ level: "0.9", from: "2023-01-01", product: "A", country_code: "SWE", by: "year", unit: "revenue" },
    });
  });

  it("reads a model without a result of its own", async () => {
    answers = { [`${root}/models/11`]: [200, model] };
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const client = new AlvissClient({
      server: { name: "Test", apiUrl: `${url}/v1/api`, teamsUrl: `${url}/v1/team/teams`, webUrl: undefined },
      token: () => Promise.resolve("token"),
    });
    const place = { ...demoPlace, kind: "model", id: "11" as typeof demoPlace.id } as const;
    const { signal } = new AbortController();
    const state = await readResultsState(client, place, demoQuery, { signal, wasDone: true });
    assert.ok(state.kind === "result" && state.text === null);
  });

  it("asks at once for another result of what was done, and believes the record if that is no longer so", async () => {
    const resultCall = `${root}/attributions/5/result`;
    const state = await read(at(done, { [resultCall]: [200, result] }), 0.5, true);
    assert.ok(state.kind === "result");
    assert.deepEqual(JSON.parse(state.text ?? ""), result);
    const order = asked.filter((url) => url.startsWith(root));
    assert.deepEqual(order.toSorted(), [`${root}/attributions/5`, `${resultCall}?level=0.5`, `${root}/models/11`]);
    assert.notEqual(order[2], `${resultCall}?level=0.5`, "not after the model");
    assert.equal((await read({}, 0.5, true)).kind, "deleted");
    assert.equal((await read(at({ ...done, Status: "failed" }), 0.5, true)).kind, "failed");
    answers = at(done, { [resultCall]: [404, { detail: "Not Found" }] });
    assert.equal((await read(answers, 0.5, true)).kind, "notTold");
  });

  it("does not ask for a result while the attribution runs, or after it failed", async () => {
    assert.equal((await read(at({ ...done, Status: "processing", Progress: 0.4 }))).kind, "running");
    assert.equal(
      asked.some((url) => url.includes("/result")),
      false,
    );
    assert.equal((await read(at({ ...done, Status: "failed", Message: "no draws" }))).kind, "failed");
    assert.equal(
      asked.some((url) => url.includes("/result")),
      false,
    );
  });

  it("tells an attribution that is gone from a server that does not tell results", async () => {
    assert.equal((await read({})).kind, "deleted");
    const state = await read(at(done, { [`${root}/attributions/5/result`]: [404, { detail: "Not Found" }] }));
    assert.equal(state.kind, "notTold");
  });

  it("does without the model when that is gone", async () => {
    const state = await read({
      ...at(done, { [`${root}/attributions/5/result`]: [200, result] }),
      [`${root}/models/11`]: [404, { detail: "No such model" }],
    });
    assert.equal(state.kind, "result");
    assert.equal(state.model, undefined);
    assert.equal(state.modelId, "11", "what the fit says can still be asked for");
  });

  it("passes on what the server refused", async () => {
    await assert.rejects(read({ [`${root}/attributions/5`]: [403, { detail: "Not yours" }] }), (error) => {
      assert.ok(error instanceof AlvissError);
      assert.equal(error.kind, "forbidden");
      assert.match(error.serverWords ?? "", /Not yours/);
      return true;
    });
  });

  it("finds its place again from what the window remembered, and refuses what is none", () => {
    const place = placeFromMemory({ ...demoPlace });
    assert.deepEqual(place, demoPlace);
    assert.equal(placeFromMemory({ ...demoPlace, team: "" }), undefined);
    assert.notEqual(placeKey(demoPlace), placeKey({ ...demoPlace, connectionId: "other" }));
    const first = { v: 1, target: { connectionId: "sandbox", team: "1", project: "1", attribution: "5" }, level: 0.9 };
    assert.deepEqual(resultsMemory(first)?.target, demoPlace, "what the first version of the page kept");
    assert.equal(resultsMemory({ v: 3, target: demoPlace }), undefined);
  });
});
