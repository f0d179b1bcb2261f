import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { removeFolder, temporaryFolder } from "../../harness/firstRun.mjs";
import { inTurn } from "../../harness/turns.mjs";

describe("taking turns", () => {
  let folder = "";
  let lock = "";
  beforeEach(() => {
    folder = temporaryFolder();
    lock = join(folder, "deep", "install.lock");
  });
  afterEach(() => removeFolder(folder));

  it("lets one at a time work", async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => inTurn(lock, "working", work)));
    assert.equal(most, 1);
  });

  it("gives the turn back when the work fails", async () => {
    await assert.rejects(
      inTurn(lock, "working", () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(existsSync(lock), false);
  });

  it("takes over from a process that died", async () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    assert.equal(await inTurn(lock, "working", () => Promise.resolve("done")), "done");
  });
});
