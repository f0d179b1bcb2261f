import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { callDataWorker } from "../../../../src/sandbox/store/dataWorker";
import { scratchFolder } from "../../../support/scratchFolder";

/** Answers a task with its thread and what came; fails, goes or never answers where the task says so. */
const WORKER = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", ({ kind, task }) => {
  if (kind === "cancel" || task === "never") return;
  if (task === "go") process.exit(3);
  if (task === "fail") return parentPort.postMessage({ kind: "failed", message: "no such file" });
  parentPort.postMessage({ kind: "progress", progress: 0.5 });
  parentPort.postMessage({ kind: "done", result: { threadId, task } });
});
`;

describe("the data worker", function () {
  this.timeout(20_000);
  const folder = scratchFolder();
  const never = new AbortController().signal;
  const call = async (task: unknown, options: { idleMs?: number; signal?: AbortSignal } = {}) => {
    const file = join(folder(), "worker.mjs");
    writeFileSync(file, WORKER);
    const workerUrl = pathToFileURL(file);
    return (await callDataWorker({ workerUrl, task, signal: never, ...options })) as {
      threadId: number;
      task: unknown;
    };
  };

  it("takes the next task as long as it is idle, and two at once go to two", async () => {
    const first = await call("a");
    assert.equal((await call("b")).threadId, first.threadId);
    const both = await Promise.all([call("c"), call("d")]);
    assert.equal(new Set(both.map(({ threadId }) => threadId)).size, 2);
    assert.ok(both.some(({ threadId }) => threadId === first.threadId));
  });

  it("gets no task any more from the moment it is ended for want of work", async () => {
    const threads = new Set<number>();
    for (let round = 0; round < 20; round++) {
      const { threadId } = await call(round, { idleMs: 1 });
      assert.ok(!threads.has(threadId), "the thread should have been given up");
      threads.add(threadId);
      // Later than the worker's own timer, in the same turn: it is being ended and not gone yet.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.equal((await call("last", { idleMs: 1 })).task, "last");
  });

  it("gets no task any more once it was cancelled, failed tasks leave it whole", async () => {
    const { threadId } = await call("a");
    await assert.rejects(call("fail"), /no such file/);
    assert.equal((await call("b")).threadId, threadId);
    await assert.rejects(call("never", { signal: AbortSignal.timeout(20) }), /timeout/i);
    assert.notEqual((await call("c")).threadId, threadId);
  });

  it("that ends in the middle of a task is said to have, and the next task goes to another", async () => {
    await assert.rejects(call("go"), /ended without an answer/);
    assert.equal((await call("a")).task, "a");
  });
});
