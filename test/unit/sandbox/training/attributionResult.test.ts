import assert from "node:assert/strict";
import { join } from "node:path";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import {
  addAttribution,
  readAttribution,
  saveAttributionResult,
} from "../../../../src/sandbox/store/attributionRecords";
import { type Database } from "../../../../src/sandbox/store/database";
import { type DataFolder } from "../../../../src/sandbox/store/dataFolder";
import { addDataset } from "../../../../src/sandbox/store/datasetRecords";
import { addInstance } from "../../../../src/sandbox/store/graphRecords";
import { finishJob } from "../../../../src/sandbox/store/jobRecords";
import { addModel, saveModelFit } from "../../../../src/sandbox/store/modelRecords";
import { AttributionInputs } from "../../../../src/sandbox/training/attributionInputs";
import { AttributionResults } from "../../../../src/sandbox/training/attributionResult";
import { keepContributions } from "../../../../src/sandbox/training/contributionFile";
import { writeNumbers } from "../../../../src/sandbox/training/numberFile";
import { type Workplace } from "../../../../src/sandbox/training/jobTypes";
import { machinery } from "../../../../src/sandbox/training/machinery";
import { scratchRecords } from "../../../support/scratchRecords";

describe("the results of attributions", () => {
  const records = scratchRecords();
  const never = new AbortController().signal;

  /** Results whose summaries the test gives, and the levels that were computed. */
  async function results() {
    const { db, folder } = records();
    const iid = await recordedAttribution(records());
    const levels: number[] = [];
    const reused: boolean[] = [];
    const running = { whole: 0, part: 0 };
    let partHeld = Promise.resolve();
    let frames = 0;
    const place: Workplace = {
      db,
      folder,
      ingestWorker: new URL("file:///none"),
      engineWorker: new URL("file:///none"),
      workers: 1,
      severity: "documented",
      machinery: {
        ...machinery,
        loadFrame: () => {
          frames++;
          return Promise.resolve({ frame: FRAME, notes: [] });
        },
        explainAttributions: async ({ query: { level }, members: [member], part, returns, allReturns }) => {
          levels.push(level);
          reused.push(returns === RETURNS, allReturns === RETURNS);
          const kind = part === undefined ? "whole" : "part";
          running[kind]++;
          await new Promise((resolve) => setImmediate(resolve));
          if (part !== undefined) await partHeld;
          assert.equal(running[kind]--, 1, "two explanations of a kind at once");
          assert.equal(member?.contributions === undefined, part !== undefined);
          assert.deepEqual([member?.request.from, member?.request.to, member?.place.country_code], [1, 3, "SWE"]);
          const doubts = [{ check: "khat", status: "look", value: 0.9, limit: 0.7 }];
          assert.deepEqual(member?.doubts, part === undefined ? doubts : undefined, "a part tells nothing of the fit");
          return {
            explanation: { engine: "1", seed: 1, draws: 1, level, ...(part && { [part]: [] }) },
            returns: RETURNS,
          };
        },
      },
    };
    const attribution = readAttribution(db, { projectId: 1, iid });
    assert.ok(attribution);
    const inputs = new AttributionInputs(place);
    const kept = new AttributionResults(place, inputs);
    return {
      levels,
      reused,
      frames: () => frames,
      holdParts: (until: Promise<void>): void => void (partHeld = until),
      /** As somebody else asks for them. */
      input: (samples: number) => inputs.of({ ...attribution, samples }, never),
      at: async (level: number, signal = never, part?: "curves" | "decay", product?: string) => {
        const result = await kept.of([attribution], { level, by: "period", part, product }, signal);
        assert.ok(result !== undefined);
        return JSON.parse(result) as Record<string, unknown>;
      },
    };
  }

  it("are made from data that are read once, for results and for whoever else asks about the same draws", async () => {
    const { at, input, frames } = await results();
    await at(0.9);
    await at(0.5, never, "curves");
    await input(1);
    assert.equal(frames(), 1);
    await input(2);
    assert.equal(frames(), 2, "other draws are something else");
  });

  it("are computed once a level, one at a time", async () => {
    const { levels, at, frames } = await results();
    const all = await Promise.all([at(0.9), at(0.5), at(0.9)]);
    assert.deepEqual(
      all.map(({ v, level }) => [v, level]),
      [0.9, 0.5, 0.9].map((level) => [1, level]),
    );
    assert.deepEqual(levels, [0.9, 0.5]);
    assert.equal(frames(), 1, "the data are read once");
  });

  it("do not wait for a part, which may be of what nobody looks at any more", async () => {
    const { at, levels, holdParts } = await results();
    let letGo = (): void => undefined;
    holdParts(new Promise((resolve) => (letGo = resolve)));
    const parts = [at(0.9, never, "curves"), at(0.8, never, "decay")];
    await at(0.5);
    assert.deepEqual(levels.toSorted(), [0.5, 0.9], "the second part waits for the first");
    letGo();
    await Promise.all(parts);
    assert.deepEqual(levels.at(-1), 0.8);
  });

  it("compute the draws of returns once for the same cells, whatever the level", async () => {
    const { reused, at } = await results();
    for (const level of [0.9, 0.5]) await at(level);
    await at(0.5, never, undefined, "Beans");
    assert.deepEqual(reused, [false, false, true, true, false, true], "of a product those of all are handed out");
  });

  it("are not computed for a client that has gone, and the next one gets its own", async () => {
    const { levels, at } = await results();
    await assert.rejects(at(0.9, AbortSignal.abort(new Error("gone"))), /gone/);
    assert.equal((await at(0.9)).level, 0.9);
    assert.deepEqual(levels, [0.9]);
  });

  it("are kept apart by part, and only the whole reads the contributions", async () => {
    const { levels, at } = await results();
    assert.ok("curves" in (await at(0.9, never, "curves")));
    assert.ok("decay" in (await at(0.9, never, "decay")));
    assert.ok(!("decay" in (await at(0.9))));
    await at(0.9, never, "curves");
    assert.deepEqual(levels, [0.9, 0.9, 0.9]);
  });
});

const RETURNS = new Map([["TV", [{ spend: 1, further: new Float64Array(1), believed: new Float64Array(1) }]]]);
const DAYS = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"];
const FRAME: Frame = {
  dates: DAYS,
  daysPerPeriod: 7,
  units: ["all"],
  sales: new Float64Array(4),
  observed: new Uint8Array(4).fill(1),
  media: new Map(),
  mediaMetrics: new Map(),
  investment: new Map(),
  distribution: new Map(),
  events: new Map(),
  controls: new Map(),
};

/** An attribution of a fitted model; answers its number. */
async function recordedAttribution({ db, folder }: { db: Database; folder: DataFolder }): Promise<number> {
  const [createdAt, projectId] = ["2026-01-01", 1];
  const sources = { uploadIds: [], parentIds: [], mergedUploads: [] };
  const datasetIid = addDataset(db, { projectId, activate: false, ...sources }, createdAt);
  finishJob(db, "dataset", { projectId, iid: datasetIid }, null);
  const graph = { nodes: "[]", edges: "[]" };
  const instanceId = addInstance(db, { teamId: 1, projectId, graphId: null, nodeIds: [], ...graph });
  const training = { trainDates: DAYS, evalDates: [], epochs: 1, learningRate: 1, samples: 1, seed: 1 };
  const place = { country: "SWE", region: "all", grouping: "all" };
  const modelIid = addModel(
    db,
    projectId,
    {
      ...{ datasetIid, sourceIid: null, place, ...training, sampler: "fast", activate: false },
      ...{ graphId: null, instanceId, note: null },
    },
    createdAt,
  );
  await writeNumbers(join(folder.fits, "m.f64"), [new Float64Array(1)]);
  const fit = { engine: "1", seed: 1, sampler: "fast", names: ["a"], drawCount: 1, chains: 1, seconds: 1 };
  const metric = { r2: 1, mape: 0, wmape: 0, n: 1 };
  saveModelFit(
    db,
    { projectId, iid: modelIid },
    { ...fit, paretoK: 0.9, convergence: null, drawsFile: "m.f64" },
    { train: metric, all: metric },
  );
  const range = { startDate: "2024-01-02", endDate: "2024-01-15" };
  const iid = addAttribution(db, projectId, { modelIid, datasetIid, ...range, samples: 1 }, createdAt);
  const draws = {
    ...{ engine: "1", seed: 1, units: ["all"], dates: DAYS.slice(1, 3), reference: "training mean", drawCount: 1 },
    drivers: [{ name: "Base", kind: "base" as const, zeroSum: false }],
    contributions: new Float64Array(2),
    investment: new Map<string, Float64Array>(),
  };
  saveAttributionResult(db, { projectId, iid }, await keepContributions(folder.fits, "a.f64", draws));
  return iid;
}
