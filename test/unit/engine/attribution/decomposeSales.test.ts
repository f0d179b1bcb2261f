import assert from "node:assert/strict";
import { type HighGraph, type HighNode, type LowGraph } from "../../../../src/graphs/sandboxSchema";
import { decomposeSales } from "../../../../src/sandbox/engine/attribution/decomposeSales";
import { type ContributionDraws, type Fit } from "../../../../src/sandbox/engine/contract";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { totalDraws } from "../../../../src/sandbox/engine/tasks/totalDraws";
import { ModelError } from "../../../../src/sandbox/engine/modelError";
import { RandomStream, STREAM } from "../../../../src/sandbox/engine/numerics/random";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const DATES = 90;
const TRAINING = 70;
const DRAWS = 40;

interface Setting {
  readonly frame: Frame;
  readonly training: Uint8Array;
  readonly graph: LowGraph;
  readonly fit: Pick<Fit, "names" | "draws" | "drawCount" | "seed">;
}

/** Draws around the priors' centres stand in for a posterior. */
function setting(units: number, change: (node: HighNode) => HighNode = (node) => node): Setting {
  const { frame } = simulateMarket({ seed: 6, dates: DATES, channels: 3, units });
  const training = firstDates(frame, TRAINING);
  const suggested = suggestGraph(frame);
  const high: HighGraph = { ...suggested, nodes: suggested.nodes.map(change) };
  const { graph } = expandGraph(high, frame, training);
  const model = compileGraph(graph, frame, training);
  const random = new RandomStream(1);
  const draws = new Float64Array(DRAWS * model.dim);
  for (let s = 0; s < DRAWS; s++)
    draws.set(
      model.startingPoint(0.3, () => random.normal()),
      s * model.dim,
    );
  return { frame, training, graph, fit: { names: model.names(), draws, drawCount: DRAWS, seed: 12 } };
}

const logLink = (node: HighNode): HighNode => {
  if (node.type === "target") return { ...node, link: "log" };
  return node.type === "trend" ? { ...node, drift: "none" } : node;
};
const noDrift = (node: HighNode): HighNode => (node.type === "trend" ? { ...node, drift: "none" } : node);

const decompose = (from: Setting, range: { from?: number; to?: number; samples?: number } = {}): ContributionDraws =>
  decomposeSales({ ...from, from: 0, to: DATES, samples: DRAWS, ...range });

/** Contribution of one driver, [draw][unit * dates + date]. */
function series({ drivers, units, dates, drawCount, contributions }: ContributionDraws, name: string): Float64Array[] {
  const k = drivers.findIndex((driver) => driver.name === name);
  assert.ok(k >= 0, name);
  const cells = units.length * dates.length;
  return Array.from({ length: drawCount }, (_, s) =>
    contributions.slice((s * drivers.length + k) * cells, (s * drivers.length + k + 1) * cells),
  );
}

/** Sum over drivers, [draw][unit * dates + date]. */
function sums(draws: ContributionDraws): Float64Array[] {
  const parts = draws.drivers.map(({ name }) => series(draws, name));
  return Array.from({ length: draws.drawCount }, (_, s) => {
    const total = new Float64Array(draws.units.length * draws.dates.length);
    for (const part of parts) part[s]?.forEach((value, i) => (total[i] = (total[i] ?? NaN) + value));
    return total;
  });
}

describe("decomposing sales", () => {
  for (const units of [1, 2]) {
    for (const [name, change] of [
      ["identity", noDrift],
      ["log", logLink],
    ] as const) {
      it(`${name} link, ${units} unit(s): the drivers add up to the expected sales of every draw and date`, () => {
        const given = setting(units, change);
        const { frame, training, graph, fit } = given;
        const model = compileGraph(graph, frame, training);
        sums(decompose(given)).forEach((sum, s) => {
          model.evaluate(fit.draws.subarray(s * model.dim, (s + 1) * model.dim));
          sum.forEach((value, i) => {
            const expected = (model.expected[i] ?? NaN) * (model.salesScale[Math.floor(i / DATES)] ?? NaN);
            assert.ok(Math.abs(value - expected) <= 1e-9 * Math.abs(expected), `${value} is not ${expected}`);
          });
        });
      });
    }
  }

  it("a drifting baseline belongs to the trend, one posterior path a draw, and keeps the sum exact", () => {
    const given = setting(1);
    const { frame, training, graph, fit } = given;
    const model = compileGraph(graph, frame, training);
    const path = new Float64Array(DATES);
    const random = new RandomStream(fit.seed, STREAM.attribution);
    sums(decompose(given)).forEach((sum, s) => {
      model.evaluate(fit.draws.subarray(s * model.dim, (s + 1) * model.dim));
      model.drift?.sample(path, () => random.normal());
      assert.ok(path.some((value) => value !== 0));
      sum.forEach((value, t) => {
        const expected = ((model.expected[t] ?? NaN) + (path[t] ?? NaN)) * (model.salesScale[0] ?? NaN);
        assert.ok(Math.abs(value - expected) <= 1e-9 * Math.abs(expected), `${value} is not ${expected}`);
      });
    });
  });

  it("price, stores, season and trend are measured from their training mean, and the base takes the level", () => {
    const draws = decompose(setting(2));
    assert.deepEqual(
      draws.drivers.filter(({ zeroSum }) => zeroSum).map(({ name }) => name),
      ["Trend", "Seasonality", "Price", "Stores"],
    );
    assert.equal(draws.reference, "training mean");
    for (const { name, zeroSum } of draws.drivers) {
      for (const values of zeroSum ? series(draws, name) : []) {
        for (const start of [0, DATES]) {
          const window = values.subarray(start, start + TRAINING);
          const size = window.reduce((sum, value) => sum + Math.abs(value), 0);
          assert.ok(Math.abs(window.reduce((sum, value) => sum + value, 0)) <= 1e-9 * size, name);
        }
      }
    }
  });

  it("lists base first and every event, store type and vehicle by its name", () => {
    const { drivers } = decompose(setting(1));
    assert.deepEqual(
      drivers.map(({ name, kind }) => `${name}: ${kind}`),
      [
        "Base: base",
        "Trend: trend",
        "Seasonality: seasonality",
        "Price: price",
        "Stores: distribution",
        "TV: media",
        "Search: media",
        "Social: media",
        "Strike: events",
      ],
    );
  });

  it("two drivers of one name are told apart by their kind", () => {
    const { frame } = simulateMarket({ seed: 6, dates: DATES, channels: 1 });
    const strike = frame.events.get("Strike");
    assert.ok(strike);
    const named: Frame = { ...frame, events: new Map([["TV", strike]]) };
    const training = firstDates(named, TRAINING);
    const { graph } = expandGraph(suggestGraph(named), named, training);
    const model = compileGraph(graph, named, training);
    const fit = { names: model.names(), draws: model.startingPoint(0, () => 0), drawCount: 1, seed: 1 };
    const { drivers, investment } = decomposeSales({
      graph,
      frame: named,
      training,
      fit,
      from: 0,
      to: DATES,
      samples: 1,
    });
    assert.deepEqual(
      drivers.filter(({ name }) => name.startsWith("TV")),
      [
        { name: "TV", kind: "media", zeroSum: false },
        { name: "TV (events)", kind: "events", zeroSum: false },
      ],
    );
    assert.deepEqual([...investment.keys()], ["TV"]);
  });

  it("a part of the dates gives the same numbers as the whole", () => {
    const given = setting(2);
    const whole = decompose(given);
    const part = decompose(given, { from: 20, to: 85 });
    assert.deepEqual(part.dates, given.frame.dates.slice(20, 85));
    for (const { name } of whole.drivers) {
      const all = series(whole, name);
      series(part, name).forEach((values, s) => {
        for (const u of [0, 1])
          assert.deepEqual(values.slice(u * 65, (u + 1) * 65), all[s]?.slice(u * DATES + 20, u * DATES + 85));
      });
    }
    assert.deepEqual(part.price?.slice(65), given.frame.price?.slice(DATES + 20, DATES + 85));
    assert.deepEqual(
      part.investment.get("TV")?.slice(65),
      given.frame.investment.get("TV")?.slice(DATES + 20, DATES + 85),
    );
  });

  it("takes evenly spaced draws, never more than there are", () => {
    const given = setting(1, noDrift);
    const all = decompose(given);
    const some = decompose(given, { samples: 4 });
    assert.deepEqual([all.drawCount, some.drawCount, decompose(given, { samples: 1000 }).drawCount], [DRAWS, 4, DRAWS]);
    assert.deepEqual(
      series(some, "TV"),
      [0, 10, 20, 30].map((s) => series(all, "TV")[s]),
    );
  });

  it("equal requests give equal numbers, drift paths included", () => {
    const given = setting(1);
    assert.deepEqual(decompose(given).contributions, decompose(given).contributions);
  });

  it("refuses draws of another graph, dates outside the data, and more numbers than fit", () => {
    const given = setting(1);
    const wrongNames = { ...given, fit: { ...given.fit, names: given.fit.names.map((name) => `${name}?`) } };
    assert.throws(
      () => decompose(wrongNames),
      (error) => error instanceof ModelError && /another graph/.test(error.message),
    );
    assert.throws(() => decompose(given, { to: DATES + 1 }), /outside the 90 dates/);
    assert.throws(() => decompose(given, { from: 5, to: 5 }), /outside/);
    assert.throws(() => decompose({ ...given, fit: { ...given.fit, drawCount: 39 } }), /no complete draws/);
  });

  it("is summed draw by draw where the whole would not fit in memory", () => {
    const { frame } = simulateMarket({ seed: 6, dates: 2_000, channels: 10, daysPerPeriod: 1 });
    const training = firstDates(frame, 1_500);
    const suggested = suggestGraph(frame);
    const { graph } = expandGraph({ ...suggested, nodes: suggested.nodes.map(noDrift) }, frame, training);
    const model = compileGraph(graph, frame, training);
    const one = model.startingPoint(0, () => 0);
    const drawCount = 2_400;
    const draws = new Float64Array(drawCount * model.dim);
    for (let s = 0; s < drawCount; s++) draws.set(one, s * model.dim);
    const fit = { names: model.names(), draws, drawCount, seed: 1 };
    const request = { frame, training, graph, fit, from: 0, to: 2_000, samples: drawCount };
    assert.throws(() => decomposeSales(request), /samples of \d+ contributions are too many/);
    const cells = { units: [0], dates: [3, 1_900] };
    const { units, ...totals } = totalDraws({ source: { request }, cells }, () => undefined);
    assert.equal(totals.drawCount, drawCount);
    const few = { ...request, samples: 2 };
    const stored = totalDraws({ source: { contributions: decomposeSales(few) }, cells }, () => undefined);
    totals.drivers.forEach((_, k) => assert.equal(units[(k + 1) * drawCount - 1], stored.units[2 * k + 1]));
  });
});
