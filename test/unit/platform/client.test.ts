import assert from "node:assert/strict";
import { idOf } from "../../support/sandboxClient";
import { answerJson } from "../../support/rawServer";
import { type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";

describe("the client against a server with only the documented calls", () => {
  let platform: ScriptedPlatform;

  beforeEach(async () => {
    platform = await scriptedPlatform();
  });
  afterEach(() => platform.close());

  const answer = (body: unknown, status = 200): void => {
    platform.intercept = (_request, response) => {
      answerJson(response, body, status);
      return true;
    };
  };

  it("does not take a refusal for a missing list", async () => {
    answer({ detail: "Project 2 does not exist." }, 404);
    await assert.rejects(platform.client().list("dataset", platform.project), { kind: "notFound" });
    answer({ detail: "no" }, 403);
    await assert.rejects(platform.client().list("dataset", platform.project), { kind: "forbidden" });
  });

  it("tells an unknown address from nothing being active", async () => {
    answer({ detail: "Not Found" }, 404);
    await assert.rejects(platform.client().readActiveDataset(platform.project), { kind: "notFound" });
    answer({ detail: "There is no active dataset." }, 404);
    assert.equal(await platform.client().readActiveDataset(platform.project), undefined);
  });

  it("does not say of dates, which only a POST reads, that anything may have happened", async () => {
    const readDates = () => platform.client().readDates(platform.project, idOf<"dataset">(1), []);
    answer({ detail: "No dates today." }, 500);
    await assert.rejects(readDates(), { kind: "server", serverWords: "No dates today.", remedy: undefined });
    platform.intercept = (_request, response) => {
      response.destroy();
      return true;
    };
    await assert.rejects(readDates(), { kind: "network", remedy: undefined });
  });

  it("reads IId where Id stands beside it, and keeps every field", async () => {
    answer('[{"Id":70001,"IId":9007199254740993,"Status":"Trained?","Extra":{"a":[1]}},{"Id":5}]');
    const models = await platform.client().list("model", platform.project);
    assert.equal(models?.length, 1);
    assert.deepEqual([models[0]?.id, models[0]?.phase, models[0]?.status], ["9007199254740993", "working", "Trained?"]);
    assert.deepEqual(models[0]?.raw["Extra"], { a: [1] });
    assert.equal(models[0]?.raw["IId"], 9007199254740993n);
  });

  it("never takes Id for the id of a new object", async () => {
    answer({ Id: 5 });
    const error = await platform
      .client()
      .createDataset(platform.project, { uploadIds: [] })
      .catch((thrown: unknown) => thrown);
    assert.match(String(error), /The answer to POST \/v1\/api\/projects\/1\/2\/datasets has no IId; keys: Id\./);
  });

  it("finds teams in whatever shape they come", async () => {
    const shapes: readonly [unknown, unknown][] = [
      [[{ Id: 1, Name: "A" }], [{ id: "1", name: "A" }]],
      [{ count: 1, teams: [{ team_id: "t-1", title: "B" }] }, [{ id: '"t-1"', name: "B" }]],
      [[{ uuid: "u", TeamName: "C" }, { Name: "no id" }], [{ id: '"u"', name: "C" }]],
      [[], []],
    ];
    for (const [body, expected] of shapes) {
      answer(body);
      assert.deepEqual(await platform.client().listTeams(), expected);
    }
    answer({ nothing: 1 });
    await assert.rejects(platform.client().listTeams(), /team\/teams holds no list; keys: nothing\./);
  });

  it("keeps a record readable when fields are missing or of another type", async () => {
    answer('{"Status":7,"Country":null,"DataSet":[],"GraphInstance":null,"Metrics":1,"Progress":NaN,"Loss":"x"}');
    const model = await platform.client().readModel(platform.project, idOf<"model">(8));
    assert.deepEqual(
      [
        model.id,
        model.status,
        model.phase,
        model.combination,
        model.graphId,
        model.metrics,
        model.progress,
        model.loss,
      ],
      ["8", undefined, "working", undefined, undefined, undefined, undefined, undefined],
    );
  });

  it("says which field of a result it cannot read", async () => {
    answer({ v: 1, engine: "1", seed: 1, draws: "many" });
    await assert.rejects(platform.client().readAttributionResult(platform.project, idOf<"attribution">(1)), /at draws/);
  });

  it("activates a dataset by POST and a set by PATCH, and minds no empty answer", async () => {
    platform.intercept = (_request, response) => {
      response.writeHead(204).end();
      return true;
    };
    await platform.client().activateDataset(platform.project, idOf<"dataset">(3));
    await platform.client().activateAttributionSet(platform.project, idOf<"attributionSet">(4));
    assert.deepEqual(platform.made(), ["POST datasets/3/activate", "PATCH attributionset/4/activate"]);
  });
});
