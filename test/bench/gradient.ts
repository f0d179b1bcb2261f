/** Microseconds per log density and gradient, the fastest of several rounds (other load on the machine only adds time). */
import { type HighGraph } from "../../src/graphs/sandboxSchema";
import { compileGraph } from "../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../src/sandbox/engine/graph/suggestGraph";
import { RandomStream } from "../../src/sandbox/engine/numerics/random";
import { simulateMarket } from "../support/engine/simulatedMarket";

const ROUNDS = 15;
const CALLS = 2000;

interface Case {
  readonly name: string;
  readonly dates: number;
  readonly channels: number;
  readonly units: number;
  readonly model: "plain" | "plain, slope 1" | "suggested";
  /** Microseconds. */
  readonly budget: number;
}

const CASES: readonly Case[] = [
  { name: "5-channels-156-weeks-slope-1", dates: 156, channels: 5, units: 1, model: "plain, slope 1", budget: 30 },
  { name: "5-channels-156-weeks", dates: 156, channels: 5, units: 1, model: "plain", budget: 50 },
  { name: "8-channels-208-weeks", dates: 208, channels: 8, units: 1, model: "plain", budget: 90 },
  { name: "5-channels-156-weeks-suggested-graph", dates: 156, channels: 5, units: 1, model: "suggested", budget: 60 },
  {
    name: "6-channels-156-weeks-3-products-suggested-graph",
    dates: 156,
    channels: 6,
    units: 3,
    model: "suggested",
    budget: 220,
  },
];

function graphOf(suggested: HighGraph, model: Case["model"]): HighGraph {
  if (model === "suggested") return suggested;
  const nodes = suggested.nodes.map((node) => {
    if (node.type === "trend") return { ...node, drift: "none" as const };
    if (node.type !== "media") return node;
    const saturation = { type: model === "plain" ? ("hill" as const) : ("michaelis_menten" as const) };
    return { ...node, adstock: { type: "geometric" as const }, saturation };
  });
  return { ...suggested, nodes };
}

function microseconds({ dates, channels, units, model }: Case): number {
  const { frame } = simulateMarket({ seed: 7, dates, channels, units });
  const training = new Uint8Array(dates).fill(1);
  const density = compileGraph(
    expandGraph(graphOf(suggestGraph(frame), model), frame, training).graph,
    frame,
    training,
  );
  const random = new RandomStream(1);
  const theta = density.startingPoint(0.1, () => random.normal());
  const gradient = new Float64Array(density.dim);
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    for (let call = 0; call < CALLS; call++) {
      theta[0] = (theta[0] ?? 0) + 1e-9;
      density.logDensity(theta, gradient);
    }
    best = Math.min(best, ((performance.now() - begin) * 1000) / CALLS);
  }
  return best;
}

for (const each of CASES) console.log(`gradient/${each.name} ${microseconds(each).toFixed(1)} us ${each.budget}`);
