import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for each test of the describe block that calls this; removed after it. */
export function scratchFolder(): () => string {
  let path = "";
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "alviss-test-"));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return () => path;
}
