import assert from "node:assert/strict";
import { type HighGraph, type HighNode, type LowGraph, type LowNode } from "../../../../src/graphs/sandboxSchema";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { worstGradientError } from "../../../support/engine/finiteDifferences";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const TOLERANCE = 1e-6;
const ADSTOCKS = ["geometric", "geometric_lag", "delayed", "binomial", "weibull_pdf", "none"] as const;
const SATURATIONS = ["hill", "michaelis_menten", "logistic", "none"] as const;
const PARAMETERS = ["roi", "share", "coef"] as const;
const NOISES = [
  { link: "identity", likelihood: "normal", drift: "none" },
  { link: "identity", likelihood: "normal", drift: "level" },
  { link: "identity", likelihood: "normal", drift: "ou" },
  { link: "identity", likelihood: "normal", drift: "ar1" },
  { link: "identity", likelihood: "student_t", drift: "none" },
  { link: "log", likelihood: "normal", drift: "none" },
  { link: "log", likelihood: "student_t", drift: "none" },
] as const;

function market(units: number): Frame {
  const { frame } = simulateMarket({ seed: 7, dates: 40, channels: 2, units });
  for (const missing of [5, 17]) frame.observed[missing] = 0;
  return frame;
}

/** Training dates with a hole, so that windows are not a prefix. */
const withHole = (frame: Frame): Uint8Array =>
  Uint8Array.from(frame.dates, (_, t) => (t < 36 && t !== 9 && t !== 10 ? 1 : 0));

function changed(graph: HighGraph, change: (node: HighNode) => HighNode): HighGraph {
  return { ...graph, nodes: graph.nodes.map(change) };
}

function errorOf(low: LowGraph, frame: Frame, training: Uint8Array): { error: number; name: string } {
  const model = compileGraph(low, frame, training);
  const random = new RandomStream(3);
  return worstGradientError(
    model,
    model.startingPoint(0.3, () => random.normal()),
  );
}

describe("the gradient equals finite differences", function () {
  // Thousands of gradients a case: seconds when the machine is shared.
  this.timeout(60_000);

  for (const units of [1, 3]) {
    for (const [n, noise] of NOISES.entries()) {
      it(`${units} unit(s), ${noise.link} link, ${noise.likelihood}, drift ${noise.drift}: every adstock, saturation, effect, trend`, () => {
        const frame = market(units);
        for (const [a, adstock] of ADSTOCKS.entries()) {
          for (const [s, saturation] of SATURATIONS.entries()) {
            // Turned like a wheel, so that over the cases every effect and trend meets every other choice.
            const parameter = PARAMETERS[(a + s + n) % PARAMETERS.length] ?? "roi";
            const basis = (a + n) % 2 === 0 ? "linear" : "piecewise";
            const graph = changed(suggestGraph(frame), (node) => {
              if (node.type === "target") return { ...node, link: noise.link, likelihood: noise.likelihood };
              if (node.type === "trend") return { ...node, basis, knots: 2, drift: noise.drift };
              if (node.type !== "media") return node;
              return {
                ...node,
                adstock: { type: adstock, max_lag: 8 },
                saturation: { type: saturation },
                effect: { parameter },
              };
            });
            // Holes only sometimes: both forms of the training window are covered.
            const training = s % 2 === 0 ? withHole(frame) : firstDates(frame, 34);
            const { error, name } = errorOf(expandGraph(graph, frame, training).graph, frame, training);
            assert.ok(error <= TOLERANCE, `${adstock}, ${saturation}, ${parameter}, ${basis}: ${error} at ${name}`);
          }
        }
      });
    }
  }

  for (const pooling of ["none", "partial", "complete"] as const) {
    it(`effects with pooling ${pooling} and controls per unit`, () => {
      const frame = market(3);
      const graph = changed(suggestGraph(frame), (node) => {
        if (node.type === "media") return { ...node, effect: { ...node.effect, pooling } };
        return node.type === "target"
          ? node
          : { ...node, effect: { pooling: pooling === "none" ? "none" : "complete" } };
      });
      const training = firstDates(frame, 34);
      const { error, name } = errorOf(expandGraph(graph, frame, training).graph, frame, training);
      assert.ok(error <= TOLERANCE, `${error} at ${name}`);
    });
  }

  it("low-level choices: not centred, identity pooling, weights that do not sum to one", () => {
    const frame = market(3);
    const training = firstDates(frame, 34);
    const { graph } = expandGraph(suggestGraph(frame), frame, training);
    const edit = (change: (node: LowNode) => LowNode): LowGraph => ({ ...graph, nodes: graph.nodes.map(change) });
    const variants: Record<string, LowGraph> = {
      intercept: edit((node) => (node.kind === "broadcast" ? { ...node, attrs: { centred: false } } : node)),
      pooling: edit((node) => (node.kind === "hier" ? { ...node, attrs: { ...node.attrs, centred: false } } : node)),
      identity: edit((node) =>
        node.kind === "hier" ? { ...node, attrs: { transform: "identity", centred: true } } : node,
      ),
      weights: edit((node) =>
        node.kind === "adstock" ? { ...node, attrs: { ...node.attrs, normalise: false } } : node,
      ),
    };
    for (const [what, low] of Object.entries(variants)) {
      const { error, name } = errorOf(low, frame, training);
      assert.ok(error <= TOLERANCE, `${what}: ${error} at ${name}`);
    }
  });
});
