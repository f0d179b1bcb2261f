/**
 * Simulation-based calibration of the suggested model (Talts, Betancourt, Simpson, Vehtari & Gelman 2018): parameters from the
 * prior, sales from the model, then the ranks of the true values among posterior draws must be uniform. One chi-squared value
 * with 9 degrees of freedom per group of parameters; the budget is the 5 % critical value, so about one group in twenty is over it
 * by chance. Usage: calibration.ts [replications [first]]
 */
import { type LowGraph, type Prior } from "../../src/graphs/sandboxSchema";
import { type Frame } from "../../src/sandbox/engine/frame";
import { compileGraph } from "../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../src/sandbox/engine/graph/suggestGraph";
import { planSampling } from "../../src/sandbox/engine/inference/chainStarts";
import { RandomStream } from "../../src/sandbox/engine/numerics/random";
import { priorTransform } from "../../src/sandbox/engine/priors/priorTransforms";
import { approximatePosterior } from "../../src/sandbox/engine/tasks/approximatePosterior";
import { ChainGroup } from "../../src/sandbox/engine/tasks/chainGroup";
import { simulateMarket } from "../support/engine/simulatedMarket";

const REPLICATIONS = Number(process.argv[2] ?? 100);
const FIRST = Number(process.argv[3] ?? 0);
const DATES = 104;
const MEDIA = 3;
const CHAINS = 4;
const DRAWS_PER_CHAIN = 250;
/** Draws that a true value is ranked among. */
const RANKED = 99;
const BINS = 10;
const CRITICAL = 16.919;
const SHARE_PRIOR: Prior = { dist: "lognormal", mu: Math.log(0.06), sd: 0.8 };

interface Problem {
  readonly graph: LowGraph;
  readonly frame: Frame;
  readonly training: Uint8Array;
}

/** The suggested graph over simulated media and controls, with share priors and sales in units of one. */
function problemOf(replication: number): Problem {
  const market = simulateMarket({ seed: 1000 + replication, dates: DATES, channels: MEDIA }).frame;
  const frame = { ...market, sales: market.sales.map((_, t) => 1 + (t % 2 === 0 ? 1e-3 : -1e-3)) };
  const training = new Uint8Array(DATES).fill(1);
  const suggested = suggestGraph(frame);
  const nodes = suggested.nodes.map((node) =>
    node.type === "media" ? { ...node, effect: { parameter: "share" as const, prior: SHARE_PRIOR } } : node,
  );
  const { graph } = expandGraph({ ...suggested, nodes }, frame, training);
  return { graph, frame, training };
}

/** Draws every parameter from its prior; the intercept's stand-in, the level, follows from the shares. */
function drawParameters({ graph, frame, training }: Problem, random: RandomStream) {
  const model = compileGraph(graph, frame, training);
  const priors = new Map(graph.nodes.flatMap((node) => (node.kind === "param" ? [[node.id, node.attrs.prior]] : [])));
  const natural = new Map<string, number>();
  const theta = new Float64Array(model.dim);
  let shares = 0;
  const names = model.names();
  names.forEach((name, i) => {
    const prior = priors.get(name.replace(/\[\d+\]$/, ""));
    if (!prior) return;
    const transform = priorTransform(prior);
    const value = transform.sample(random);
    natural.set(name, value);
    theta[i] = transform.unconstrain(value);
    if (prior === SHARE_PRIOR || (name.startsWith("media.") && name.endsWith(".coef"))) shares += value;
  });
  const level = names.indexOf("sales.level");
  const intercept = priors.get("sales.intercept");
  if (level < 0 || !intercept) throw new Error("the suggested graph has no centred intercept");
  theta[level] = priorTransform(intercept).sample(random) + shares;
  natural.set("sales.level", theta[level]);
  return { model, natural, theta };
}

/** Sales of one replication and the values that made them. */
function simulate(
  problem: Problem,
  random: RandomStream,
): { sales: Float64Array; natural: ReadonlyMap<string, number> } {
  const { model, natural, theta } = drawParameters(problem, random);
  const value = (name: string): number => natural.get(name) ?? NaN;
  const [tau, phi, sigma] = ["trend.tau", "trend.phi", "sales.sigma"].map(value) as [number, number, number];
  model.evaluate(theta);
  let baseline = (tau / Math.sqrt(1 - phi * phi)) * random.normal();
  const sales = model.expected.map((expected) => {
    baseline = phi * baseline + tau * random.normal();
    return expected + baseline + sigma * random.normal();
  });
  return { sales, natural };
}

/** Rank of every true value among RANKED posterior draws. */
function ranksOf(replication: number): Map<string, number> {
  const problem = problemOf(replication);
  const graph: LowGraph = {
    ...problem.graph,
    nodes: problem.graph.nodes.map((node) =>
      node.kind === "observe" ? { ...node, attrs: { ...node.attrs, scale: [1] } } : node,
    ),
  };
  const { sales, natural } = simulate({ ...problem, graph }, new RandomStream(replication, 9));
  const frame = { ...problem.frame, sales };
  const request = {
    graph,
    frame,
    training: problem.training,
    variational: { epochs: 300, learningRate: 0.02, samples: 4 },
    sampler: "nuts" as const,
    seed: replication,
  };
  const model = compileGraph(graph, frame, problem.training, { dates: "training" });
  const { whitened, fit } = approximatePosterior(model, request, () => undefined);
  const plan = planSampling(model, whitened, fit, { units: 1, chains: CHAINS, seed: replication });
  const chains = new ChainGroup(request, plan, [...plan.starts.keys()]);
  const draws = chains.advance(plan.warmup + DRAWS_PER_CHAIN).map((block) => block.draws);
  const ranks = new Map<string, number>(model.names().map((name) => [name, 0]));
  const values = new Float64Array(model.dim);
  for (let i = 0; i < RANKED; i++) {
    const draw = Math.floor(((i + 0.5) * CHAINS * DRAWS_PER_CHAIN) / RANKED);
    const row = (draw % DRAWS_PER_CHAIN) * model.dim;
    const chain = draws[Math.floor(draw / DRAWS_PER_CHAIN)] ?? new Float64Array();
    model.constrain(chain.subarray(row, row + model.dim), values);
    model.names().forEach((name, k) => {
      if ((values[k] ?? NaN) < (natural.get(name) ?? NaN)) ranks.set(name, (ranks.get(name) ?? 0) + 1);
    });
  }
  return ranks;
}

/** Distance of rank counts from uniform. */
function chiSquared(ranks: readonly number[]): number {
  const expected = ranks.length / BINS;
  const counts = Array.from(
    { length: BINS },
    (_, bin) => ranks.filter((rank) => Math.floor((rank * BINS) / (RANKED + 1)) === bin).length,
  );
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** "media.*.alpha" of "media.TV.alpha"; columns of a block together. */
const groupOf = (name: string): string => name.replace(/^media\.\w+\./, "media.*.").replace(/\[\d+\]$/, "");

const begin = performance.now();
const groups = new Map<string, number[]>();
for (let replication = FIRST; replication < FIRST + REPLICATIONS; replication++) {
  for (const [name, rank] of ranksOf(replication)) {
    const group = groups.get(groupOf(name)) ?? [];
    group.push(rank);
    groups.set(groupOf(name), group);
  }
}
for (const [group, ranks] of groups)
  console.log(`calibration/${group} ${chiSquared(ranks).toFixed(1)} chi2 ${CRITICAL}`);
console.log(`calibration/replications ${REPLICATIONS} count ${REPLICATIONS}`);
console.log(`calibration/seconds ${((performance.now() - begin) / 1000).toFixed(0)} s 120`);
