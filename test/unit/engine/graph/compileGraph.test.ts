import assert from "node:assert/strict";
import { type LowGraph, type LowNode } from "../../../../src/graphs/sandboxSchema";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { ModelError } from "../../../../src/sandbox/engine/modelError";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const { frame } = simulateMarket({ seed: 4, dates: 80, channels: 2 });
const training = firstDates(frame, 60);
const { graph } = expandGraph(suggestGraph(frame), frame, training);
const compile = (low: LowGraph, data: Frame = frame): ReturnType<typeof compileGraph> =>
  compileGraph(low, data, firstDates(data, 60));
const edit = (id: string, change: (node: LowNode) => LowNode): LowGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)),
});
const withoutEdge = (to: string, port: string): LowGraph => ({
  ...graph,
  edges: graph.edges.filter((edge) => edge.to !== to || edge.port !== port),
});
const withEdge = (from: string, to: string, port: string): LowGraph => ({
  ...graph,
  edges: [...graph.edges, { from, to, port }],
});

describe("compiling a low-level graph", () => {
  const faults: readonly [string, LowGraph, RegExp][] = [
    ["an edge from nowhere", withEdge("ghost", "sales.mu", "term"), /ghost -> sales.mu names an unknown node/],
    [
      "a missing input",
      withoutEdge("media.TV.saturation", "half"),
      /"media.TV.saturation" lacks an edge to its port half/,
    ],
    [
      "two edges on one port",
      withEdge("price.coef", "media.TV.saturation", "half"),
      /port half of "media.TV.saturation" has 2 edges/,
    ],
    ["a cycle", withEdge("sales.mu", "media.TV.saturation", "slope"), /cycle/],
    [
      "a series that the data lack",
      edit("media.TV.x", (node) =>
        node.kind === "data" ? { ...node, attrs: { series: "media:Zeppelin", scale: 1 } } : node,
      ),
      /reads "media:Zeppelin"/,
    ],
    [
      "an unknown kind of series",
      edit("media.TV.x", (node) =>
        node.kind === "data" ? { ...node, attrs: { series: "weather:rain", scale: 1 } } : node,
      ),
      /unknown series "weather:rain"/,
    ],
    [
      "a retention above 1",
      edit("media.TV.alpha", (node) =>
        node.kind === "param"
          ? { ...node, attrs: { ...node.attrs, prior: { dist: "lognormal", mu: 0, sd: 1 } } }
          : node,
      ),
      /"media.TV.alpha" must stay within 0..1/,
    ],
    [
      "a negative noise",
      edit("sales.sigma", (node) =>
        node.kind === "param" ? { ...node, attrs: { ...node.attrs, prior: { dist: "normal", mu: 0, sd: 1 } } } : node,
      ),
      /"sales.sigma" must not allow negative/,
    ],
    [
      "too many coefficients",
      edit("seasonality.coef", (node) =>
        node.kind === "param" ? { ...node, attrs: { ...node.attrs, size: 3 } } : node,
      ),
      /"seasonality.coef" has 3 values for the 4 columns/,
    ],
    [
      "a centred intercept without a normal prior",
      edit("sales.intercept", (node) =>
        node.kind === "param"
          ? { ...node, attrs: { ...node.attrs, prior: { dist: "gamma", shape: 1, rate: 1 } } }
          : node,
      ),
      /"sales.intercept" needs a normal prior/,
    ],
    [
      "a scalar in place of a series",
      withEdge("media.TV.half", "media.TV.adstock", "x"),
      /port x of "media.TV.adstock" has 2 edges/,
    ],
    [
      "no observe node",
      {
        ...graph,
        nodes: graph.nodes.filter(({ kind }) => kind !== "observe"),
        edges: graph.edges.filter(({ to }) => to !== "sales.obs"),
      },
      /0 observe nodes/,
    ],
    ["one id twice", { ...graph, nodes: [...graph.nodes, ...graph.nodes.slice(0, 1)] }, /is used twice/],
  ];
  for (const [name, low, message] of faults) {
    it(`${name}: a named error`, () => {
      assert.throws(
        () => compile(low),
        (error) => error instanceof ModelError && message.test(error.message),
      );
    });
  }

  it("a graph made for one product is refused for two", () => {
    assert.throws(
      () => compile(graph, simulateMarket({ seed: 4, dates: 80, channels: 2, units: 2 }).frame),
      /made for 1 units, the data have 2/,
    );
  });

  it("training flags of another length are refused", () => {
    assert.throws(() => compileGraph(graph, frame, new Uint8Array(10)), /10 flags for 80 dates/);
    assert.throws(() => compileGraph(graph, frame, new Uint8Array(80)), /no training dates/);
  });

  it("a node that does not reach the sales is left out", () => {
    const names = compile({ ...graph, edges: graph.edges.filter(({ from }) => from !== "media.TV.term") }).names();
    assert.ok(!names.some((name) => name.includes("TV")));
  });

  it("terms add up to the predictor, and the level is the mean of base and media over the training dates", () => {
    const model = compile(graph);
    const random = new RandomStream(9);
    const theta = model.startingPoint(0.3, () => random.normal());
    model.evaluate(theta);
    let level = 0;
    for (let t = 0; t < 80; t++) {
      const sum = model.terms.reduce((total, { values }) => total + (values[t] ?? NaN), 0);
      assert.ok(Math.abs(sum - (model.predictor[t] ?? NaN)) < 1e-12);
      if (t >= 60) continue;
      for (const { kind, values } of model.terms)
        if (kind === "base" || kind === "media") level += (values[t] ?? NaN) / 60;
    }
    const natural = new Float64Array(model.dim);
    model.constrain(theta, natural);
    assert.ok(Math.abs(level - (natural[model.names().indexOf("sales.level")] ?? NaN)) < 1e-12);
    const share = model.terms.find(({ name }) => name === "TV")?.values.slice(0, 60) ?? new Float64Array(0);
    assert.ok(
      Math.abs(
        share.reduce((sum, value) => sum + value, 0) / 60 - (natural[model.names().indexOf("media.TV.coef")] ?? NaN),
      ) < 1e-12,
    );
  });

  it("a number that cannot be computed is not finite, and nothing is thrown", () => {
    const model = compile(graph);
    assert.ok(!Number.isFinite(model.logDensity(new Float64Array(model.dim).fill(1e200), new Float64Array(model.dim))));
    assert.ok(Number.isNaN(model.logDensity(new Float64Array(model.dim).fill(NaN), new Float64Array(model.dim))));
  });
});
