import assert from "node:assert/strict";
import { readJson } from "../../../src/jsonText/read";
import { type AlvissError, mayHaveHappened } from "../../../src/platform/errors";
import { type DatasetId, type Kind, type ModelId, type TeamId } from "../../../src/platform/ids";
import { readDateList, readProjects, readRecord, readRecords, readTeams } from "../../../src/platform/readers";

const endpoint = "POST /v1/api/projects/1/2/datasets";

describe("reading answers", () => {
  const notes: string[] = [];
  const reading = { endpoint, note: (words: string) => void notes.push(words) };
  const read = <K extends Kind>(kind: K, text: string) => readRecord(kind, readJson(text), reading);
  const refusal = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      assert.equal((error as AlvissError).kind, "notJson");
      assert.equal(mayHaveHappened(error as AlvissError), true);
      return (error as AlvissError).serverWords ?? "";
    }
    return assert.fail("it was read");
  };

  beforeEach(() => {
    notes.length = 0;
  });

  it("takes known fields in odd spelling, and notes it", () => {
    const model = read(
      "model",
      `{"iid": 7, "STATUS": "Completed", "country": "SWE", "Region": "all", "data_set": {"iId": 3},
        "graphInstance": {"IID": 1, "ID": 90001, "GRAPH": {"Iid": 2, "id": 80001}}}`,
    );
    assert.deepEqual(
      [model.id, model.status, model.phase, model.combination?.country, model.datasetId],
      ["7", "Completed", "done", "SWE", "3"],
    );
    assert.deepEqual([model.graphInstanceId, model.graphId], ["90001", "80001"]);
    assert.ok(notes.includes('"STATUS" is read as "Status"') && notes.includes('"data_set" is read as "DataSet"'));
    assert.ok("STATUS" in model.raw && !("Status" in model.raw), "the server's own fields are kept as they came");
  });

  it("prefers the known spelling where both are there", () => {
    const dataset = read("dataset", '{"status":"failed","IId":1,"iid":2,"Status":"complete"}');
    assert.deepEqual([dataset.id, dataset.status, notes], ["1", "complete", []]);
  });

  it("never takes Id for IId, in whatever spelling, nor the other way round", () => {
    for (const kind of ["dataset", "model", "attribution", "attributionSet"] as const)
      assert.match(
        refusal(() => read(kind, '{"Id":5,"ID":6,"id":7,"_id":8}')),
        /has no IId; keys: Id, ID, id, _id\./,
      );
    const model = read("model", '{"IId":1,"GraphInstance":{"IId":5,"Graph":{"iid":6}},"DataSet":{"Id":7}}');
    assert.deepEqual([model.graphInstanceId, model.graphId, model.datasetId], [undefined, undefined, undefined]);
  });

  it("finds the id of an upload under its other names, and notes it", () => {
    assert.deepEqual([read("upload", '{"upload_id":1,"IId":2,"Id":3}').id, notes], ["1", []]);
    assert.equal(read("upload", '{"IId":2,"Id":3}').id, "2");
    assert.equal(read("upload", '{"id":3}').id, "3");
    assert.deepEqual(notes, [
      "has no upload_id; its IId is taken",
      '"id" is read as "Id"',
      "has no upload_id; its Id is taken",
    ]);
  });

  it("keeps ids beyond 2^53 exactly, wherever they stand", () => {
    const big = "9007199254740993";
    const model = read(
      "model",
      `{"IId":${big},"DataSet":{"IId":${big}},"SourceModelId":${big},"GraphInstance":{"Id":${big},"Graph":{"Id":${big}}}}`,
    );
    const { id, datasetId, sourceModelId, graphInstanceId, graphId } = model;
    assert.deepEqual([id, datasetId, sourceModelId, graphInstanceId, graphId], Array<string>(5).fill(big));
    assert.deepEqual(read("attributionSet", `{"IId":1,"Attributions":[{"IId":${big}},{"Id":2}]}`).attributionIds, [
      big,
    ]);
    assert.deepEqual(readTeams(readJson(`[{"Id":${big}}]`), reading)[0]?.id, big);
    assert.deepEqual(readProjects(readJson(`[{"Id":${big}}]`), "1" as TeamId, reading)[0]?.id, big);
  });

  it("says precisely what it cannot use, and never a value", () => {
    const rows: readonly [() => unknown, RegExp][] = [
      [() => read("dataset", "{}"), /^The answer to POST \S+datasets has no IId; keys: none\.$/],
      [() => read("dataset", '{"IId":null,"Status":"x","a":"hidden"}'), /has no IId; keys: IId, Status, a\.$/],
      [() => read("dataset", "[1]"), /is a list instead of an object\.$/],
      [() => read("dataset", "7"), /is a number instead of an object\.$/],
      [() => read("upload", "null"), /is null instead of an object\.$/],
      [
        () => readDateList(readJson('{"dates":["2024-01-01"]}'), reading),
        /is an object instead of a list of dates; keys: dates\.$/,
      ],
      [
        () => readDateList(readJson('["2024-01-01",20240108]'), reading),
        /is not a list of dates: entry 2 is a number\.$/,
      ],
      [() => readTeams(readJson('{"count":0}'), reading), /holds no list; keys: count\.$/],
      [() => readTeams(readJson("true"), reading), /is true or false instead of a list\.$/],
    ];
    for (const [work, expected] of rows) assert.match(refusal(work), expected);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${String(index)}`, 1]));
    assert.match(
      refusal(() => read("dataset", JSON.stringify(many))),
      /k19, \.\.\.\.$/,
    );
  });

  it("leaves entries of a list out that name no object, and notes which", () => {
    const found = readRecords("model", readJson('[{"IId":1},{"Id":2},3]'), reading);
    assert.deepEqual(
      found.map(({ id }) => id),
      ["1"],
    );
    assert.deepEqual(notes, ["entry 2 is left out: it names no model", "entry 3 is left out: it names no model"]);
  });

  it("knows a record by the id it was asked for, and notes when it names another", () => {
    const asked = readRecord("model", readJson('{"IId":9}'), reading, "7" as ModelId);
    assert.deepEqual([asked.id, notes], ["7", ["names the model 9"]]);
    notes.length = 0;
    readRecord("dataset", readJson('{"IId":"7"}'), reading, "7" as DatasetId);
    assert.deepEqual(notes, []);
  });

  it("takes either word for the end of any kind, and notes words nobody has documented", () => {
    const words = ["complete", "completed", "COMPLETED", " Complete ", "done", "Failed", "training", "nie gehört"];
    const phases = words.map((word) => read("model", JSON.stringify({ IId: 1, Status: word })).phase);
    assert.deepEqual(phases, ["done", "done", "done", "done", "done", "failed", "working", "working"]);
    assert.equal(notes.length, 4);
    assert.ok(notes.includes('the status "done" is taken for done'), notes.join());
  });
});
