import "../../../support/vscodeStandIn";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";

describe("why the sandbox did not start", () => {
  const rows: readonly (readonly [words: string, sentence: RegExp, another: boolean])[] = [
    ["ENOSPC: no space left on device, write", /the disk of its data folder .* is full\. Make room, or choose/, true],
    ["SQLite3Error: database or disk is full", /is full\. Make room/, true],
    ["The folder /x cannot hold the sandbox's data (EACCES: permission denied)", /Make the folder writable/, true],
    ["EROFS: read-only file system, mkdir '/x'", /Make the folder writable, or choose another/, true],
    ["The folder /x belongs to the sandbox with pid 7. Stop that one.", /another one has its data folder.*pid 7/, true],
    ["Port 0 cannot be opened (EMFILE): choose another one.", /no free port on 127\.0\.0\.1\. Try again/, false],
    ["Error: Cannot find module '/x/sandbox.js'", /a part of the extension is missing\. Install it again/, false],
    ["spawn /x/node ENOENT", /Install it again/, false],
    ["exit SIGKILL", /^The sandbox did not start: exit SIGKILL$/, false],
  ];
  for (const [words, sentence, another] of rows)
    it(`says what to do about: ${words}`, async () => {
      const { startFailure } = await import("../../../../src/ui/sandbox/startFailure");
      const { SandboxDidNotStart } = await import("../../../../src/ui/sandbox/launch");
      const refusal = await startFailure(new SandboxDidNotStart(words), tmpdir());
      assert.match(refusal?.message ?? "", sentence);
      const titles = refusal?.buttons.map(({ title }) => title);
      const folder = another ? ["Choose Another Folder"] : [];
      assert.deepEqual(titles, ["Try Again", ...folder, "Show Sandbox Log"]);
    });

  it("leaves alone what is no failure of a start", async () => {
    const { startFailure } = await import("../../../../src/ui/sandbox/startFailure");
    assert.equal(await startFailure(new Error("a mistake of ours"), tmpdir()), undefined);
  });
});
