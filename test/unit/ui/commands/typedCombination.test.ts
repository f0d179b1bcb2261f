import assert from "node:assert/strict";
import { parseCombination } from "../../../../src/ui/commands/ask/typedCombination";

describe("a typed combination", () => {
  it("is three names around slashes, with or without spaces", () => {
    const sweden = { country: "SWE", region: "Skåne län", grouping: "all" };
    assert.deepEqual(parseCombination("SWE / Skåne län / all"), sweden);
    assert.deepEqual(parseCombination(" SWE/Skåne län/all "), sweden);
  });

  it("is not taken with a name missing, or one too many", () => {
    for (const text of ["", "SWE", "SWE / all", "SWE / / all", "SWE / all / ", "SWE / all / all / all"])
      assert.equal(parseCombination(text), undefined, text);
  });
});
