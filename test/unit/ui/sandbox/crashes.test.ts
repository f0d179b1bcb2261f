import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetCrashes, lastWords, noteCrash } from "../../../../src/ui/sandbox/crashes";

describe("a sandbox that is gone", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "alviss-crashes-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const entry = (facts: object): void => appendFileSync(join(folder, "sandbox.log"), `${JSON.stringify(facts)}\n`);

  it("went in order if its log says so after its last start", async () => {
    entry({ msg: "ready" });
    entry({ msg: "stopping", why: "SIGTERM" });
    assert.ok((await lastWords(folder)).orderly);
    entry({ msg: "ready" });
    assert.deepEqual(await lastWords(folder), { orderly: false, words: undefined });
  });

  it("crashed if an error ended it, and the error's first line is its last word", async () => {
    entry({ msg: "ready" });
    entry({ msg: "unexpected", error: "Error: no such page\n    at somewhere" });
    entry({ msg: "stopping", why: "an unexpected error" });
    assert.deepEqual(await lastWords(folder), { orderly: false, words: "Error: no such page" });
  });

  it("tells the words of Node, which are no entries of the log", async () => {
    entry({ msg: "ready" });
    appendFileSync(join(folder, "sandbox.log"), "\nFATAL ERROR: heap out of memory\n----- Native stack trace -----\n");
    assert.equal((await lastWords(folder)).words, "FATAL ERROR: heap out of memory");
  });

  it("is a crash without a log", async () => assert.ok(!(await lastWords(folder)).orderly));

  it("is a crash like others where it cannot be written down", async () => {
    writeFileSync(join(folder, "file"), "");
    const lock = { pid: 7, url: "", version: "1", startedAt: "now" };
    assert.deepEqual(await noteCrash(join(folder, "file"), lock, Date.now()), { count: 1, isFirst: true });
  });

  it("counts once, whichever window saw it first, and not for longer than ten minutes", async () => {
    const now = Date.now();
    const lock = (pid: number) => ({ pid, url: "", version: "1", startedAt: "2024-01-01T00:00:00.000Z" });
    const seen = await Promise.all([1, 2, 3].map(() => noteCrash(folder, lock(7), now)));
    assert.deepEqual(
      seen.map(({ count }) => count),
      [1, 1, 1],
    );
    assert.equal(seen.filter(({ isFirst }) => isFirst).length, 1);
    assert.deepEqual(await noteCrash(folder, lock(8), now), { count: 2, isFirst: true });
    assert.deepEqual(await noteCrash(folder, lock(8), now), { count: 2, isFirst: false });
    assert.equal((await noteCrash(folder, lock(9), now + 602_000)).count, 1);
    await forgetCrashes(folder);
    assert.deepEqual(await noteCrash(folder, lock(10), now), { count: 1, isFirst: true });
  });
});
