import assert from "node:assert/strict";
import { phaseOf } from "../../../src/platform/status";

describe("status words", () => {
  it("complete and completed both mean done, whatever the case", () => {
    for (const word of ["complete", "completed", "Complete", " COMPLETED "]) assert.equal(phaseOf(word), "done", word);
  });
  it("bad endings are failures", () => {
    for (const word of ["failed", "error", "Cancelled", "canceled", "aborted", "timed out"])
      assert.equal(phaseOf(word), "failed", word);
  });
  it("a word never seen, or none, means working and never success", () => {
    for (const word of ["frobnicating", "", "incomplete", "not complete", undefined])
      assert.equal(phaseOf(word), "working", String(word));
  });
});
