import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setDataAside } from "../../../../src/ui/sandbox/resetFolder";

describe("a reset of the sandbox's folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "alviss-reset-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps all that is the sandbox's in a folder of its own, and leaves what is not", async () => {
    for (const part of ["uploads", "fits"]) mkdirSync(join(folder, part));
    const own = ["sandbox.sqlite", "sandbox.sqlite-journal", "uploads/a.sqlite", "fits/1", "sandbox.log"];
    for (const name of [...own, "notes.txt"]) writeFileSync(join(folder, name), name);
    const kept = await setDataAside(folder, new Date("2026-01-02T03:04:05.678Z"));
    assert.equal(kept, join(folder, "before-reset-2026-01-02T03-04-05-678Z"));
    for (const name of own) assert.equal(readFileSync(join(kept, name), "utf8"), name);
    assert.deepEqual(readdirSync(folder).sort(), ["before-reset-2026-01-02T03-04-05-678Z", "notes.txt"]);
  });

  it("keeps what an earlier one has kept, and has nothing to do in an empty or absent folder", async () => {
    mkdirSync(join(folder, "before-reset-2025"));
    assert.equal(await setDataAside(folder, new Date()), undefined);
    assert.deepEqual(readdirSync(folder), ["before-reset-2025"]);
    assert.equal(await setDataAside(join(folder, "absent"), new Date()), undefined);
  });

  it("leaves everything where it was when it cannot make the new folder", async () => {
    const path = join(folder, "data");
    mkdirSync(path);
    writeFileSync(join(path, "sandbox.sqlite"), "data");
    const now = new Date("2026-01-02T03:04:05.678Z");
    writeFileSync(join(path, "before-reset-2026-01-02T03-04-05-678Z"), "in the way");
    await assert.rejects(setDataAside(path, now), /EEXIST/);
    assert.ok(existsSync(join(path, "sandbox.sqlite")));
  });
});
