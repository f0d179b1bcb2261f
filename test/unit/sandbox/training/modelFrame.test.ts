import assert from "node:assert/strict";
import { type GraphOf, isoDay, productsOf } from "../../../../src/sandbox/training/modelFrame";

describe("whether a graph treats products one by one", () => {
  const high = (pooling?: "none" | "partial" | "complete"): GraphOf => ({
    level: "high",
    graph: {
      nodes: [
        { id: "sales", type: "target" },
        { id: "tv", type: "media", effect: pooling ? { pooling } : {} },
      ],
      edges: [{ from: "tv", to: "sales" }],
    },
  });
  const low = (scale: number[]): GraphOf => ({
    level: "low",
    graph: {
      nodes: [{ id: "y", kind: "observe", attrs: { scale, likelihood: "normal", nu: 4, drift: "none" } }],
      edges: [],
    },
  });

  it("follows the pooling of its effects at the high level", () => {
    assert.deepEqual([high(), high("complete"), high("partial"), high("none")].map(productsOf), [
      "sum",
      "sum",
      "pooled",
      "pooled",
    ]);
  });

  it("follows the number of sales scales at the low level", () => {
    assert.deepEqual([low([10]), low([10, 20])].map(productsOf), ["sum", "pooled"]);
  });
});

describe("dates that clients send back", () => {
  it("lose a time and a zone", () => {
    assert.deepEqual(["2024-01-01", "2024-01-01T00:00:00Z"].map(isoDay), ["2024-01-01", "2024-01-01"]);
  });
});
