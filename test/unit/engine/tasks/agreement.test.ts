import assert from "node:assert/strict";
import { decomposeSales } from "../../../../src/sandbox/engine/attribution/decomposeSales";
import { type AttributionRequest, type ResultMember } from "../../../../src/sandbox/engine/contract";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import {
  explain as explained,
  type Explanation,
  type ExplanationRequest,
} from "../../../../src/sandbox/engine/tasks/explain";
import { demoFrame, demoTraining } from "../../../support/engine/demoFrame";
import { fitInProcess } from "../../../support/engine/fitInProcess";

const explain = (request: ExplanationRequest) => explained(request)?.explanation;

const SAMPLES = 60;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function agree(one: number | undefined, other: number, what: string): void {
  assert.ok(one !== undefined && Math.abs(one - other) <= 1e-9 * Math.abs(other), `${what}: ${one} is not ${other}`);
}

/** One fit of the demo data; what every plot says of it must be the same thing. */
describe("plots of one attribution agree with one another", function () {
  this.timeout(60_000);
  let frame: Frame;
  let member: ResultMember;
  before(() => {
    frame = demoFrame();
    const training = demoTraining(frame);
    const { graph } = expandGraph(suggestGraph(frame), frame, training);
    const variational = { epochs: 100, learningRate: 0.02, samples: 2 };
    const fixedLength = { chains: 1, warmup: 60, draws: 80 };
    const asked = { graph, frame, training, variational, sampler: "nuts", seed: 3, fixedLength } as const;
    const request: AttributionRequest = {
      ...{ graph, frame, training, from: 0, to: frame.dates.length, samples: SAMPLES },
      fit: { ...fitInProcess(asked), seed: 3 },
    };
    const place = { country_code: "SWE", region_code: "all", grouping: "all" };
    member = { id: 1, model: 1, place, request, contributions: decomposeSales(request) };
  });

  const whole = (query: { from?: string; to?: string } = {}): Explanation => {
    const found = explain({ members: [member], query: { level: 0.9, by: "period", ...query } });
    assert.ok(found);
    return found;
  };

  for (const range of [{}, { from: "2023-04-03", to: "2024-03-04" }]) {
    const words = "from" in range ? "over a part of the dates" : "over all dates";

    it(`contributions over time add up to the totals, ${words}`, () => {
      const { totals = [], series = [] } = whole(range);
      assert.equal(totals.length, 13);
      totals.forEach(({ driver, mean }, k) => {
        assert.equal(series[k]?.driver, driver);
        agree(sum(series[k]?.mean ?? []), mean, driver);
      });
    });

    it(`contributions in revenue add up to their totals and are the return times the spend, ${words}`, () => {
      const query = { level: 0.9, by: "period", unit: "revenue", ...range } as const;
      const { totals = [], series = [], roi = [], unit, total } = explain({ members: [member], query }) ?? {};
      assert.equal(unit, "revenue");
      totals.forEach(({ driver, mean }, k) => agree(sum(series[k]?.mean ?? []), mean, driver));
      agree(sum(totals.map(({ mean }) => mean)), total?.mean ?? 0, "total");
      for (const { channel, mean, spend } of roi) {
        agree(totals.find(({ driver }) => driver === channel)?.mean, mean * spend, channel);
      }
      assert.deepEqual(roi, whole(range).roi, "returns are revenue by spend in either unit");
    });

    it(`contributions at the price of their date, over the spend, are the return, ${words}`, () => {
      const { roi = [], series = [], dates = [] } = whole(range);
      const first = frame.dates.indexOf(dates[0] ?? "");
      assert.equal(roi.length, 5);
      for (const { channel, mean, spend } of roi) {
        const paid = frame.investment.get(channel)?.subarray(first, first + dates.length) ?? [];
        agree(spend, sum([...paid]), `spend on ${channel}`);
        const units = series.find(({ driver }) => driver === channel)?.mean ?? [];
        const revenue = units.map((value, t) => value * (frame.price?.[first + t] ?? NaN));
        agree(sum(revenue) / spend, mean, channel);
      }
    });

    it(`the response at present spend is the total of a period, ${words}`, () => {
      const { totals = [], dates = [], roi = [] } = whole(range);
      const query = { level: 0.9, by: "period", ...range } as const;
      const curves = explain({ members: [member], query, part: "curves" })?.curves ?? [];
      assert.deepEqual(curves.map(({ channel }) => channel).sort(), roi.map(({ channel }) => channel).sort());
      for (const curve of curves) {
        const total = totals.find(({ driver }) => driver === curve.channel);
        assert.equal(curve.mult[20], 1);
        agree(curve.mean[20], (total?.mean ?? NaN) / dates.length, curve.channel);
        agree(
          curve.presentSpend,
          (roi.find(({ channel }) => channel === curve.channel)?.spend ?? NaN) / dates.length,
          "",
        );
      }
    });
  }

  it("actual sales stand beside the series", () => {
    const { actual = [] } = whole();
    actual.forEach((value, t) => agree(value ?? NaN, frame.sales[t] ?? NaN, `date ${t}`));
  });

  it("a response curve says how many independent draws it is worth", () => {
    const { curves = [] } = explain({ members: [member], query: { level: 0.9, by: "period" }, part: "curves" }) ?? {};
    assert.equal(curves.length, 5);
    // The same draws over and over are worth no more than one round of them.
    const { fit } = member.request;
    const width = fit.draws.length / fit.drawCount;
    const held = Float64Array.from(
      fit.draws,
      (_, at) => fit.draws[Math.floor(at / width / 20) * 20 * width + (at % width)] ?? 0,
    );
    const stuck = { ...member, request: { ...member.request, fit: { ...fit, draws: held } } };
    const again = explain({ members: [stuck], query: { level: 0.9, by: "period" }, part: "curves" })?.curves ?? [];
    curves.forEach(({ channel, ess }, k) => {
      assert.ok(ess > 0 && ess < 2 * SAMPLES, channel);
      assert.ok(
        (again[k]?.ess ?? Infinity) < ess,
        `${channel}: ${String(again[k]?.ess)} of stuck chains, else ${String(ess)}`,
      );
    });
  });
});
