import assert from "node:assert/strict";
import { type HighGraph, type HighNode } from "../../../../src/graphs/sandboxSchema";
import { asOneUnit } from "../../../../src/sandbox/engine/channels/channelReturns";
import { decomposeSales } from "../../../../src/sandbox/engine/attribution/decomposeSales";
import { type ResultMember, type ResultQuery } from "../../../../src/sandbox/engine/contract";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { explain as explained, type ExplanationRequest } from "../../../../src/sandbox/engine/tasks/explain";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const explain = (request: ExplanationRequest) => explained(request)?.explanation;

const DATES = 60;
const TRAINING = 45;
const DRAWS = 30;
const PLACE = { country_code: "SWE", region_code: "all", grouping: "all" };
const QUERY: ResultQuery = { level: 0.9, by: "period" };

interface Setting {
  readonly units?: number;
  readonly channels?: number;
  readonly frame?: (frame: Frame) => Frame;
  readonly node?: (node: HighNode) => HighNode;
  /** Natural values of parameters, the same in every draw. */
  readonly fixed?: Readonly<Record<string, number>>;
  readonly samples?: number;
}

/** Draws around the priors' centres stand in for a posterior. */
function memberOf({
  units = 1,
  channels = 2,
  frame: change,
  node,
  fixed = {},
  samples = DRAWS,
}: Setting): ResultMember {
  const market = simulateMarket({ seed: 6, dates: DATES, channels, units }).frame;
  const frame = change ? change(market) : market;
  const training = firstDates(frame, TRAINING);
  const suggested = suggestGraph(frame);
  const high: HighGraph = { ...suggested, nodes: suggested.nodes.map(node ?? ((each) => each)) };
  const { graph } = expandGraph(high, frame, training);
  const model = compileGraph(graph, frame, training);
  const random = new RandomStream(1);
  const names = model.names();
  const draws = new Float64Array(DRAWS * model.dim);
  for (let s = 0; s < DRAWS; s++) {
    const theta = model.startingPoint(0.3, () => random.normal());
    names.forEach((name, k) => {
      const value = fixed[name];
      if (value !== undefined) theta[k] = unconstrained(model, theta, k, value);
    });
    draws.set(theta, s * model.dim);
  }
  const fit = { names, draws, drawCount: DRAWS, seed: 5 };
  const request = { graph, frame, training, fit, from: 0, to: DATES, samples };
  return { id: 1, model: 1, place: PLACE, request, contributions: decomposeSales(request) };
}

/** The unconstrained value at which a parameter has a natural one, by bisection. */
function unconstrained(model: ReturnType<typeof compileGraph>, from: Float64Array, k: number, value: number): number {
  const theta = Float64Array.from(from);
  const natural = new Float64Array(model.dim);
  let [low, high] = [-8, 8];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    theta[k] = middle;
    model.constrain(theta, natural);
    if ((natural[k] ?? NaN) < value) low = middle;
    else high = middle;
  }
  return low;
}

const adstock =
  (type: "geometric" | "none") =>
  (node: HighNode): HighNode =>
    node.type === "media" ? { ...node, adstock: { type } } : node;
const logLink = (node: HighNode): HighNode => {
  if (node.type === "target") return { ...node, link: "log" };
  return node.type === "trend" ? { ...node, drift: "none" } : node;
};
const priced = (price: number) => (frame: Frame) => ({ ...frame, price: frame.sales.map(() => price) });

const close = (one: number | undefined, other: number, tolerance: number, what = "") =>
  assert.ok(Math.abs((one ?? NaN) - other) <= tolerance * Math.abs(other), `${what} ${one} is not ${other}`);

describe("explaining attributions", () => {
  it("a geometric adstock of retention a keeps a, a^2, ... and has the half-life log(1/2) / log(a)", () => {
    const members = [memberOf({ node: adstock("geometric"), fixed: { "media.TV.alpha": 0.7 } })];
    const decay = explain({ members, query: QUERY, part: "decay" })?.decay ?? [];
    const tv = decay.find(({ channel }) => channel === "TV");
    assert.deepEqual(tv?.place, PLACE);
    assert.deepEqual(tv.lag.slice(0, 3), [0, 1, 2]);
    tv.post.forEach(({ lo, p50, hi }, lag) => {
      for (const value of [lo, p50, hi]) close(value, 0.7 ** lag, 1e-6, `lag ${lag}`);
    });
    close(tv.halfLife, Math.log(0.5) / Math.log(0.7), 1e-6);
    // Beta(1, 3): the median of the retention is 1 - 2^(-1/3), and that of its square the square.
    const median = 1 - 0.5 ** (1 / 3);
    close(tv.prior[1]?.p50, median, 0.15);
    close(tv.prior[2]?.p50, median ** 2, 0.3);
    assert.equal(tv.prior[0]?.p50, 1);
  });

  it("decays and saturation curves of a large set are answers of less than a megabyte, with a row for every channel", function () {
    this.timeout(120_000);
    const names = [...simulateMarket({ seed: 6, dates: DATES, channels: 10, units: 1 }).frame.media.keys()];
    const slow = Object.fromEntries(names.map((name) => [`media.${name}.alpha`, 0.98]));
    const member = memberOf({ channels: 10, node: adstock("geometric"), fixed: slow });
    const members = Array.from({ length: 25 }, () => member);
    const { decay = [] } = explain({ members, query: QUERY, part: "decay" }) ?? {};
    const { hill = [] } = explain({ members, query: QUERY, part: "hill" }) ?? {};
    for (const rows of [decay, hill]) {
      assert.equal(rows.length, 250);
      const size = JSON.stringify(rows).length;
      assert.ok(size < 1_000_000, `${size} bytes`);
    }
    // As far as a single row would go, in larger steps.
    const [alone] = explain({ members: [member], query: QUERY, part: "decay" })?.decay ?? [];
    assert.deepEqual([alone?.lag.length, alone?.lag.at(-1)], [60, 59]);
    assert.deepEqual([decay[0]?.lag.slice(0, 3), decay[0]?.lag.at(-1)], [[0, 2, 4], 58]);
    assert.deepEqual(decay[0]?.post[1], alone?.post[2]);
    assert.deepEqual(decay[0]?.prior[1], alone?.prior[2]);
  });

  it("a set whose members were fitted with different seeds has none", () => {
    const member = memberOf({});
    const other = { ...member, request: { ...member.request, fit: { ...member.request.fit, seed: 6 } } };
    const seedOf = (...members: readonly ResultMember[]) => explain({ members, query: QUERY, part: "split" })?.seed;
    assert.deepEqual([seedOf(member), seedOf(member, member), seedOf(member, other)], [5, 5, null]);
  });

  it("without an adstock there is no decay, and all of the effect is immediate", () => {
    const members = [memberOf({ node: adstock("none") })];
    assert.deepEqual(explain({ members, query: QUERY, part: "decay" })?.decay, []);
    const split = explain({ members, query: QUERY, part: "split" })?.split ?? [];
    assert.deepEqual(
      split.map(({ immediate }) => immediate),
      split.map(() => ({ p50: 1, lo: 1, hi: 1 })),
    );
  });

  it("of steady activity the part 1 - a is immediate, and a carried over", () => {
    const steady = (frame: Frame) => ({ ...frame, media: new Map([...frame.media].map(([n, x]) => [n, x.fill(5)])) });
    const members = [memberOf({ frame: steady, node: adstock("geometric"), fixed: { "media.TV.alpha": 0.6 } })];
    // Long after the beginning, when carry-over has become steady too.
    const late = { ...QUERY, from: members[0]?.request.frame.dates[50] };
    const [tv] = explain({ members, query: late, part: "split" })?.split ?? [];
    close(tv?.immediate?.p50, 0.4, 1e-6);
  });

  it("a saturation curve is one half at half saturation, in the unit of the data", () => {
    const fixed = { "media.TV.half": 0.5, "media.TV.slope": 2 };
    const [member] = [memberOf({ fixed })];
    const tv = explain({ members: [member], query: QUERY, part: "hill" })?.hill?.find(
      ({ channel }) => channel === "TV",
    );
    assert.ok(tv);
    const data = member.request.graph.nodes.find(({ id }) => id === "media.TV.x");
    assert.ok(data?.kind === "data");
    tv.x.forEach((x, point) => {
      const ratio = (x / data.attrs.scale / 0.5) ** 2;
      close(tv.p50[point], ratio / (1 + ratio), 1e-5, `at ${x}`);
    });
    assert.equal(tv.unit, member.request.frame.mediaMetrics.get("TV"));
    const activity = member.request.frame.media.get("TV") ?? new Float64Array();
    assert.equal(
      tv.hist.reduce((sum, { n }) => sum + n, 0),
      DATES,
    );
    close(tv.hist.at(-1)?.x1, Math.max(...activity), 1e-6);
    assert.equal(tv.hist[0]?.n, activity.filter((x) => x < Math.max(...activity) / 20).length);
  });

  it("with one price the marginal return is that price times the marginal units at present spend", () => {
    const members = [memberOf({ frame: priced(40) })];
    const { roi = [] } = explain({ members, query: QUERY }) ?? {};
    const curves = explain({ members, query: QUERY, part: "curves" })?.curves ?? [];
    assert.equal(roi.length, 2);
    for (const { channel, mroi } of roi) {
      close(mroi.p50, 40 * (curves.find((each) => each.channel === channel)?.marginal[20] ?? NaN), 1e-6, channel);
      assert.ok(mroi.lo < mroi.p50 && mroi.p50 < mroi.hi);
    }
  });

  it("over the training dates at one price the prior of a return is the one that the graph states", () => {
    const members = [memberOf({ frame: priced(40) })];
    const { roi = [] } =
      explain({ members, query: { ...QUERY, to: members[0]?.request.frame.dates[TRAINING - 1] } }) ?? {};
    for (const { prior } of roi) {
      close(prior.p50, Math.exp(0.2), 0.15);
      close(prior.lo, Math.exp(0.2 - 1.645 * 0.9), 0.3);
      close(prior.hi, Math.exp(0.2 + 1.645 * 0.9), 0.3);
    }
  });

  it("partly pooled effects have a prior too", () => {
    const members = [memberOf({ units: 2 })];
    const { roi = [] } = explain({ members, query: QUERY }) ?? {};
    assert.equal(roi.length, 2);
    for (const { prior } of roi) assert.ok(prior.lo > 0 && prior.lo < prior.p50 && prior.p50 < prior.hi);
  });

  it("a choice is between all places, and within the dates that all members have", () => {
    const whole = memberOf({});
    const request = { ...whole.request, from: 5, to: DATES - 3 };
    const late = { ...whole, place: { ...PLACE, country_code: "NOR" }, request };
    const members = [whole, { ...late, contributions: decomposeSales(request) }];
    const { dates } = whole.request.frame;
    const choices = explain({ members, query: { ...QUERY, to: dates[20] } })?.choices;
    assert.deepEqual([choices?.first, choices?.last], [dates[5], dates[DATES - 4]]);
    assert.equal(choices?.places.length, 2);
    const places = members.map(({ place }) => place);
    assert.deepEqual(explain({ members: [whole], query: QUERY, places })?.choices?.places, places);
  });

  it("a curve begins at nothing, ends at twice the spend, and knows what was observed", () => {
    const [member] = [memberOf({})];
    const spend = [...(member.request.frame.investment.get("TV") ?? [])];
    const tv = explain({ members: [member], query: QUERY, part: "curves" })?.curves?.find(
      ({ channel }) => channel === "TV",
    );
    assert.ok(tv);
    assert.deepEqual([tv.mult.length, tv.mult[0], tv.mult[40]], [41, 0, 2]);
    assert.deepEqual([tv.mean[0], tv.p50[0], tv.lo[0], tv.hi[0]], [0, 0, 0, 0]);
    close(tv.maxObserved, Math.max(...spend), 1e-6);
    close(tv.spend[40], 2 * tv.presentSpend, 1e-6);
    assert.equal(tv.observedSpend.length, DATES);
    tv.p50.slice(1).forEach((value, at) => assert.ok(value > (tv.p50[at] ?? NaN)));
    tv.marginal.forEach((value, at) => {
      const [lo = NaN, hi = NaN] = [tv.marginalLo[at], tv.marginalHi[at]];
      assert.ok(lo < value && value < hi, `marginal at ${tv.mult[at]}`);
    });
  });

  it("the largest spend is that of all the data, whatever dates a curve is of, and of the chosen product alone", () => {
    const member = memberOf({ units: 2 });
    const { dates, investment, units } = member.request.frame;
    const spend = investment.get("TV") ?? new Float64Array();
    const ofDate = (date: number): number => (spend[date] ?? NaN) + (spend[DATES + date] ?? NaN);
    const largest = (of: (date: number) => number): number => Math.max(...dates.map((_, date) => of(date)));
    const peak = dates.findIndex((_, date) => ofDate(date) === largest(ofDate));
    const from = dates[peak + 1];
    assert.ok(from !== undefined, "the market spends most on its last date");
    const observed = (query: Partial<ResultQuery>) =>
      explain({ members: [member], query: { ...QUERY, ...query }, part: "curves" })?.curves?.find(
        ({ channel }) => channel === "TV",
      );
    const later = observed({ from });
    close(later?.maxObserved, ofDate(peak), 1e-6);
    assert.ok(Math.max(...(later?.observedSpend ?? [])) < ofDate(peak));
    const ofFirst = largest((date) => spend[date] ?? NaN);
    close(observed({ from, product: units[0] ?? "" })?.maxObserved, ofFirst, 1e-6);
  });

  it("without saturation a curve is a straight line, and every further unit of spend brings as much", () => {
    const straight = (node: HighNode): HighNode =>
      node.type === "media" ? { ...node, saturation: { type: "none" } } : node;
    const members = [memberOf({ node: straight })];
    const curves = explain({ members, query: QUERY, part: "curves" })?.curves ?? [];
    assert.equal(curves.length, 2);
    for (const { mult, mean, p50, marginal, presentSpend } of curves) {
      mean.forEach((value, at) => close(value, (mult[at] ?? NaN) * (mean[20] ?? NaN), 1e-9, `at ${mult[at]}`));
      for (const value of marginal) close(value, (p50[20] ?? NaN) / presentSpend, 1e-6);
    }
    assert.deepEqual(explain({ members, query: QUERY, part: "hill" })?.hill, []);
  });

  it("with a log link a curve says what would be lost without the channel", () => {
    const [member] = [memberOf({ node: logLink, samples: 1 })];
    const { graph, frame, training, fit } = member.request;
    const model = compileGraph(graph, frame, training);
    model.evaluate(fit.draws.subarray(0, model.dim));
    const term = model.terms.find(({ name }) => name === "TV");
    let lost = 0;
    model.predictor.forEach((value, t) => {
      lost += (Math.exp(value) - Math.exp(value - (term?.values[t] ?? NaN))) * (model.salesScale[0] ?? NaN);
    });
    const tv = explain({ members: [member], query: QUERY, part: "curves" })?.curves?.find(
      ({ channel }) => channel === "TV",
    );
    close(tv?.mean[20], lost / DATES, 1e-9);
  });

  it("goes through a thousand of many draws where each costs a run of the model, and says so", () => {
    const member = memberOf({});
    const { fit } = member.request;
    const repeated = Float64Array.from(
      { length: 1500 * (fit.draws.length / fit.drawCount) },
      (_, i) => fit.draws[i % fit.draws.length] ?? NaN,
    );
    const many = {
      ...member,
      request: { ...member.request, fit: { ...fit, draws: repeated, drawCount: 1500 }, samples: 1500 },
    };
    for (const part of ["curves", "decay", "hill", "split"] as const) {
      assert.equal(explain({ members: [many], query: QUERY, part })?.draws, 1000, part);
      assert.equal(explain({ members: [member], query: QUERY, part })?.draws, DRAWS, part);
    }
  });

  it("intervals of another level are computed anew from the draws", () => {
    const members = [memberOf({})];
    const at = (level: number) => explain({ members, query: { ...QUERY, level }, part: "curves" })?.curves?.[0];
    const [wide, narrow] = [at(0.9), at(0.5)];
    assert.deepEqual([wide?.mean, wide?.p50], [narrow?.mean, narrow?.p50]);
    assert.ok((wide?.lo[20] ?? NaN) < (narrow?.lo[20] ?? NaN) && (narrow?.hi[20] ?? NaN) < (wide?.hi[20] ?? NaN));
  });

  it("one product's part is about its own units, spend and sales", () => {
    const [member] = [memberOf({ units: 2 })];
    const query = { ...QUERY, product: "product 2" };
    const found = explain({ members: [member], query });
    const { sales } = member.request.frame;
    assert.deepEqual(found?.actual?.[3], Number(sales[DATES + 3]?.toPrecision(12)));
    const curves = explain({ members: [member], query, part: "curves" })?.curves ?? [];
    for (const { channel, mean } of curves) {
      close(mean[20], (found?.totals?.find(({ driver }) => driver === channel)?.mean ?? NaN) / DATES, 1e-9, channel);
    }
    assert.equal(explain({ members: [member], query: { ...QUERY, product: "soup" } }), undefined);
  });

  it("two attributions together have the sum of their curves, the spend of both and a decay each", () => {
    const [one, two] = [memberOf({}), memberOf({ fixed: { "media.TV.half": 0.3 }, samples: 10 })];
    const other = { ...two, place: { ...PLACE, region_code: "north" } };
    const curve = (...members: ResultMember[]) => explain({ members, query: QUERY, part: "curves" })?.curves?.[0];
    const both = curve(one, other);
    // One has three times as many draws, of which the same number counts.
    const thinned = { ...one, request: { ...one.request, samples: 10 } };
    close(both?.mean[20], (curve(thinned)?.mean[20] ?? NaN) + (curve(other)?.mean[20] ?? NaN), 1e-9);
    close(both?.presentSpend, 2 * (curve(one)?.presentSpend ?? NaN), 1e-9);
    const decay = explain({ members: [one, other], query: QUERY, part: "decay" })?.decay ?? [];
    assert.deepEqual(
      decay.map(({ channel, place }) => `${channel} ${place.region_code}`),
      ["TV all", "Search all", "TV north", "Search north"],
    );
    const { total, totals = [], roi = [] } = explain({ members: [one, other], query: QUERY }) ?? {};
    close(
      totals.reduce((sum, { mean }) => sum + mean, 0),
      total?.mean ?? NaN,
      1e-9,
    );
    assert.equal(roi.length, 2);
  });

  it("attributions of one fit go together draw by draw, those of two fits do not: the interval of their sum is narrower", () => {
    const one = memberOf({});
    const width = (model: number): number => {
      const { total } = explain({ members: [one, { ...one, id: 2, model }], query: QUERY }) ?? {};
      return (total?.hi ?? NaN) - (total?.lo ?? NaN);
    };
    const alone = explain({ members: [one], query: QUERY })?.total;
    close(width(1), 2 * ((alone?.hi ?? NaN) - (alone?.lo ?? NaN)), 1e-9);
    assert.ok(width(2) < 0.9 * width(1), `${width(2)} beside ${width(1)}`);
    const prior = (model: number): number => {
      const [row] = explain({ members: [one, { ...one, id: 2, model }], query: QUERY })?.roi ?? [];
      return (row?.prior.hi ?? NaN) - (row?.prior.lo ?? NaN);
    };
    assert.ok(prior(2) < 0.9 * prior(1), `${prior(2)} beside ${prior(1)}`);
    const mean = (model: number) => explain({ members: [one, { ...one, id: 2, model }], query: QUERY })?.total?.mean;
    close(mean(2), mean(1) ?? NaN, 1e-9);
  });

  it("says whether effects multiply", () => {
    const linkOf = (member: ResultMember) => explain({ members: [member], query: QUERY })?.link;
    assert.deepEqual([linkOf(memberOf({})), linkOf(memberOf({ node: logLink }))], ["identity", "log"]);
  });

  it("takes the draws of returns from an earlier answer about the same cells: the numbers are the same", () => {
    const members = [memberOf({ units: 2 })];
    const { returns, explanation } = explained({ members, query: QUERY }) ?? {};
    assert.ok(returns && returns.size === 2 && explanation);
    const query = { ...QUERY, level: 0.5, by: "quarter" } as const;
    assert.deepEqual(explained({ members, query, returns })?.explanation, explained({ members, query })?.explanation);
    const twice = new Map(
      [...returns].map(([name, units]) => [
        name,
        units.map((unit) => ({ ...unit, further: unit.further.map((money) => 2 * money) })),
      ]),
    );
    const doubled = explained({ members, query: QUERY, returns: twice })?.explanation;
    close(doubled?.roi?.[0]?.mroi.p50, 2 * (explanation.roi?.[0]?.mroi.p50 ?? NaN), 1e-12);
  });

  it("adds up the returns of a product from those of all, where members and dates stay the same", () => {
    const roiOf = (request: ExplanationRequest) => explained(request)?.explanation.roi ?? [];
    const members = [memberOf({ units: 3 }), { ...memberOf({ units: 3, samples: 10 }), id: 2, model: 2 }];
    const late = members[0]?.request.frame.dates[20] ?? assert.fail();
    for (const [product, dates] of [
      ["product 1", {}],
      ["product 3", { from: late }],
    ] as const) {
      const query = { ...QUERY, product, ...dates };
      const allReturns = explained({ members, query: { ...QUERY, ...dates } })?.returns;
      assert.equal(allReturns?.size, 2);
      const direct = roiOf({ members, query });
      const added = roiOf({ members, query, allReturns });
      assert.equal(added.length, 2);
      for (const [row, { mroi, prior }] of added.entries()) {
        close(mroi.p50, direct[row]?.mroi.p50 ?? NaN, 1e-9, `${product} mroi`);
        close(prior.hi, direct[row]?.prior.hi ?? NaN, 1e-9, `${product} prior`);
      }
      assert.equal(explained({ members, query, allReturns })?.returns, undefined);
      const whole = { members, query: { ...QUERY, ...dates } };
      const one = asOneUnit(allReturns ?? assert.fail());
      assert.deepEqual(
        [...one.values()].map(({ length }) => length),
        [1, 1],
      );
      assert.deepEqual(roiOf({ ...whole, returns: one }), roiOf(whole));
      assert.equal(explained({ ...whole, returns: one })?.returns, undefined, "whoever asks has them");
    }
    // Without the product the second member would be there as well, and with it other draws.
    const others = [members[0] ?? assert.fail(), { ...memberOf({ units: 1, samples: 10 }), id: 2, model: 2 }];
    const query = { ...QUERY, product: "product 3" };
    const ofOthers = explained({ members: others, query: QUERY })?.returns;
    assert.deepEqual(roiOf({ members: others, query, allReturns: ofOthers }), roiOf({ members: others, query }));
  });

  it("a set is taken apart by all that its attributions differ in, and its parts add up", () => {
    const one = memberOf({ units: 2 });
    const north = { ...PLACE, region_code: "north" };
    const two: ResultMember = { ...memberOf({ units: 2, samples: 10 }), id: 2, place: north };
    const { breakdown = [], total, media } = explain({ members: [one, two], query: QUERY }) ?? {};
    assert.deepEqual(
      breakdown.map(({ by, name }) => `${by} ${name}`),
      ["attribution 1", "attribution 2", "region all", "region north", "product product 1", "product product 2"],
    );
    for (const by of ["attribution", "region", "product"]) {
      const rows = breakdown.filter((row) => row.by === by);
      const sum = rows.reduce((all, row) => all + row.total.mean, 0);
      close(sum, total?.mean ?? NaN, 1e-9, by);
      for (const row of rows) assert.ok(row.total.lo < row.total.hi && (row.media?.share.p50 ?? 0) > 0, row.name);
    }
    // A part is what a query for it alone finds: of the same draws, so of the region with the fewest.
    const alone = explain({ members: [two], query: QUERY });
    const part = breakdown.find(({ name }) => name === "north");
    close(part?.total.p50, alone?.total?.p50 ?? NaN, 1e-9);
    close(part?.media?.roi?.hi, alone?.media?.roi?.hi ?? NaN, 1e-9);
    close(
      part?.spend ?? NaN,
      (alone?.roi ?? []).reduce((sum, { spend }) => sum + spend, 0),
      1e-9,
    );
    assert.notEqual(part?.media?.share.p50, media?.share.p50);
    assert.deepEqual(explain({ members: [memberOf({})], query: QUERY })?.breakdown, []);
    const inMoney = explain({ members: [one, two], query: { ...QUERY, unit: "revenue" } });
    const money = inMoney?.breakdown?.filter(({ by }) => by === "product") ?? [];
    close(
      money.reduce((sum, row) => sum + row.total.mean, 0),
      inMoney?.total?.mean ?? NaN,
      1e-9,
    );
  });

  it("over several countries sales are added up and money is not: it stays with each country", () => {
    const [sweden, other] = [memberOf({ units: 2, frame: priced(40) }), memberOf({ units: 2, frame: priced(4) })];
    const norway: ResultMember = { ...other, id: 2, place: { ...PLACE, country_code: "NOR" } };
    const ask = (members: readonly ResultMember[], query: Partial<ResultQuery> = {}) =>
      explain({ members, query: { ...QUERY, ...query } });
    const [both, one, two] = [ask([sweden, norway]), ask([sweden]), ask([norway])];
    close(both?.total?.mean, (one?.total?.mean ?? NaN) + (two?.total?.mean ?? NaN), 1e-9);
    assert.deepEqual([both?.roi, both?.media?.roi, both?.choices?.bases], [[], null, []]);
    assert.ok((both?.media?.share.p50 ?? 0) > 0);
    const inMoney = ask([sweden, norway], { unit: "revenue" });
    assert.deepEqual([inMoney?.unit, inMoney?.total], ["units", both?.total]);
    assert.deepEqual(explain({ members: [sweden, norway], query: QUERY, part: "curves" })?.curves, []);
    const parts = (by: string) => both?.breakdown?.filter((row) => row.by === by) ?? [];
    [one, two].forEach((alone, at) => {
      assert.deepEqual(parts("country")[at]?.media?.roi, alone?.media?.roi);
      close(
        parts("country")[at]?.spend ?? NaN,
        (alone?.roi ?? []).reduce((sum, { spend }) => sum + spend, 0),
        1e-9,
      );
    });
    assert.deepEqual(
      parts("product").map(({ spend, media }) => [spend, media?.roi]),
      [
        [null, null],
        [null, null],
      ],
    );
  });

  it("a set tells what its attributions cover, and which of them are not in the numbers", () => {
    const one = memberOf({});
    const { request } = one;
    const part = (id: number, from: number, to: number, frame = request.frame): ResultMember => {
      const asked = { ...request, frame, from, to };
      return { ...one, id, request: asked, contributions: decomposeSales(asked) };
    };
    const sundays = { ...request.frame, dates: request.frame.dates.map(dayBefore) };
    const doubt = { check: "rhat", status: "fail", value: 1.1, limit: 1.01 } as const;
    const poor = { ...one, doubts: [doubt] };
    const members = [poor, part(2, 5, DATES - 3), part(3, 0, DATES, sundays), { ...memberOf({ units: 2 }), id: 4 }];
    const found = explain({ members, query: { ...QUERY, product: "product 1" } });
    assert.deepEqual(
      found?.members?.map(({ id, lacks }) => [id, lacks]),
      [1, 2, 3, 4].map((id) => [id, id === 4 ? null : "product"]),
    );
    assert.deepEqual(
      found?.members?.map(({ doubts }) => doubts),
      [[doubt], [], [], []],
    );
    const all = explain({ members: members.slice(0, 3), query: QUERY });
    const { dates } = request.frame;
    assert.deepEqual(
      all?.members?.map(({ id, first, last, periods, lacks }) => [id, first, last, periods, lacks]),
      [
        [1, dates[0], dates[DATES - 1], DATES, null],
        [2, dates[5], dates[DATES - 4], DATES - 8, null],
        [3, dayBefore(dates[0] ?? ""), dayBefore(dates[DATES - 1] ?? ""), DATES, "dates"],
      ],
    );
    assert.deepEqual([all?.dates?.[0], all?.dates?.length, all?.daysPerPeriod], [dates[5], DATES - 8, 7]);
    close(all?.total?.mean, explain({ members: members.slice(0, 2), query: QUERY })?.total?.mean ?? NaN, 1e-12);
  });

  it("returns count profit where the data have it, the priors too, and revenue where they have not", () => {
    const profitable = (frame: Frame) => ({
      ...priced(40)(frame),
      profit: frame.sales.map((_, t) => (t % 2 === 0 ? 10 : -2)),
    });
    const [with_, without] = [memberOf({ frame: profitable }), memberOf({ frame: priced(40) })];
    const ask = (basis: "revenue" | "profit", ...members: ResultMember[]) =>
      explain({ members, query: { ...QUERY, basis } });
    const [profit, revenue] = [ask("profit", with_), ask("revenue", with_)];
    assert.deepEqual(profit?.choices?.bases, ["revenue", "profit"]);
    const { frame } = with_.request;
    for (const row of profit?.roi ?? []) {
      const units = profit?.series?.find(({ driver }) => driver === row.channel)?.mean ?? [];
      const sum = units.reduce((all, value, t) => all + value * (frame.profit?.[t] ?? NaN), 0);
      assert.equal(row.basis, "profit");
      close(row.mean, sum / row.spend, 1e-9, row.channel);
      const other = revenue?.roi?.find(({ channel }) => channel === row.channel);
      assert.ok(row.prior.p50 < 0.3 * (other?.prior.p50 ?? NaN) && row.mroi.p50 < 0.3 * (other?.mroi.p50 ?? NaN));
    }
    const media = profit?.roi ?? [];
    assert.ok(media.length === 2 && (profit?.media?.roi?.p50 ?? NaN) < 0.3 * (revenue?.media?.roi?.p50 ?? NaN));
    assert.deepEqual(profit?.totals, revenue?.totals);
    for (const found of [ask("profit", without), ask("profit", with_, { ...without, id: 2 })]) {
      assert.deepEqual([found?.basis, found?.roi?.[0]?.basis], ["revenue", "revenue"]);
      assert.deepEqual(found?.choices?.bases, ["revenue"]);
    }
  });
});

const dayBefore = (date: string): string => new Date(Date.parse(date) - 864e5).toISOString().slice(0, 10);
