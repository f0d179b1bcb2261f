import assert from "node:assert/strict";
import { AlvissError, isCancelled } from "../../../src/platform/errors";
import { type DatasetId, type ModelId, type ObjectRef, parseTypedId, type UploadId } from "../../../src/platform/ids";
import { inMemory } from "../../../src/platform/keyValueStore";
import { type KnownIds, KnownObjects } from "../../../src/platform/knownObjects";
import { mostScanned, neighbours, ProjectObjects, type Scan } from "../../../src/platform/projectObjects";
import { type AnyRecord } from "../../../src/platform/records";
import { answerJson } from "../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";

describe("the objects of a project", () => {
  let platform: ScriptedPlatform;
  let known: KnownIds;
  let objects: ProjectObjects;
  const { signal } = new AbortController();

  beforeEach(async () => {
    platform = await scriptedPlatform();
    known = new KnownObjects(inMemory()).of("connection");
    objects = new ProjectObjects(platform.client(), known);
  });
  afterEach(() => platform.close());

  const asked = (): string[] =>
    platform.seen.map((one) => pathOf(one)).filter((path) => !path.endsWith("openapi.json"));
  const upload = (id: string): ObjectRef => ({ kind: "upload", id: parseTypedId<"upload">(id) as UploadId });
  const scan = (how: Partial<Scan> = {}) =>
    objects.scan("model", platform.project, { around: undefined, inVain: new Set(), signal, ...how });
  /** Lists from the server these records, or has only these objects. */
  const has = (paths: Readonly<Record<string, unknown>>, elsewhere = 404): void => {
    platform.intercept = (request, response) => {
      const body = paths[pathOf(request)];
      answerJson(response, body ?? { detail: elsewhere === 404 ? "No such thing." : "No." }, body ? 200 : elsewhere);
      return true;
    };
  };

  it("are all there where the server lists them, each once", async () => {
    has({ models: [{ IId: 3 }, { IId: 2 }, { IId: 3 }, { IId: 1 }] });
    const { items, completeness, hasMore } = await objects.list("model", platform.project, { limit: 50, signal });
    assert.deepEqual([items.map(({ id }) => id), completeness, hasMore], [["3", "2", "1"], "all", false]);
  });

  it("are the newest where the server has more, with the active one on top of them", async () => {
    has({ datasets: [{ IId: 9 }, { IId: 8 }, { IId: 7 }], "datasets/active": { IId: 1 } });
    const listing = await objects.list("dataset", platform.project, { limit: 2, signal });
    assert.deepEqual(
      [listing.items.map(({ id }) => id), listing.completeness, listing.hasMore, listing.active],
      [["1", "9", "8"], "newest", true, "1"],
    );
  });

  it("are all there where the server answers more than it was asked for", async () => {
    has({ models: [{ IId: 4 }, { IId: 3 }, { IId: 2 }, { IId: 1 }] });
    const { items, completeness, hasMore } = await objects.list("model", platform.project, { limit: 2, signal });
    assert.deepEqual([items.length, completeness, hasMore], [4, "all", false]);
    const before = "3" as ModelId;
    assert.equal(await objects.older("model", platform.project, { before, limit: 2, signal }), undefined);
  });

  it("need no question about the active one where a complete list tells", async () => {
    has({
      datasets: [
        { IId: 2, Active: false },
        { IId: 1, Active: true },
      ],
    });
    assert.equal((await objects.list("dataset", platform.project, { limit: 50, signal })).active, "1");
    assert.deepEqual(asked(), ["datasets"]);
  });

  it("are what is known and what is active where the server has no list, and are remembered", async () => {
    has({ "datasets/active": { IId: 5, UploadIds: [11, 12] }, "datasets/4": {} }, 405);
    await known.remember(platform.project, [{ kind: "dataset", id: "4" as DatasetId }]);
    const listing = await objects.list("dataset", platform.project, { limit: 50, signal });
    assert.deepEqual(
      [listing.items.map(({ id }) => id), listing.completeness, listing.active],
      [["5", "4"], "known", "5"],
    );
    assert.deepEqual(known.ids(platform.project, "dataset"), ["5", "4"]);
    assert.deepEqual(known.ids(platform.project, "upload"), ["12", "11"]);
  });

  it("are read one by one where there is no list: what has ended once, what is at work or new each time", async () => {
    await known.remember(platform.project, [upload("1"), upload("2")]);
    platform.words.set("datauploads/2", ["pending"]);
    const shown = new Map<string, AnyRecord>();
    const read = async (ended: (id: string) => AnyRecord | undefined): Promise<string[]> => {
      const before = asked().length;
      const { items } = await objects.list("upload", platform.project, { limit: 50, signal, ended });
      for (const record of items) shown.set(record.id, record);
      return asked()
        .slice(before)
        .filter((path) => path !== "datauploads")
        .sort();
    };
    const ended = (id: string): AnyRecord | undefined => {
      const record = shown.get(id);
      return record?.phase === "working" ? undefined : record;
    };
    assert.deepEqual(await read(ended), ["datauploads/1", "datauploads/2"]);
    await known.remember(platform.project, [upload("3")]);
    assert.deepEqual(await read(ended), ["datauploads/2", "datauploads/3"]);
    assert.equal(shown.size, 3);
    assert.deepEqual(await read(() => undefined), ["datauploads/1", "datauploads/2", "datauploads/3"]);
  });

  it("are found by id when a person types it, and known from then on", async () => {
    has({ "models/77": { Status: "completed", DataSet: { IId: 6 } } });
    const find = (id: string) => objects.find("model", platform.project, id as ModelId, signal);
    assert.equal((await find("77"))?.id, "77");
    assert.equal(await find("78"), undefined);
    assert.deepEqual([known.ids(platform.project, "model"), known.ids(platform.project, "dataset")], [["77"], ["6"]]);
  });

  it("are looked for next to the known ones, with twenty questions at most, each asked once", async () => {
    const big = 9007199254740993n;
    await known.remember(platform.project, [{ kind: "model", id: String(big) as ModelId }]);
    has({ [`models/${String(big + 2n)}`]: { Status: "completed" }, [`models/${String(big - 1n)}`]: { Status: "x" } });
    const found = await scan();
    assert.deepEqual(found.map(({ id }) => id).sort(), [String(big - 1n), String(big + 2n)]);
    assert.equal(asked().length, mostScanned);
    assert.equal(new Set(asked()).size, mostScanned);
    assert.deepEqual(known.ids(platform.project, "model"), [String(big + 2n), String(big - 1n), String(big)]);
  });

  it("are looked for around an id while none is known, that one first, and further the next time", async () => {
    const inVain = new Set<string>();
    has({});
    assert.deepEqual(await scan({ around: 500n, inVain }), []);
    const twenty = Array.from({ length: mostScanned }, (_, index) => `models/${String(491 + index)}`);
    assert.deepEqual(asked().sort(), twenty);
    has({ "models/515": { Status: "completed" } });
    const found = await scan({ around: 500n, inVain });
    assert.deepEqual(
      found.map(({ id }) => id),
      ["515"],
    );
    assert.equal(new Set(asked()).size, 2 * mostScanned);
  });

  it("are looked for no further once somebody cancels, and what was found stays", async () => {
    const closing = new AbortController();
    platform.intercept = (request, response) => {
      const path = pathOf(request);
      answerJson(
        response,
        path === "models/1" ? { Status: "done" } : { detail: "No." },
        path === "models/1" ? 200 : 404,
      );
      if (path === "models/6") closing.abort();
      return true;
    };
    await assert.rejects(scan({ signal: closing.signal }), isCancelled);
    for (let later = 0; later < 5; later++) await objects.find("model", platform.project, "900" as ModelId, signal);
    const scanned = asked().filter((path) => path !== "models/900");
    assert.ok(scanned.length < 12, scanned.join());
    assert.deepEqual(known.ids(platform.project, "model"), ["1"]);
  });

  it("are looked for no further when the server refuses, and what was found stays", async () => {
    const refusing = { detail: "no" };
    platform.intercept = (request, response) => {
      const id = pathOf(request).replace("models/", "");
      if (id === "1") answerJson(response, { Status: "done" });
      else answerJson(response, id === "6" ? refusing : { detail: "No such model." }, id === "6" ? 503 : 404);
      return true;
    };
    await assert.rejects(scan(), AlvissError);
    // Whatever were still under way would be ahead of these.
    for (let later = 0; later < 5; later++) await objects.find("model", platform.project, "900" as ModelId, signal);
    const scanned = asked().filter((path) => path !== "models/900");
    assert.ok(scanned.length < 12, scanned.join());
    assert.deepEqual(known.ids(platform.project, "model"), ["1"]);
  });

  it("lie around the known ones, nearest first", () => {
    assert.deepEqual(neighbours([], 3), [1n, 2n, 3n]);
    assert.deepEqual(neighbours([5n, 6n], 6), [7n, 4n, 8n, 3n, 9n, 2n]);
    assert.deepEqual(neighbours([1n], 3), [2n, 3n, 4n]);
    assert.equal(
      neighbours(
        Array.from({ length: 500 }, (_, index) => BigInt(index + 1)),
        20,
      ).length,
      20,
    );
  });
});
