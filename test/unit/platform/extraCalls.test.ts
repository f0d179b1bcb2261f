import assert from "node:assert/strict";
import { AlvissClient } from "../../../src/platform/client";
import { type ClientOptions } from "../../../src/platform/clientOptions";
import { inMemory, type KeyValueStore } from "../../../src/platform/keyValueStore";
import { realClock } from "../../../src/platform/settle";
import { answerJson } from "../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";

const project = "/v1/api/projects/{team_id}/{project_id}";
const route = { get: {} };

describe("what a server has beyond the documented calls", () => {
  let platform: ScriptedPlatform;
  let now: number;

  beforeEach(async () => {
    now = 1_000_000;
    platform = await scriptedPlatform();
  });
  afterEach(() => platform.close());

  const clientOn = (memory: KeyValueStore, onRefused?: ClientOptions["onRefused"]): AlvissClient =>
    new AlvissClient({
      server: platform.server,
      token: () => Promise.resolve("sandbox_x"),
      memory,
      clock: { ...realClock, now: () => now, random: () => 0 },
      ...(onRefused && { onRefused }),
    });
  const asked = (): string[] => platform.seen.map((one) => `${one.method} ${pathOf(one).replace("/v1/api/", "")}`);

  /** Answers its document and, to everything else, that status. */
  const server = (document: unknown, status = 200, others = 404, body: unknown = { detail: "Not Found" }): void => {
    platform.intercept = ({ url }, response) => {
      if (url.endsWith("/openapi.json")) answerJson(response, document, status);
      else answerJson(response, body, others);
      return true;
    };
  };

  it("is asked of its document once, for all calls, and remembered for a day by every window", async () => {
    server({ paths: { [`${project}/models/{model_id}`]: route, [`${project}/models`]: route } }, 200, 200, []);
    const memory = inMemory();
    const client = clientOn(memory);
    const kinds = ["upload", "dataset", "model", "attribution"] as const;
    const lists = await Promise.all(kinds.map((kind) => client.list(kind, platform.project)));
    assert.deepEqual(lists, [undefined, undefined, [], undefined]);
    assert.deepEqual(asked(), ["GET openapi.json", "GET models"]);
    assert.equal(await clientOn(memory).list("dataset", platform.project), undefined);
    assert.equal(platform.seen.length, 2);
    now += 25 * 60 * 60_000;
    await clientOn(memory).list("dataset", platform.project);
    assert.deepEqual(asked().slice(2), ["GET openapi.json"]);
  });

  it("is found out by one try on the path where there is no document, and remembered for a day", async () => {
    for (const status of [404, 405, 501]) {
      const memory = inMemory();
      const before = platform.seen.length;
      server({ detail: "Not Found" }, 404, status, { detail: status === 404 ? "Not Found" : "No." });
      assert.equal(await clientOn(memory).list("dataset", platform.project), undefined);
      assert.equal(await clientOn(memory).list("dataset", platform.project), undefined);
      assert.deepEqual(asked().slice(before), ["GET openapi.json", "GET datasets"]);
      now += 24 * 60 * 60_000;
      await clientOn(memory).list("dataset", platform.project);
      assert.equal(platform.seen.length, before + 4);
    }
  });

  it("is looked for again a few minutes after a web page stood in its place", async () => {
    const memory = inMemory();
    const client = clientOn(memory);
    platform.intercept = ({ url }, response) => {
      if (url.endsWith("/openapi.json")) return false;
      response.setHeader("content-type", "text/html");
      response.end("<html><title>Maintenance</title></html>");
      return true;
    };
    assert.equal(await client.list("dataset", platform.project), undefined);
    const before = platform.seen.length;
    assert.equal(await client.list("dataset", platform.project), undefined);
    assert.equal(platform.seen.length, before);
    now += 6 * 60_000;
    server({ detail: "Not Found" }, 404, 200, []);
    assert.deepEqual(await client.list("dataset", platform.project), []);
  });

  it("lets go of a caller at once who gives up while its document is awaited", async () => {
    const abort = new AbortController();
    const held: { destroy(): unknown }[] = [];
    platform.intercept = (_, response) => held.push(response) > 0;
    const listing = clientOn(inMemory()).list("dataset", platform.project, { signal: abort.signal });
    setImmediate(() => abort.abort());
    await assert.rejects(listing, { kind: "cancelled" });
    for (const response of held) response.destroy();
  });

  it("is not believed of a document about something else, or of no document at all", async () => {
    for (const document of [{ paths: { "/pets": route } }, { paths: [] }, [], "<html>", "{"]) {
      server(document, 200, 200, []);
      assert.deepEqual(await clientOn(inMemory()).list("model", platform.project), [], JSON.stringify(document));
    }
  });

  it("does not doubt the token because the document is closed to it", async () => {
    let refused = 0;
    const onRefused = () => {
      refused += 1;
      return Promise.resolve("notAsked" as const);
    };
    for (const status of [401, 403]) {
      server({ detail: "Not authenticated" }, status, 200, []);
      assert.deepEqual(await clientOn(inMemory(), onRefused).list("model", platform.project), []);
    }
    assert.equal(refused, 0);
  });

  it("is looked for again when the server was only out of breath", async () => {
    const memory = inMemory();
    server("", 503, 200, []);
    await clientOn(memory).list("model", platform.project);
    await clientOn(memory).list("model", platform.project);
    assert.deepEqual(asked(), ["GET openapi.json", "GET models", "GET openapi.json", "GET models"]);
  });

  it("is not there where a web page or other data answers", async () => {
    for (const body of ["<!doctype html><title>App</title>", "{}", "null"]) {
      server({}, 404, 200, body);
      assert.equal(await clientOn(inMemory()).list("model", platform.project), undefined, body);
    }
  });

  it("survives a memory that holds nonsense", async () => {
    for (const nonsense of [null, 7, [], { [platform.server.apiUrl]: { at: "x", absent: 3 } }]) {
      const memory = inMemory();
      await memory.update("alviss.serverCalls", nonsense);
      server({}, 404, 200, []);
      assert.deepEqual(await clientOn(memory).list("model", platform.project), []);
    }
  });
});
