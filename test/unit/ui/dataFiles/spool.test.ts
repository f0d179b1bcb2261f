import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeOldCopies } from "../../../../src/ui/dataFiles/spool";

describe("the copies made for uploads", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "alviss-spool-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("go when they are a day old, and stay while another window may be sending them", async () => {
    for (const name of ["old", "young"]) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "Sales.csv"), "Country\n");
    }
    await utimes(join(folder, "old"), new Date(0), new Date(0));
    await removeOldCopies(folder);
    assert.deepEqual(await readdir(folder), ["young"]);
  });

  it("need not be there", async () => {
    await removeOldCopies(join(folder, "nothing"));
  });
});
