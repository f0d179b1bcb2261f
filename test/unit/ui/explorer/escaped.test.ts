import assert from "node:assert/strict";
import { escaped } from "../../../../src/ui/explorer/escaped";

describe("a text in a tooltip", () => {
  it("has no sign left that Markdown reads as its own", () => {
    const signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    assert.equal(escaped(signs), [...signs].map((sign) => `\\${sign}`).join(""));
    assert.equal(escaped("Försäljning 12 м"), "Försäljning 12 м");
  });

  it("keeps its lines, and makes no block of one that is set in", () => {
    assert.equal(escaped("one\r\n    two\n\n\n1. three"), "one  \ntwo  \n1\\. three");
  });
});
