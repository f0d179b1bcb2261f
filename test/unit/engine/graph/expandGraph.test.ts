import assert from "node:assert/strict";
import { checkSandboxGraph } from "../../../../src/graphs/sandboxSchemaCheck";
import {
  type HighGraph,
  type HighNode,
  type LowGraph,
  type LowNode,
  type MediaNode,
  type Prior,
} from "../../../../src/graphs/sandboxSchema";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { ModelError } from "../../../../src/sandbox/engine/modelError";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const WEEKS = 120;
const TRAINING = 90;

const market = (units = 1): Frame => simulateMarket({ seed: 3, dates: WEEKS, channels: 3, units }).frame;
const expanded = (frame: Frame, graph: HighGraph = suggestGraph(frame)): ReturnType<typeof expandGraph> =>
  expandGraph(graph, frame, firstDates(frame, TRAINING));
const changed = (graph: HighGraph, change: (node: HighNode) => HighNode): HighGraph => ({
  ...graph,
  nodes: graph.nodes.map(change),
});
const media = (graph: HighGraph, change: Partial<MediaNode>): HighGraph =>
  changed(graph, (node) => (node.type === "media" ? { ...node, ...change } : node));
const nodeOf = (graph: LowGraph, id: string): LowNode => {
  const node = graph.nodes.find((each) => each.id === id);
  assert.ok(node, `no node ${id} among ${graph.nodes.map((each) => each.id).join(", ")}`);
  return node;
};
const priorOf = (graph: LowGraph, id: string): Prior => {
  const node = nodeOf(graph, id);
  assert.ok(node.kind === "param");
  return node.attrs.prior;
};
const series = (map: ReadonlyMap<string, Float64Array>, name: string): Float64Array => {
  const values = map.get(name);
  assert.ok(values);
  return values;
};

describe("expanding a graph", () => {
  it("the suggested graph and its expansion pass the check of what comes from outside", () => {
    for (const units of [1, 2]) {
      const frame = market(units);
      const high = suggestGraph(frame, { products: "pooled" });
      const first = checkSandboxGraph(JSON.parse(JSON.stringify(high)));
      assert.deepEqual(first, { ok: true, level: "high", graph: JSON.parse(JSON.stringify(high)) as unknown });
      const low = checkSandboxGraph(JSON.parse(JSON.stringify(expanded(frame, high).graph)));
      assert.deepEqual(low.ok ? low.level : low.findings, "low");
    }
  });

  it("names parameters after driver and role", () => {
    const frame = market();
    const names = compileGraph(expanded(frame).graph, frame, firstDates(frame, TRAINING)).names();
    for (const name of [
      "media.TV.alpha",
      "media.TV.theta",
      "media.TV.half",
      "media.TV.slope",
      "media.TV.coef",
      "price.coef",
      "distribution.Stores.coef",
      "events.Strike.coef",
      "seasonality.coef[0]",
      "trend.coef",
      "trend.tau",
      "trend.phi",
      "sales.level",
      "sales.sigma",
    ]) {
      assert.ok(names.includes(name), `${name} is not among ${names.join(", ")}`);
    }
    assert.equal(new Set(names).size, names.length);
    const products = market(2);
    const pooled = compileGraph(expanded(products).graph, products, firstDates(products, TRAINING)).names();
    for (const name of ["media.TV.mu", "media.TV.tau", "media.TV.eta[product 1]", "sales.sigma[product 2]"])
      assert.ok(pooled.includes(name), name);
  });

  it("is a fixed point: the low graph survives JSON and compiles to the same density on any later calendar", () => {
    for (const units of [1, 3]) {
      const frame = market(units);
      const training = firstDates(frame, TRAINING);
      const { graph } = expanded(frame);
      const [first, second, short] = [
        compileGraph(graph, frame, training),
        compileGraph(JSON.parse(JSON.stringify(graph)) as LowGraph, frame, training),
        compileGraph(graph, frame, training, { dates: "training" }),
      ];
      const random = new RandomStream(2);
      const theta = first.startingPoint(0.3, () => random.normal());
      const densities = [first, second, short].map((model) => {
        const gradient = new Float64Array(model.dim);
        return [model.logDensity(theta, gradient), ...gradient];
      });
      assert.deepEqual(densities[1], densities[0]);
      densities[2]?.forEach((value, i) =>
        assert.ok(Math.abs(value - (densities[0]?.[i] ?? NaN)) < 1e-9 * Math.max(1, Math.abs(value))),
      );
      assert.equal(short.dates, TRAINING);
      assert.equal(first.dates, WEEKS);
    }
  });

  it("keeps the metric that a scale was made for", () => {
    const { attrs } = nodeOf(expanded(market()).graph, "media.TV.x");
    assert.equal("metric" in attrs && attrs.metric, "Impression");
  });

  it("turns an ROI prior into a share prior by cost over revenue of the training dates", () => {
    const frame = market();
    const { graph } = expanded(frame);
    let [cost, revenue] = [0, 0];
    for (let t = 0; t < TRAINING; t++) {
      cost += series(frame.investment, "TV")[t] ?? 0;
      revenue += (frame.sales[t] ?? 0) * (frame.price?.[t] ?? 0);
    }
    const prior = priorOf(graph, "media.TV.coef");
    assert.ok(prior.dist === "lognormal");
    assert.ok(Math.abs(prior.mu - (0.2 + Math.log(cost / revenue))) < 1e-12);
    assert.equal(prior.sd, 0.9);
  });

  it("falls back to a share prior, and says so, where a vehicle has no spend or sales have no price", () => {
    const frame = market();
    const noSpend: Frame = { ...frame, investment: new Map([...frame.investment].filter(([name]) => name !== "TV")) };
    assert.deepEqual(
      suggestGraph(noSpend).nodes.find(({ id }) => id === "media.TV"),
      {
        id: "media.TV",
        type: "media",
        name: "TV",
        data: { file: "Media", select: { Media: ["TV"] }, metric: "Impression" },
        adstock: { type: "geometric_lag" },
        saturation: { type: "hill", slope_prior: { dist: "lognormal", mu: 0, sd: 0.4 } },
        effect: { parameter: "share" },
      },
    );
    assert.deepEqual(
      expanded(noSpend).warnings.filter((warning) => warning.includes("TV")),
      [],
    );
    const { graph, warnings } = expanded(noSpend, suggestGraph(frame));
    assert.deepEqual(priorOf(graph, "media.TV.coef"), { dist: "half_normal", sd: 0.1 });
    assert.ok(warnings.some((warning) => /TV: no Investment.*share of sales/.test(warning)));
    const noPrice: { -readonly [K in keyof Frame]: Frame[K] } = { ...frame };
    delete noPrice.price;
    assert.ok(expanded(noPrice, suggestGraph(frame)).warnings.some((warning) => warning.includes("no PricePerUnit")));
    assert.ok(!suggestGraph(noPrice).nodes.some(({ type }) => type === "price"));
  });

  it("one node may cover several vehicles: one chain each, named after the vehicle", () => {
    const frame = market();
    const graph: HighGraph = {
      nodes: [
        { id: "sales", type: "target" },
        { id: "media", type: "media", data: { select: { Media: ["TV", "Social", "Zeppelin"] } } },
      ],
      edges: [{ from: "media", to: "sales" }],
    };
    const { graph: low, warnings } = expanded(frame, graph);
    assert.ok(nodeOf(low, "media.TV.term").parent === "media" && nodeOf(low, "media.Social.alpha"));
    assert.ok(!low.nodes.some(({ id }) => id.includes("Search")));
    assert.deepEqual(
      warnings.filter((warning) => warning.includes("Zeppelin")),
      ["media Zeppelin: not in the dataset, dropped"],
    );
  });

  it("fields of a node reach its chain: kernel, curve, priors, sign", () => {
    const frame = market();
    const alpha: Prior = { dist: "uniform", lo: 0.1, hi: 0.9 };
    const half: Prior = { dist: "gamma", shape: 2, rate: 1 };
    const graph = changed(
      media(suggestGraph(frame), {
        adstock: { type: "delayed", max_lag: 6, prior: alpha },
        saturation: { type: "logistic", half_prior: half },
        effect: { parameter: "coef" },
      }),
      (node) => (node.type === "price" ? { ...node, effect: { sign: "negative" } } : node),
    );
    const { graph: low } = expanded(frame, graph);
    assert.deepEqual(nodeOf(low, "media.TV.adstock").attrs, { type: "delayed", max_lag: 6, normalise: true });
    assert.deepEqual(priorOf(low, "media.TV.alpha"), alpha);
    assert.deepEqual(priorOf(low, "media.TV.half"), half);
    assert.deepEqual(nodeOf(low, "media.TV.term").attrs, { mode: "coef" });
    assert.deepEqual(priorOf(low, "price.coef"), { dist: "truncated_normal", mu: -1, sd: 1, lo: -11, hi: 0 });
  });

  it("carries the weekly retention prior to daily and monthly data", () => {
    for (const [daysPerPeriod, a] of [
      [1, 7],
      [30.4375, 7 / 30.4375],
    ] as const) {
      const { frame } = simulateMarket({ seed: 3, dates: WEEKS, channels: 2, daysPerPeriod });
      assert.deepEqual(priorOf(expanded(frame).graph, "media.TV.alpha"), { dist: "kumaraswamy", a, b: 3 });
    }
    assert.deepEqual(priorOf(expanded(market()).graph, "media.TV.alpha"), { dist: "beta", a: 1, b: 3 });
  });

  it("a weekday season comes with daily data, none with yearly data", () => {
    const seasons = (daysPerPeriod: number): (number | undefined)[] =>
      suggestGraph({ ...market(), daysPerPeriod }).nodes.flatMap((node) =>
        node.type === "seasonality" ? [node.period] : [],
      );
    assert.deepEqual([seasons(1), seasons(7), seasons(365.25)], [[365.25, 7], [365.25], []]);
  });
});

describe("hostile data and graphs", () => {
  const cases: readonly [string, (frame: Frame) => void, RegExp][] = [
    ["NaN in sales", (frame) => (frame.sales[10] = NaN), /Sales UnitsSold: NaN at 2022-03-14/],
    ["NaN in media", (frame) => (series(frame.media, "TV")[3] = NaN), /Media TV: NaN at 2022-01-24/],
    ["infinite spend", (frame) => (series(frame.investment, "TV")[3] = Infinity), /Investment TV: infinite at/],
    ["negative media", (frame) => (series(frame.media, "TV")[3] = -5), /Media TV: negative value at 2022-01-24/],
    ["constant sales", (frame) => frame.sales.fill(100), /all: sales are constant/],
    ["no sales", (frame) => frame.sales.fill(0), /all: no sales/],
    ["nearly everything masked", (frame) => frame.observed.fill(0, 20), /all: 20 training periods, at least 26/],
  ];
  for (const [name, spoil, message] of cases) {
    it(`${name}: a named error`, () => {
      const frame = market();
      const graph = suggestGraph(frame);
      spoil(frame);
      assert.throws(
        () => expanded(frame, graph),
        (error) => error instanceof ModelError && message.test(error.message),
      );
    });
  }

  it("all faults of the data are in one message", () => {
    const frame = market();
    frame.sales[1] = NaN;
    series(frame.events, "Strike")[2] = NaN;
    assert.throws(() => expanded(frame, suggestGraph(market())), /UnitsSold: NaN.*Events Strike: NaN/);
  });

  const dropped: readonly [string, (frame: Frame) => void, RegExp][] = [
    ["a constant control", (frame) => series(frame.distribution, "Stores").fill(90), /Stores: constant/],
    ["a constant price", (frame) => frame.price?.fill(90), /price: constant/],
    ["a price of zero", (frame) => frame.price?.fill(0, 7, 8), /price: no PricePerUnit above 0/],
    ["a silent channel", (frame) => series(frame.media, "Social").fill(0), /Social: no activity in the data/],
    [
      "a channel that starts after the training dates",
      (frame) => series(frame.media, "Social").fill(0, 0, TRAINING),
      /Social: no activity on the training dates/,
    ],
  ];
  for (const [name, spoil, message] of dropped) {
    it(`${name}: dropped with a warning, the rest compiles`, () => {
      const frame = market();
      spoil(frame);
      const { graph, warnings } = expanded(frame);
      assert.ok(
        warnings.some((warning) => message.test(warning)),
        warnings.join("; "),
      );
      const model = compileGraph(graph, frame, firstDates(frame, TRAINING));
      assert.ok(
        Number.isFinite(
          model.logDensity(
            model.startingPoint(0, () => 0),
            new Float64Array(model.dim),
          ),
        ),
      );
    });
  }

  it("an event that the training dates lack is kept, with a warning", () => {
    const frame = market();
    series(frame.events, "Strike").fill(0, 0, TRAINING);
    const { graph, warnings } = expanded(frame);
    assert.ok(nodeOf(graph, "events.Strike.term"));
    assert.ok(warnings.some((warning) => /Strike: does not occur/.test(warning)));
  });

  it("absurd scales, identical channels, single spikes and missing weeks give finite densities", () => {
    const odd: readonly ((frame: Frame) => void)[] = [
      (frame) => frame.sales.forEach((value, i) => (frame.sales[i] = value * 1e9)),
      (frame) => series(frame.media, "TV").forEach((value, i, all) => (all[i] = value * 1e-9)),
      (frame) => series(frame.media, "Search").set(series(frame.media, "TV")),
      (frame) => series(frame.media, "Search").fill(50),
      (frame) => series(frame.media, "TV").forEach((_, i, all) => (all[i] = i === 30 ? 100 : 0)),
      (frame) => (frame.sales[40] = (frame.sales[40] ?? 0) * 50),
      (frame) => frame.observed.forEach((_, i) => (frame.observed[i] = i % 10 === 0 ? 0 : 1)),
    ];
    for (const spoil of odd) {
      const frame = market();
      spoil(frame);
      const model = compileGraph(expanded(frame).graph, frame, firstDates(frame, TRAINING));
      const gradient = new Float64Array(model.dim);
      assert.ok(
        Number.isFinite(
          model.logDensity(
            model.startingPoint(0, () => 0),
            gradient,
          ),
        ),
        String(spoil),
      );
      assert.ok(gradient.every(Number.isFinite), String(spoil));
    }
  });

  const edited: readonly [string, (graph: HighGraph) => HighGraph, RegExp][] = [
    ["a cycle", (graph) => ({ ...graph, edges: [...graph.edges, { from: "sales", to: "price" }] }), /sales -> price/],
    [
      "an unknown node on an edge",
      (graph) => ({ ...graph, edges: [...graph.edges, { from: "ghost", to: "sales" }] }),
      /ghost -> sales names an unknown node/,
    ],
    [
      "no target",
      (graph) => ({ ...graph, nodes: graph.nodes.filter(({ type }) => type !== "target") }),
      /no target node/,
    ],
    [
      "two targets",
      (graph) => ({ ...graph, nodes: [...graph.nodes, { id: "other", type: "target" }] }),
      /2 target nodes/,
    ],
    [
      "one id twice",
      (graph) => ({ ...graph, nodes: [...graph.nodes, { id: "price", type: "price" }] }),
      /"price" is used twice/,
    ],
    [
      "one vehicle in two nodes",
      (graph) => ({
        nodes: [...graph.nodes, { id: "media", type: "media", data: { select: { Media: ["TV"] } } }],
        edges: [...graph.edges, { from: "media", to: "sales" }],
      }),
      /TV is in more than one node/,
    ],
    [
      "drift and log link",
      (graph) => changed(graph, (node) => (node.type === "target" ? { ...node, link: "log" } : node)),
      /identity link/,
    ],
    [
      "drift and student_t",
      (graph) => changed(graph, (node) => (node.type === "target" ? { ...node, likelihood: "student_t" } : node)),
      /normal likelihood/,
    ],
    [
      "an ROI prior without a scale",
      (graph) => media(graph, { effect: { parameter: "roi", prior: { dist: "beta", a: 1, b: 1 } } }),
      /beta prior.*lognormal/,
    ],
    [
      "a sign against the prior",
      (graph) =>
        changed(graph, (node) =>
          node.type === "price"
            ? { ...node, effect: { sign: "negative", prior: { dist: "half_normal", sd: 1 } } }
            : node,
        ),
      /price: a half_normal prior does not fit the sign/,
    ],
  ];
  for (const [name, edit, message] of edited) {
    it(`${name}: a named error`, () => {
      const frame = market();
      assert.throws(
        () => expanded(frame, edit(suggestGraph(frame))),
        (error) => error instanceof ModelError && message.test(error.message),
      );
    });
  }

  it("a driver without an edge is left out, with a warning", () => {
    const frame = market();
    const graph = suggestGraph(frame);
    const { graph: low, warnings } = expanded(frame, {
      ...graph,
      edges: graph.edges.filter(({ from }) => from !== "media.TV"),
    });
    assert.ok(!low.nodes.some(({ parent }) => parent === "media.TV"));
    assert.ok(warnings.includes("media.TV: no edge to the target, left out"));
  });
});
