import assert from "node:assert/strict";
import * as z from "zod/mini";
import { RESULT_SCHEMAS } from "../../../../src/sandbox/http/resultSchemas";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

interface Interval {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}
interface Compared {
  readonly first: Interval | null;
  readonly second: Interval | null;
  readonly difference: (Interval & { readonly pHigher: number }) | null;
}
interface Comparison {
  readonly pairing: string;
  readonly pairs: number;
  readonly dates: { readonly first: string; readonly last: string; readonly periods: number };
  readonly first: { readonly draws: number; readonly periods: number; readonly daysPerPeriod: number };
  readonly second: {
    readonly draws: number;
    readonly periods: number;
    readonly daysPerPeriod: number;
    readonly doubts: readonly { readonly check: string }[];
  };
  readonly sameReference: boolean;
  readonly total: Compared;
  readonly totals: readonly { readonly driver: string; readonly amount: Compared; readonly share: Compared }[];
  readonly roi: readonly { readonly channel: string; readonly roi: Compared }[];
  readonly choices: { readonly products: readonly string[] };
}
interface Result {
  readonly total: Interval;
  readonly totals: readonly (Interval & { readonly driver: string })[];
  readonly roi: readonly (Interval & { readonly channel: string })[];
}

/** The demo's model 1 and attribution 1, a refit on fewer dates, and attributions of both. */
describe("comparing two results of a sandbox", function () {
  this.timeout(180_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;

  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    calls = new SandboxCalls(sandbox);
    const { body: model } = await calls.get("models/1");
    const dates = [...(model.TrainDates as string[]), ...(model.EvalDates as string[])].sort();
    const detail = { dataset_id: 1, train_dates: dates.slice(0, 100), eval_dates: dates.slice(100, 130) };
    const refit = await calls.post("models/1/refit", {
      model_detail: detail,
      model_param: { epochs: 300, learning_rate: 0.02, samples: 2 },
      sandbox: { sampler: "fast", seed: 7 },
    });
    await calls.until(`models/${String(refit.body.IId)}`, "completed");
    await attribution(2, "2022-06-06", "2023-05-29", 150);
    await attribution(1, "2022-01-03", "2022-12-26", 90);
    await attribution(1, "2023-06-05", "2023-12-25", 90);
  });
  after(() => sandbox.stop());

  async function attribution(model: number, start: string, end: string, samples: number): Promise<void> {
    const asked = { model_id: model, dataset_id: 1, start_date: start, end_date: end, samples };
    const { body } = await calls.post("attributions", asked);
    await calls.until(`attributions/${String(body.IId)}`, "completed");
  }

  const compare = async (first: string, second: string, more = "") => {
    const { status, text } = await calls.get(`results/compare?first=${first}&second=${second}${more}`);
    assert.equal(status, 200, text);
    assert.ok(text.length < 1_000_000);
    const answer: unknown = JSON.parse(text);
    const parsed = z.safeParse(RESULT_SCHEMAS.comparison, answer);
    assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
    return answer as Comparison;
  };
  const agree = (one: number | undefined, other: number | undefined, what: string): void => {
    assert.ok(one !== undefined && other !== undefined, what);
    assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other)), `${what}: ${one} is not ${other}`);
  };

  it("has the numbers of each attribution's own result over the dates that both have", async () => {
    const compared = await compare("attributions/1", "attributions/2");
    assert.deepEqual(
      [compared.dates.first, compared.dates.last, compared.dates.periods],
      ["2022-06-06", "2023-05-29", 52],
    );
    const range = "?from=2022-06-06&to=2023-05-29";
    const [one, other] = await Promise.all(
      [1, 2].map(async (id) => JSON.parse((await calls.get(`attributions/${id}/result${range}`)).text) as Result),
    );
    assert.ok(one && other);
    agree(compared.total.difference?.mean, other.total.mean - one.total.mean, "total");
    // Fits that were not sampled are approximations, and of these short ones k-hat says how rough.
    assert.deepEqual(
      compared.second.doubts.map(({ check }) => check),
      ["khat"],
    );
    assert.equal(compared.totals.length, one.totals.length);
    for (const { driver, mean, lo } of one.totals) {
      const row = compared.totals.find((each) => each.driver === driver)?.amount;
      const its = other.totals.find((each) => each.driver === driver);
      agree(row?.first?.mean, mean, driver);
      agree(row?.first?.lo, lo, `${driver} low`);
      agree(row?.second?.mean, its?.mean, driver);
      agree(row?.difference?.mean, (its?.mean ?? NaN) - mean, `difference of ${driver}`);
    }
    assert.equal(compared.roi.length, 5);
    for (const { channel, roi } of compared.roi) {
      const means = [one, other].map(({ roi }) => roi.find((each) => each.channel === channel)?.mean ?? NaN);
      agree(roi.first?.mean, means[0], channel);
      agree(roi.difference?.mean, (means[1] ?? NaN) - (means[0] ?? NaN), `difference of ${channel}`);
    }
    assert.deepEqual([compared.pairing, compared.sameReference, compared.second.draws], ["independent", false, 150]);
  });

  it("pairs attributions of one model by their draws, however many each has", async () => {
    const compared = await compare("attributions/1", "attributions/3");
    assert.deepEqual([compared.pairing, compared.pairs, compared.sameReference], ["draw", 90, true]);
    assert.notEqual(compared.first.draws, 90);
    // The same parameters on the same dates: nothing is left to differ but which draws the means are of.
    for (const { driver, amount } of compared.totals) {
      const { lo = NaN, hi = NaN } = amount.difference ?? {};
      assert.ok(
        Math.abs(lo) + Math.abs(hi) <= 1e-6 * Math.abs(amount.first?.mean ?? NaN) + 1e-6,
        `${driver} ${lo} ${hi}`,
      );
    }
  });

  it("compares two models over all dates of their data, each with its own draws", async () => {
    const compared = await compare("models/1", "models/2");
    assert.deepEqual([compared.pairing, compared.dates.periods, compared.sameReference], ["independent", 156, false]);
    assert.deepEqual([compared.first.daysPerPeriod, compared.second.daysPerPeriod], [7, 7]);
    const tv = compared.roi.find(({ channel }) => channel === "TV")?.roi;
    const width = (one: Interval | null | undefined): number => (one ? one.hi - one.lo : NaN);
    assert.ok(width(tv?.difference) > Math.max(width(tv?.first), width(tv?.second)), "unsure of both");
    const p = tv?.difference?.pHigher ?? NaN;
    assert.ok(p >= 0 && p <= 1);
  });

  it("pairs a model with an attribution of itself", async () => {
    const compared = await compare("models/1", "attributions/3");
    assert.deepEqual([compared.pairing, compared.first.draws, compared.dates.periods], ["draw", 90, 52]);
    for (const { amount, share } of compared.totals) {
      assert.ok(Math.abs(amount.difference?.mean ?? NaN) < 1e-6);
      assert.ok(Math.abs(share.difference?.hi ?? NaN) < 1e-9);
    }
  });

  it("takes level, dates and unit, and answers the same question from what it keeps", async () => {
    const wide = await compare("attributions/1", "attributions/2", "&level=0.95");
    const narrow = await compare("attributions/1", "attributions/2", "&level=0.5&unit=revenue&to=2022-12-26");
    assert.equal(narrow.dates.last, "2022-12-26");
    const width = ({ total: { difference } }: Comparison): number => (difference?.hi ?? NaN) - (difference?.lo ?? NaN);
    assert.ok(width(wide) > width(await compare("attributions/1", "attributions/2", "&level=0.5")));
    assert.ok((narrow.total.first?.mean ?? 0) > (wide.total.first?.mean ?? 0), "revenue is more than units");
    assert.deepEqual(await compare("attributions/1", "attributions/2", "&level=0.95"), wide);
  });

  for (const [what, path, status, words] of [
    [
      "no dates in common",
      "first=attributions/3&second=attributions/4",
      409,
      /no dates in common.*attribution 3: 2022-01-03/,
    ],
    ["dates outside", "first=attributions/1&second=attributions/2&from=2024-01-01", 409, /none lies in the range/],
    ["a product that is none", "first=models/1&second=models/2&product=Tea", 409, /Tea/],
    ["what is gone", "first=models/1&second=models/99", 404, /no model 99/],
    ["another kind", "first=models/1&second=datasets/1", 422, /models\/ID/],
    ["one only", "first=models/1", 422, /second/],
  ] as const) {
    it(`refuses ${what} with the reason`, async () => {
      const answer = await calls.get(`results/compare?${path}`);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.text, words);
    });
  }

  it("refuses one that is still at work", async () => {
    const { body } = await calls.post("models/1/refit", {
      model_detail: { dataset_id: 1, train_dates: ["2022-01-03"], eval_dates: [] },
      model_param: { epochs: 100_000, learning_rate: 0.02, samples: 10 },
      sandbox: { sampler: "nuts", seed: 1 },
    });
    const id = String(body.IId);
    const answer = await calls.get(`results/compare?first=models/1&second=models/${id}`);
    await calls.post(`models/${id}/cancel`);
    assert.deepEqual([answer.status, /not completed/.test(answer.text)], [409, true], answer.text);
  });
});
