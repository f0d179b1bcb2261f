import assert from "node:assert/strict";
import {
  addAttribution,
  readAttribution,
  saveAttributionResult,
} from "../../../../src/sandbox/store/attributionRecords";
import { AttributionResults } from "../../../../src/sandbox/training/attributionResult";
import { keepContributions } from "../../../../src/sandbox/training/contributionFile";
import { type Workplace } from "../../../../src/sandbox/training/jobTypes";
import { machinery } from "../../../../src/sandbox/training/machinery";
import { scratchRecords } from "../../../support/scratchRecords";

describe("the results of attributions", () => {
  const records = scratchRecords();
  const never = new AbortController().signal;

  /** Results whose summaries the test gives, and the levels that were computed. */
  async function results() {
    const { db, folder } = records();
    const iid = addAttribution(
      db,
      1,
      { modelIid: 1, datasetIid: 1, startDate: "", endDate: "", samples: 1 },
      "2026-01-01",
    );
    const draws = {
      engine: "1",
      seed: 1,
      drivers: [{ name: "Base", kind: "base" as const, zeroSum: false }],
      units: ["a"],
      dates: ["2024-01-01"],
      reference: "training mean",
      drawCount: 1,
      contributions: new Float64Array(1),
      investment: new Map<string, Float64Array>(),
    };
    saveAttributionResult(db, { projectId: 1, iid }, await keepContributions(folder.fits, "a.f64", draws));
    const levels: number[] = [];
    let running = 0;
    const place: Workplace = {
      db,
      folder,
      ingestWorker: new URL("file:///none"),
      engineWorker: new URL("file:///none"),
      workers: 1,
      machinery: {
        ...machinery,
        summariseContributions: async (_draws, level) => {
          levels.push(level);
          running++;
          await new Promise((resolve) => setImmediate(resolve));
          assert.equal(running--, 1, "two summaries at once");
          return { total: { mean: level, p50: 0, lo: 0, hi: 0 }, totals: [], roi: [], media: null };
        },
      },
    };
    const attribution = readAttribution(db, { projectId: 1, iid });
    assert.ok(attribution);
    const kept = new AttributionResults(place);
    return { levels, at: (level: number, signal = never) => kept.of(attribution, level, signal) };
  }

  it("are computed once a level, one at a time", async () => {
    const { levels, at } = await results();
    const all = await Promise.all([at(0.9), at(0.5), at(0.9)]);
    assert.deepEqual(
      all.map(({ level, total }) => [level, total.mean]),
      [0.9, 0.5, 0.9].map((level) => [level, level]),
    );
    assert.deepEqual(levels, [0.9, 0.5]);
  });

  it("are not computed for a client that has gone, and the next one gets its own", async () => {
    const { levels, at } = await results();
    await assert.rejects(at(0.9, AbortSignal.abort(new Error("gone"))), /gone/);
    assert.equal((await at(0.9)).level, 0.9);
    assert.deepEqual(levels, [0.9]);
  });
});
