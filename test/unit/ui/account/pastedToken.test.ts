import assert from "node:assert/strict";
import "../../../support/vscodeStandIn";

const { pastedTokenProblem } = await import("../../../../src/ui/account/pastedToken");

describe("a pasted token", () => {
  it("is trimmed and taken", () => {
    for (const good of ["abc.DEF-123_456", "  abc\n", "\tabc\r\n", "bearerOfNews", "eyJh.eyJz.c2ln=="])
      assert.equal(pastedTokenProblem(good), undefined, good);
  });

  it("is not taken with what is often copied along, and a sentence says what that is", () => {
    for (const [pasted, sentence] of [
      ["", /the field is empty/],
      [" \n ", /the field is empty/],
      ["Bearer abc", /without the word Bearer/],
      ["bearer\tabc", /without the word Bearer/],
      ["Authorization: Bearer abc", /whole header line/],
      ['"abc"', /without quotation marks/],
      ["'abc'", /without quotation marks/],
      ["`abc`", /without quotation marks/],
      ["“abc”", /without quotation marks/],
      ['abc"', /without quotation marks/],
      ['"Bearer abc"', /without quotation marks/],
      ["abc\ndef", /no spaces or line breaks/],
      ["abc def", /no spaces or line breaks/],
      ["abc…", /plain letters, digits and signs/],
      ["abc\u200b", /plain letters, digits and signs/],
    ] as const)
      assert.match(pastedTokenProblem(pasted) ?? "", sentence, JSON.stringify(pasted));
  });
});
