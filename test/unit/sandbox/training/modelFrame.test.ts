import assert from "node:assert/strict";
import {
  evaluationFlags,
  type GraphOf,
  isoDay,
  metricsOf,
  productsOf,
} from "../../../../src/sandbox/training/modelFrame";
import { sentences } from "../../../../src/sandbox/training/jobTypes";

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

describe("the metrics that a graph names", () => {
  it("are those of its media nodes at the high level, vehicle by vehicle or for all", () => {
    const graph: GraphOf = {
      level: "high",
      graph: {
        nodes: [
          { id: "sales", type: "target" },
          { id: "tv", type: "media", data: { select: { Media: ["TV", "Radio"] }, metric: "GRP" } },
          { id: "unused", type: "media", data: { select: { Media: ["Print"] }, metric: "Reach" } },
          { id: "rest", type: "media", data: { metric: "Investment" } },
          { id: "free", type: "media", data: { select: { Media: ["Social"] } } },
        ],
        edges: ["tv", "rest", "free"].map((from) => ({ from, to: "sales" })),
      },
    };
    assert.deepEqual(metricsOf(graph), [
      { media: "TV", metric: "GRP" },
      { media: "Radio", metric: "GRP" },
      { media: null, metric: "Investment" },
    ]);
  });

  it("are those of its data nodes at the low level", () => {
    const graph: GraphOf = {
      level: "low",
      graph: {
        nodes: [
          { id: "a", kind: "data", attrs: { series: "media:TV: nights", scale: 2, metric: "GRP" } },
          { id: "b", kind: "data", attrs: { series: "media:Radio", scale: 2 } },
        ],
        edges: [],
      },
    };
    assert.deepEqual(metricsOf(graph), [{ media: "TV: nights", metric: "GRP" }]);
  });
});

describe("evaluation dates", () => {
  it("are flagged one by one, and never where the model trains", () => {
    const dates = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"];
    const frame = { dates } as unknown as Parameters<typeof evaluationFlags>[0];
    const evalDates = ["2024-01-08T00:00:00Z", "2024-01-15"];
    assert.deepEqual([...evaluationFlags(frame, { evalDates }, Uint8Array.of(1, 1, 0, 0))], [0, 0, 1, 0]);
  });
});

describe("a record's message", () => {
  it("ends every sentence, and is null without any", () => {
    assert.equal(sentences(["media TV: dropped", null, "", "Is it?", "Yes."]), "media TV: dropped. Is it? Yes.");
    assert.equal(sentences([null, undefined, ""]), null);
  });
});

describe("dates that clients send back", () => {
  it("lose a time and a zone", () => {
    assert.deepEqual(["2024-01-01", "2024-01-01T00:00:00Z"].map(isoDay), ["2024-01-01", "2024-01-01"]);
  });
});
