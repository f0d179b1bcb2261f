import assert from "node:assert/strict";
import { addDataset } from "../../../../src/sandbox/store/datasetRecords";
import { beginJob, type JobKind, readJob, type RecordKey } from "../../../../src/sandbox/store/jobRecords";
import { addAttributionSet } from "../../../../src/sandbox/store/attributionSetRecords";
import { addAttribution } from "../../../../src/sandbox/store/attributionRecords";
import { JobQueue, type QueueOptions } from "../../../../src/sandbox/training/jobQueue";
import { JobFailed, type JobRun } from "../../../../src/sandbox/training/jobTypes";
import { DiskFull } from "../../../../src/sandbox/store/database";
import { scratchRecords } from "../../../support/scratchRecords";

describe("the job queue", () => {
  const records = scratchRecords();
  const never = new AbortController().signal;

  const dataset = (): RecordKey => ({
    projectId: 1,
    iid: addDataset(
      records().db,
      { projectId: 1, uploadIds: [], parentIds: [], mergedUploads: [], activate: false },
      "2026-01-01",
    ),
  });
  const attribution = (): RecordKey => ({
    projectId: 1,
    iid: addAttribution(
      records().db,
      1,
      { modelIid: 1, datasetIid: 1, startDate: "", endDate: "", samples: 1 },
      "2026-01-01",
    ),
  });
  const state = (kind: JobKind, key: RecordKey) => readJob(records().db, kind, key)?.state;
  const message = (kind: JobKind, key: RecordKey) => readJob(records().db, kind, key)?.message;

  /** A job whose end the test decides. */
  function held() {
    const runs: JobRun[] = [];
    const ends: { finish: () => void; fail: (error: Error) => void }[] = [];
    const started: (() => void)[] = [];
    const perform: QueueOptions["perform"] = (_kind, run) =>
      new Promise((resolve, reject) => {
        runs.push(run);
        ends.push({ finish: () => resolve({ message: "well", save: () => undefined }), fail: reject });
        run.signal.addEventListener("abort", () => reject(run.signal.reason as Error));
        for (const tell of started.splice(0)) tell();
      });
    /** Resolves when as many jobs have begun. */
    const begun = async (count: number) => {
      while (runs.length < count) await new Promise<void>((resolve) => started.push(resolve));
    };
    return { perform, runs, ends, begun };
  }
  const queueOf = (perform: QueueOptions["perform"], now = () => 0, failures: unknown[] = []) =>
    new JobQueue({ db: records().db, perform, now, onFailure: (_kind, _key, error) => failures.push(error) });

  it("keeps how a job ended until a full disk takes it, and goes on with the next", async () => {
    const { db } = records();
    let full = 3;
    const save = () => {
      if (full-- > 0) throw new DiskFull("full");
    };
    const queue = new JobQueue({
      db,
      now: () => 0,
      retryMs: 1,
      onFailure: () => undefined,
      perform: () => Promise.resolve({ message: "well", save }),
    });
    const [first, second] = [dataset(), dataset()];
    queue.add("dataset", first);
    queue.add("dataset", second);
    await queue.settled("dataset", second, never);
    assert.deepEqual([state("dataset", first), state("dataset", second), full < 0], ["done", "done", true]);
  });

  it("says that the disk is full where a worker met its end", async () => {
    for (const error of [new Error("disk I/O error"), Object.assign(new Error("x"), { code: "ENOSPC" })]) {
      const queue = queueOf(() => Promise.reject(error));
      const key = dataset();
      queue.add("dataset", key);
      await queue.settled("dataset", key, never);
      assert.match(String(message("dataset", key)), /disk of the data folder is full/);
    }
  });

  it("shows a job as pending, then working, then done with its message", async () => {
    const { perform, ends, begun } = held();
    const queue = queueOf(perform);
    const key = dataset();
    queue.add("dataset", key);
    assert.equal(state("dataset", key), "pending");
    await begun(1);
    assert.equal(state("dataset", key), "working");
    assert.equal(queue.idle, false);
    ends[0]?.finish();
    await queue.settled("dataset", key, never);
    assert.deepEqual([state("dataset", key), message("dataset", key)], ["done", "well"]);
  });

  it("runs one dataset at a time, while an attribution need not wait for it", async () => {
    const { perform, ends, begun, runs } = held();
    const queue = queueOf(perform);
    const [first, second, other] = [dataset(), dataset(), attribution()];
    queue.add("dataset", first);
    queue.add("dataset", second);
    queue.add("attribution", other);
    await begun(2);
    assert.deepEqual([state("dataset", second), state("attribution", other)], ["pending", "working"]);
    ends[0]?.finish();
    await begun(3);
    assert.equal(runs.length, 3);
    assert.equal(state("dataset", second), "working");
    await queue.close(1000);
  });

  it("writes the sentence of a failed job, and what the job had learnt", async () => {
    const { perform, ends, begun } = held();
    const failures: unknown[] = [];
    const queue = queueOf(perform, () => 0, failures);
    const key = dataset();
    let learnt = false;
    queue.add("dataset", key);
    await begun(1);
    ends[0]?.fail(new JobFailed("No Sales.", () => (learnt = true)));
    await queue.settled("dataset", key, never);
    assert.deepEqual([state("dataset", key), message("dataset", key), learnt], ["failed", "No Sales.", true]);
    assert.equal(failures.length, 1);
  });

  it("leaves nothing half saved when saving a result fails", async () => {
    const { db } = records();
    const queue = queueOf(() =>
      Promise.resolve({
        message: null,
        save: () => {
          addAttributionSet(db, 1, { attributionIds: [], activate: false }, "2026-01-01");
          throw new Error("disk full");
        },
      }),
    );
    const key = dataset();
    queue.add("dataset", key);
    await queue.settled("dataset", key, never);
    assert.deepEqual([state("dataset", key), message("dataset", key)], ["failed", "disk full"]);
    assert.equal(readJob(db, "attributionSet", { projectId: 1, iid: 1 }), undefined);
  });

  it("cancels a job that runs and one that waits, and says no for one that is over", async () => {
    const { perform, begun, runs } = held();
    const queue = queueOf(perform);
    const [running, waiting] = [dataset(), dataset()];
    queue.add("dataset", running);
    queue.add("dataset", waiting);
    await begun(1);
    assert.equal(queue.cancel("dataset", waiting), true);
    assert.equal(queue.cancel("dataset", running), true);
    assert.equal(runs[0]?.signal.aborted, true);
    assert.deepEqual([state("dataset", running), state("dataset", waiting)], ["cancelled", "cancelled"]);
    assert.equal(queue.cancel("dataset", running), false);
    await queue.close(1000);
    assert.equal(state("dataset", running), "cancelled");
    assert.equal(runs.length, 1);
  });

  it("writes progress at most four times a second, and every new phase", async () => {
    const { perform, begun, runs } = held();
    let time = 0;
    const queue = queueOf(perform, () => time);
    const key = dataset();
    queue.add("dataset", key);
    await begun(1);
    const told = (fraction: number, phase: string) => {
      runs[0]?.report(fraction, phase);
      return readJob(records().db, "dataset", key)?.progress;
    };
    assert.equal(told(0.1, "a"), 0.1);
    assert.equal(told(0.2, "a"), 0.1);
    assert.equal(told(0.3, "b"), 0.3);
    time = 251;
    assert.equal(told(0.4, "b"), 0.4);
    await queue.close(1000);
  });

  it("puts a running job back at an orderly stop, without counting it as an attempt", async () => {
    const { perform, begun } = held();
    const queue = queueOf(perform);
    const key = dataset();
    queue.add("dataset", key);
    await begun(1);
    await queue.close(1000);
    const job = readJob(records().db, "dataset", key);
    assert.deepEqual([job?.state, job?.attempts], ["pending", 0]);
  });

  it("does not wait longer than it is told for a job that will not stop", async () => {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const queue = queueOf(() => {
      begin();
      return new Promise(() => undefined);
    });
    const key = dataset();
    queue.add("dataset", key);
    await begun;
    await queue.close(1);
    assert.equal(state("dataset", key), "pending");
  });

  it("begins a job again that was cut off once, and fails one that was cut off twice", async () => {
    const { perform, ends, begun } = held();
    const [cutOnce, cutTwice] = [dataset(), dataset()];
    beginJob(records().db, "dataset", cutOnce);
    beginJob(records().db, "dataset", cutTwice);
    beginJob(records().db, "dataset", cutTwice);
    const queue = queueOf(perform);
    queue.resume();
    assert.equal(state("dataset", cutTwice), "failed");
    assert.match(message("dataset", cutTwice) ?? "", /stopped twice while this was running/);
    assert.match(message("dataset", cutOnce) ?? "", /Begun again/);
    await begun(1);
    ends[0]?.finish();
    await queue.settled("dataset", cutOnce, never);
    assert.equal(state("dataset", cutOnce), "done");
  });

  it("stops waiting for a job when the waiter is told to", async () => {
    const { perform, begun } = held();
    const queue = queueOf(perform);
    const key = dataset();
    queue.add("dataset", key);
    await begun(1);
    const stop = new AbortController();
    const waiting = assert.rejects(queue.settled("dataset", key, stop.signal), /enough/);
    stop.abort(new Error("enough"));
    await waiting;
    await queue.close(1000);
  });

  it("is idle again when all is over", async () => {
    const { perform, ends, begun } = held();
    const queue = queueOf(perform);
    const key = dataset();
    queue.add("dataset", key);
    await begun(1);
    ends[0]?.finish();
    await queue.settled("dataset", key, never);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(queue.idle, true);
  });
});
