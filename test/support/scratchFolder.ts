import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for each test of the describe block that calls this; removed after the block. */
export function scratchFolder(): () => string {
  const paths: string[] = [];
  beforeEach(() => {
    paths.push(mkdtempSync(join(tmpdir(), "alviss-test-")));
  });
  // Not after each test: what the tests opened there is closed by hooks that come later than this one.
  after(() => paths.forEach((path) => rmSync(path, { recursive: true, force: true })));
  return () => paths.at(-1) ?? "";
}
