import assert from "node:assert/strict";
import { type FileContents } from "../../../../../src/dataFiles/acrossFiles";
import { type Run } from "../../../../../src/jobs/run";
import { idFromJson, type UploadId } from "../../../../../src/platform/ids";
import { type Tools } from "../../../../../src/ui/commands/tools";
import { contentsOf, rememberContents } from "../../../../../src/ui/commands/upload/fileContents";
import { type Place } from "../../../../../src/ui/explorer/nodes";

const upload = idFromJson<"upload">("12") as UploadId;
const place = { connection: { id: "c" }, project: { team: "1", id: "2" } } as unknown as Place;
const contents = (name: string): FileContents => ({
  name,
  summary: { type: "Media", rows: 1, combinations: [], first: "2024-01-08", last: "2024-01-15", periodicity: "Week" },
  words: { Product: ["Health"], Media: ["TV"] },
});
const runOf = (runId: string, id?: UploadId): Run =>
  ({
    ...{ runId, connectionId: "c", team: "1", project: "2", state: id === undefined ? "failed" : "succeeded" },
    ...(id !== undefined && { outcome: { result: "done", object: { kind: "upload", id }, next: [] } }),
  }) as unknown as Run;

function windowWith(runs: Run[], kept: Map<string, unknown> = new Map()): Tools {
  const memory = {
    get: (key: string, usual: unknown) => kept.get(key) ?? usual,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const jobs = { runs, load: () => Promise.resolve(runs), whenOver: () => Promise.resolve() };
  return { dataFiles: { memory }, jobs } as unknown as Tools;
}

describe("what is known of the files behind uploads", () => {
  it("is kept under the upload's id, also when its job has been cleared away", async () => {
    const kept = new Map<string, unknown>();
    await rememberContents(windowWith([runOf("r", upload)], kept), runOf("r"), contents("Media.csv"));
    const [found] = await contentsOf(windowWith([], kept), place, [upload]);
    assert.deepEqual([found?.name, found?.words], ["Media.csv", { Product: ["Health"] }]);
    assert.deepEqual(
      await contentsOf(windowWith([], kept), { ...place, connection: { id: "d" } } as Place, [upload]),
      [],
    );
  });

  it("is found by the job where the window was reloaded before the upload was over", async () => {
    const kept = new Map<string, unknown>();
    const never = windowWith([], kept);
    Object.assign(never.jobs, { whenOver: () => new Promise(() => undefined) });
    void rememberContents(never, runOf("r"), contents("Media.csv"));
    const found = await contentsOf(windowWith([runOf("r", upload)], kept), place, [upload]);
    assert.equal(found.length, 1);
  });

  it("is forgotten where the upload failed, and where there is too much of it", async () => {
    const kept = new Map<string, unknown>();
    await rememberContents(windowWith([runOf("r")], kept), runOf("r"), contents("Media.csv"));
    const span = { country_code: "SWE", region_code: "all", grouping: "all", first: "", last: "", periods: 1 };
    const combinations = Array.from({ length: 201 }, () => span);
    const many = { ...contents("Many.csv"), summary: { ...contents("").summary, combinations } };
    await rememberContents(windowWith([runOf("s", upload)], kept), runOf("s"), many);
    assert.deepEqual([...kept.values()], [[]]);
  });

  it("is read with suspicion", async () => {
    for (const wrong of ["x", [1, null, { runId: "r" }], { a: 1 }])
      assert.deepEqual(
        await contentsOf(windowWith([], new Map([["alviss.uploadContents", wrong]])), place, [upload]),
        [],
      );
  });
});
