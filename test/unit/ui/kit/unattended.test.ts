import assert from "node:assert/strict";
import { cancelled } from "../../../../src/platform/errors";
import { unattended } from "../../../../src/ui/kit/unattended";

describe("work that nobody waits for", () => {
  it("never throws: what goes wrong is logged, and what was given up is not", async () => {
    const lines: string[] = [];
    const log = { error: (line: string) => void lines.push(line) };
    await unattended(log, "secrets", () => Promise.reject(new Error("the keyring is locked")));
    await unattended(log, "tree", () => Promise.reject(cancelled()));
    await unattended(log, "tree", () => Promise.resolve(1));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^secrets: Error: the keyring is locked/);
  });
});
