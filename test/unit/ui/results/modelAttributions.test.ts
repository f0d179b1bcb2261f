import assert from "node:assert/strict";
import { type Id, parseTypedId } from "../../../../src/platform/ids";
import { inMemory } from "../../../../src/platform/keyValueStore";
import { type KnownIds, KnownObjects } from "../../../../src/platform/knownObjects";
import { ProjectObjects } from "../../../../src/platform/projectObjects";
import { ModelAttributions } from "../../../../src/ui/results/modelAttributions";
import { type ResultsPlace } from "../../../../src/ui/results/resultsPlace";
import { type ToResults } from "../../../../webview/shared/resultsMessages";
import { answerJson } from "../../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../../support/scriptedPlatform";
import { until } from "../../../support/until";

type Told = Extract<ToResults, { type: "attributions" }>;

describe("the attributions that a model's page leads to", () => {
  let platform: ScriptedPlatform;
  let known: KnownIds;
  let told: Told[];
  let logged: string[];
  let attributions: ModelAttributions;
  let model: ResultsPlace;

  beforeEach(async () => {
    platform = await scriptedPlatform();
    known = new KnownObjects(inMemory()).of("connection");
    [told, logged] = [[], []];
    model = { connectionId: "connection", ...platform.project, kind: "model", id: idOf("3") };
    const objects = new ProjectObjects(platform.client(), known);
    attributions = new ModelAttributions(model, {
      objects: () => Promise.resolve(objects),
      tell: (message) => told.push(message),
      log: { error: (line) => logged.push(line) },
    });
  });
  afterEach(() => platform.close());

  const idOf = (text: string) => parseTypedId<"attribution">(text) as Id<"attribution">;
  const has = (paths: Readonly<Record<string, unknown>>, elsewhere = 404): void => {
    platform.intercept = (request, response) => {
      const body = paths[pathOf(request)];
      answerJson(response, body ?? { detail: "No such thing." }, body ? 200 : elsewhere);
      return true;
    };
  };
  const whole = { ModelId: 3, Status: "completed", StartDate: "2024-01-01", EndDate: "2024-12-23", Samples: 200 };
  const ids = (): readonly string[] | undefined => told.at(-1)?.attributions.map(({ id }) => id);

  it("are those of this model that have not failed, with what the server says of them", async () => {
    has({
      attributions: [
        { ...whole, IId: 9, Status: "processing" },
        { ...whole, IId: 8, ModelId: 4 },
        { ...whole, IId: 7, Status: "failed" },
        { IId: 6, ModelId: 3, Status: "completed" },
        { ...whole, IId: 5 },
      ],
    });
    await attributions.read();
    const dates = { first: "2024-01-01", last: "2024-12-23", draws: 200 };
    assert.deepEqual(told, [
      {
        type: "attributions",
        attributions: [
          { id: "9", shown: "9", ...dates, running: true },
          { id: "6", shown: "6", first: null, last: null, draws: null, running: false },
          { id: "5", shown: "5", ...dates, running: false },
        ],
        anyFailed: true,
        areAll: true,
      },
    ]);
  });

  it("may be others too where the server lists none, and are those that are known here", async () => {
    await known.remember(platform.project, [{ kind: "attribution", id: idOf("5") }]);
    has({ "attributions/5": { ...whole, IId: 5 } }, 405);
    await attributions.read();
    assert.deepEqual([ids(), told.at(-1)?.areAll], [["5"], false]);
  });

  it("are the only ones whose result the page may open", async () => {
    has({
      attributions: [
        { ...whole, IId: 8, ModelId: 4 },
        { ...whole, IId: 5 },
      ],
    });
    await attributions.read();
    assert.deepEqual(attributions.placeOf("5"), { ...model, kind: "attribution", id: "5" });
    for (const other of ["8", "6", ""]) assert.equal(attributions.placeOf(other), undefined);
  });

  it("are read again when a job makes one or is through with one, and not with every step of it", async () => {
    const lists = (): number => platform.seen.filter((one) => pathOf(one) === "attributions").length;
    has({ attributions: [] });
    await attributions.read();
    has({
      attributions: [
        { ...whole, IId: 5, Status: "processing" },
        { ...whole, IId: 4, ModelId: 2 },
      ],
    });
    attributions.jobMoved(idOf("5"), true);
    await until(
      () => Promise.resolve(ids()),
      (shown) => shown?.length === 1,
    );
    for (let steps = 0; steps < 3; steps++) {
      attributions.jobMoved(idOf("5"), true);
      attributions.jobMoved(idOf("4"), steps < 2);
    }
    assert.equal(lists(), 2);
    has({ attributions: [{ ...whole, IId: 5 }] });
    attributions.jobMoved(idOf("5"), false);
    await until(
      () => Promise.resolve(told.at(-1)?.attributions[0]?.running),
      (running) => running === false,
    );
    assert.equal(lists(), 3);
  });

  it("may be others too where the server does not tell whose one is", async () => {
    has({ attributions: [{ ...whole, IId: 5, ModelId: undefined }] });
    await attributions.read();
    assert.deepEqual([ids(), told.at(-1)?.areAll, told.at(-1)?.anyFailed], [[], false, false]);
  });

  it("are read again for the end of a job where reading for its beginning failed", async () => {
    has({ attributions: [] });
    await attributions.read();
    has({}, 403);
    attributions.jobMoved(idOf("5"), true);
    await until(
      () => Promise.resolve(logged.length),
      (lines) => lines === 1,
    );
    has({ attributions: [{ ...whole, IId: 5 }] });
    attributions.jobMoved(idOf("5"), false);
    await until(
      () => Promise.resolve(ids()),
      (shown) => shown?.length === 1,
    );
  });

  it("are read again for the end of a job of one that was not known here yet when it began", async () => {
    has({ "attributions/5": { ...whole, IId: 5 } }, 405);
    attributions.jobMoved(idOf("5"), true);
    await until(
      () => Promise.resolve(ids()),
      (shown) => shown?.length === 0,
    );
    await known.remember(platform.project, [{ kind: "attribution", id: idOf("5") }]);
    attributions.jobMoved(idOf("5"), false);
    await until(
      () => Promise.resolve(ids()),
      (shown) => shown?.length === 1,
    );
  });

  it("are told again with each view as they were read, and read anew once they are old", async () => {
    const lists = (): number => platform.seen.filter((one) => pathOf(one) === "attributions").length;
    const body = { attributions: [{ ...whole, IId: 5 }] };
    const held: (() => void)[] = [];
    platform.intercept = (request, response) => {
      const isList = pathOf(request) === "attributions";
      const answer = () => answerJson(response, isList ? body : { detail: "No such thing." }, isList ? 200 : 404);
      if (isList && held.length === 0) held.push(answer);
      else answer();
      return true;
    };
    const shown = async (times: number): Promise<void> => {
      await until(
        () => Promise.resolve(told.length),
        (count) => count === times,
      );
    };
    attributions.show();
    await until(lists, (count) => count === 1);
    attributions.show();
    held[0]?.();
    await shown(1);
    assert.equal(lists(), 1, "one reading at a time");
    attributions.show();
    assert.deepEqual([told.length, lists()], [2, 1]);
    attributions.becomeOld();
    attributions.show();
    await shown(4);
    assert.equal(lists(), 2);
  });

  it("are only missing from the page where they cannot be read, which the log says", async () => {
    platform.intercept = (_request, response) => {
      answerJson(response, { detail: "Not yours." }, 403);
      return true;
    };
    await attributions.read();
    assert.deepEqual(told, []);
    assert.match(logged.join(), /^attributions of a model: .*(?:403|forbidden)/s);
  });
});
