import assert from "node:assert/strict";
import { needRoom, npmRefusal } from "../../harness/prerequisites.mjs";
import { Refusal } from "../../harness/refusal.mjs";

describe("room on the disk", () => {
  it("is asked for before anything is installed", () => {
    const nearlyFull = () => 120_400_000;
    assert.throws(() => needRoom("/clone", 700, "Installing the npm packages", nearlyFull), {
      constructor: Refusal,
      message:
        "Installing the npm packages needs 700 MB in /clone, and that disk has 120 MB left: make room and try again.",
    });
  });

  it("is measured where the nearest existing folder is", () => {
    assert.doesNotThrow(() => needRoom("/no/such/folder/yet", 0, "Installing"));
  });
});

describe("an npm command that failed", () => {
  const said = (output: string): string => npmRefusal("Installing the npm packages", output).message;

  for (const code of ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT"])
    it(`is blamed on the network after ${code}`, () => {
      const sentence = said(`npm error code ${code}\nnpm error network request to the registry failed`);
      assert.match(sentence, new RegExp(`could not be reached \\(${code}\\): check the network.+try again\\.$`));
    });

  it("is blamed on the disk when that is full", () => {
    assert.match(said("npm error code ENOSPC\nnpm error syscall write"), /disk is full: make room/);
  });

  it("keeps npm's own last words when the reason is another", () => {
    assert.match(
      said("first\nnpm error code EUSAGE\nnpm error lock file out of sync"),
      /npm said:\n.*EUSAGE\n.*sync$/s,
    );
  });
});
