import assert from "node:assert/strict";
import { fill } from "../../../../webview/shared/fill";

describe("filling a text", () => {
  it("puts values into their places, each as often as it is named", () => {
    assert.equal(fill("{1} of {0}, {1}", "all", 3), "3 of all, 3");
    assert.equal(fill("{0} and {1}", "one"), "one and {1}");
  });

  it("keeps a name that runs from right to left from turning the numbers beside it round", () => {
    assert.equal(
      fill("{0}: {1}", "\u05d8\u05dc TV", "1.18 [1.05, 1.32]"),
      "\u2068\u05d8\u05dc TV\u2069: 1.18 [1.05, 1.32]",
    );
  });
});
