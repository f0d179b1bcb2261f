import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoHeader, demoQuery, fullText, partText } from "../../../support/demoResult";
import { hasPython, runPython } from "../../../support/python";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";
import { queryOf } from "../../../../src/ui/results/readResultsState";
import { amountsFigure } from "../../../../webview/results/comparison/amountsFigure";
import { changesFigure } from "../../../../webview/results/comparison/changesFigure";
import { comparisonContext } from "../../../../webview/results/comparison/comparisonContext";
import { readComparison } from "../../../../webview/results/comparison/comparisonTable";
import { metricsFigure } from "../../../../webview/results/comparison/metricsFigure";
import { returnsFigure } from "../../../../webview/results/comparison/returnsFigure";
import { readDiagnostics } from "../../../../webview/results/data/diagnostics";
import { readPart } from "../../../../webview/results/data/parts";
import { readResultTable, type ResultTable } from "../../../../webview/results/data/resultTable";
import { type Figure, type FigureContext, type FigureId } from "../../../../webview/results/figures/figure";
import { firstLook } from "../../../../webview/results/figures/series";
import { trainingFigure } from "../../../../webview/results/figures/training";
import { type FigureLooks, makeFigure, partOf } from "../../../../webview/results/figureSet";
import { driverPlaces } from "../../../../webview/results/rows";
import { resultsStrings } from "../../../../webview/results/strings";
import { numberFormat } from "../../../../webview/shared/numberFormat";
import { type ResultsQuery } from "../../../../webview/shared/resultsMessages";

interface Drawn {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
}

const packages = join(import.meta.dirname, "..", "..", "..", "fixtures", "python");
const [strings, format] = [resultsStrings({}), numberFormat("en")];
const nothing = (): void => undefined;
const usual: FigureLooks = {
  series: { look: firstLook, onLook: nothing, onGrouping: nothing },
  curves: { marginal: false, onMarginal: nothing },
  roi: { onBasis: nothing },
  parts: { look: { by: null, measure: "share" }, onLook: nothing },
};

interface Asked {
  readonly query?: Partial<ResultsQuery>;
  readonly shares?: boolean;
  readonly looks?: Partial<FigureLooks>;
  /** Of the project, in place of the first attribution. */
  readonly object?: string;
}

/** The scripts run with stand-ins for the packages: one reads with what comes with Python, one notes what is drawn. */
describe("Copy Python of a figure, run against a sandbox", function () {
  this.timeout(180_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  let folder: string;
  /** An attribution of fewer dates beside the demo's own. */
  let second: string;

  before(async function () {
    if (!hasPython()) this.skip();
    folder = await mkdtemp(join(tmpdir(), "alviss-figures-"));
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    calls = new SandboxCalls(sandbox);
    const asked = { model_id: 1, dataset_id: 1, start_date: "2023-01-02", end_date: "2023-12-25", samples: 90 };
    second = String((await calls.post("attributions", asked)).body["IId"]);
    await calls.until(`attributions/${second}`, "completed");
  });
  after(async () => {
    if (sandbox === undefined) return;
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a script draws, and what it prints. */
  async function run(script: string): Promise<{ readonly drawn: readonly Drawn[]; readonly printed: string }> {
    const [file, picture] = [join(folder, "figure.py"), join(folder, "picture.json")];
    await writeFile(file, script);
    const env = { PYTHONPATH: packages, ALVISS_TOKEN: sandbox.token, ALVISS_PICTURE: picture, NO_PROXY: "127.0.0.1" };
    const [code, printed] = await runPython(file, [], { ...env, PYTHONIOENCODING: "utf-8" });
    assert.equal(code, 0, `${printed}\n${script}`);
    return { drawn: JSON.parse(await readFile(picture, "utf8")) as Drawn[], printed };
  }

  async function textOf(path: string, words: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, text } = await calls.get(`${path}?${new URLSearchParams(words).toString()}`);
    assert.equal(status, 200, text);
    return text;
  }

  /** A figure as the page makes it of the server's answers, and its script's drawing. */
  async function figureOf(id: FigureId, asked: Asked = {}) {
    const { shares = false, object = "attributions/1" } = asked;
    const query = { ...demoQuery, ...asked.query };
    const result = readResultTable(await textOf(`${object}/result`, queryOf(query)), "");
    assert.ok(result);
    const part = partOf[id];
    const text =
      part === null
        ? ""
        : part === "diagnostics"
          ? await textOf("models/1/diagnostics")
          : await textOf(`${object}/result`, { ...queryOf(query), part });
    const read = part === null ? {} : { [part]: part === "diagnostics" ? readDiagnostics(text) : readPart(part, text) };
    const context: FigureContext = contextOf(result, query, shares, `${calls.project}/${object}/result`);
    const figure = makeFigure(id, { result, ...read }, context, { ...usual, ...asked.looks });
    assert.ok(figure?.draw, `no picture of ${id}`);
    return { figure, result, ...(await run(figure.python)) };
  }

  const contextOf = (result: ResultTable, query: ResultsQuery, shares: boolean, address: string): FigureContext => ({
    ...{ strings, format, query, shares, address },
    header: { ...demoHeader, id: "1", model: "1" },
    ...{ unit: result.unit, currency: "kr", period: "week", shownPeriod: "week", by: query.by },
    places: driverPlaces(result),
  });

  const column = ({ table }: Figure, name: string): (string | number | null)[] => {
    const at = table.names.indexOf(name);
    assert.ok(at >= 0, `no column ${name}`);
    return table.rows.map(({ values }) => values[at] ?? null);
  };
  const of = (drawn: readonly Drawn[], name: string): Drawn[] => drawn.filter((each) => each.name === name);
  const listed = (drawn: readonly Drawn[], name: string, at: number): unknown[] =>
    of(drawn, name).flatMap(({ values }) => values[at]);

  /** Up to the order of rows, which a picture need not keep, and what rounding of sums leaves. */
  function same(found: readonly unknown[], expected: readonly unknown[], what: string): void {
    const sorted = (values: readonly unknown[]): number[] => {
      assert.ok(
        values.every((value) => typeof value === "number"),
        `${what}: ${JSON.stringify(values).slice(0, 300)}`,
      );
      return [...values].sort((a, b) => a - b);
    };
    const [one, other] = [sorted(found), sorted(expected)];
    assert.equal(one.length, other.length, `${what}: how many`);
    assert.ok(one.length > 0, what);
    const most = Math.max(...other.map(Math.abs));
    one.forEach((value, at) =>
      assert.ok(Math.abs(value - (other[at] ?? NaN)) <= 1e-9 * most, `${what}: ${String(value)}, ${String(other[at])}`),
    );
  }

  const thirdYear = { from: "2024-01-01", to: "2024-12-31" };

  it("fit: the dates that are looked at, and no others", async () => {
    for (const query of [{}, thirdYear]) {
      const { figure, drawn } = await figureOf("fit", { query });
      const [expected, baseline, actual] = of(drawn, "plot").map(({ values }) => values[1] as unknown[]);
      same(expected ?? [], column(figure, "expected_median"), "expected");
      same(baseline ?? [], column(figure, "baseline_median"), "baseline");
      same(actual ?? [], column(figure, "actual"), "actual");
      same(listed(drawn, "fill_between", 1), column(figure, "band_low"), "low");
      same(listed(drawn, "fill_between", 2), column(figure, "band_high"), "high");
    }
  });

  for (const unit of ["units", "revenue"] as const) {
    for (const shares of [false, true]) {
      it(`waterfall: means and intervals in ${shares ? "shares of " : ""}${unit}`, async () => {
        const { figure, drawn } = await figureOf("waterfall", { query: { unit, ...thirdYear }, shares });
        same(listed(drawn, "barh", 1), column(figure, "mean"), "mean");
        const starts = of(drawn, "barh").map(({ options }) => options["left"] as number);
        const whiskers = of(drawn, "plot").map(({ values }, at) =>
          (values[0] as number[]).map((end) => end - (starts[at] ?? NaN)),
        );
        same(
          whiskers.flatMap(([low]) => low),
          column(figure, "low").slice(0, -1),
          "low",
        );
        same(
          whiskers.flatMap(([, high]) => high),
          column(figure, "high").slice(0, -1),
          "high",
        );
      });
    }
  }

  for (const shares of [false, true]) {
    it(`series: the stack${shares ? " in shares" : ""}, with and without base, and a driver alone`, async () => {
      const { figure, drawn, result } = await figureOf("series", { shares });
      const media = result.series.filter(({ kind }) => kind === "media").map(({ driver }) => driver);
      const heights = (calls: readonly Drawn[]): number[] =>
        of(calls, "fill_between").flatMap(({ values: [, from, to] }) =>
          (to as number[]).map((end, at) => end - ((from as number[])[at] ?? NaN)),
        );
      const total = (values: readonly unknown[]): number => (values as number[]).reduce((sum, value) => sum + value, 0);
      const sums = column(figure, "total_mean");
      assert.ok(Math.abs(total(heights(drawn)) - total(sums)) < 1e-6 * total(sums));
      assert.equal(of(drawn, "plot").length, shares ? 0 : 1);

      const look = { view: "aboveBase", hidden: ["1"] } as const;
      const above = await figureOf("series", { shares, looks: { series: { ...usual.series, look } } });
      const names = of(above.drawn, "fill_between").map(({ options }) => String(options["label"]));
      assert.ok(
        !names.includes("Baseline") && !names.includes(media[0] ?? "") && names.includes(media[1] ?? ""),
        names.join(),
      );
      assert.equal(of(above.drawn, "plot").length, 0);

      const alone = { view: `driver ${media[0] ?? ""}`, hidden: [] } as const;
      const one = await figureOf("series", { shares, looks: { series: { ...usual.series, look: alone } } });
      const row = result.series.find(({ driver }) => driver === media[0]);
      assert.ok(row);
      const part = (values: readonly number[]): number[] =>
        values.map((value, at) => (shares ? value / total(result.series.map(({ mean }) => mean[at] ?? 0)) : value));
      same(listed(one.drawn, "fill_between", 1), part(row.lo), "low");
      same(listed(one.drawn, "fill_between", 2), part(row.hi), "high");
    });
  }

  it("ROI: medians, both intervals and the prior", async () => {
    const { figure, drawn } = await figureOf("roi");
    const lines = of(drawn, "plot");
    const ends = (keep: (drawn: Drawn) => boolean): number[] =>
      lines.filter(keep).flatMap(({ values }) => values[0] as number);
    const known = (name: string) => column(figure, name).filter((value) => value !== null);
    same(
      ends(({ values }) => values[2] === "o"),
      known("roi_median"),
      "median",
    );
    same(
      ends(({ options }) => options["linewidth"] === 1.5),
      [...known("roi_low"), ...known("roi_high")],
      "interval",
    );
    same(
      ends(({ options }) => options["linewidth"] === 5),
      [...known("roi_low50"), ...known("roi_high50")],
      "inner",
    );
    same(
      ends(({ values }) => values[2] === "--"),
      [...known("prior_low"), ...known("prior_high")],
      "prior",
    );
    const ticks = of(drawn, "xticks").flatMap(({ values }) => values[1] as string[]);
    assert.ok(
      ticks.includes("1") && ticks.every((tick) => /^[\d.]+$/.test(tick)),
      `numbers, no formulas: ${ticks.join()}`,
    );
  });

  it("response curves, and what the next of the spend brings", async () => {
    const { figure, drawn } = await figureOf("curves");
    same(listed(drawn, "plot", 1), column(figure, "median"), "median");
    same(listed(drawn, "fill_between", 1), column(figure, "low"), "low");
    same(listed(drawn, "fill_between", 2), column(figure, "high"), "high");
    const marginal = await figureOf("curves", { looks: { curves: { ...usual.curves, marginal: true } } });
    same(listed(marginal.drawn, "plot", 1), column(figure, "marginal_units_per_currency"), "marginal");
    same(listed(marginal.drawn, "fill_between", 1), column(figure, "marginal_low"), "marginal, low");
    same(listed(marginal.drawn, "fill_between", 2), column(figure, "marginal_high"), "marginal, high");
  });

  it("trust: the checks, and what they were read from", async () => {
    const { figure, drawn, printed } = await figureOf("trust");
    const lines = printed.trim().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(" ", 2).join(" ")),
      // Only a check has a status.
      figure.table.rows.flatMap(({ values: [id, status] }) =>
        status === null ? [] : `${String(id)} ${String(status)}`,
      ),
    );
    const numbers = (what: string): number[] =>
      figure.table.rows.flatMap(({ values: [id, , value] }) => (id === what ? Number(value) : []));
    same(listed(drawn, "plot", 1), numbers("residual"), "residuals");
    same(listed(drawn, "bar", 1), numbers("autocorrelation"), "autocorrelation");
  });

  it("spend beside effect", async () => {
    const { figure, drawn } = await figureOf("shares");
    const bars = listed(drawn, "barh", 1);
    same(bars, [...column(figure, "spend_share"), ...column(figure, "effect_share_median")], "shares");
    const ends = [...column(figure, "effect_share_low"), ...column(figure, "effect_share_high")];
    same(listed(drawn, "plot", 0), ends, "intervals");
  });

  it("carry-over, saturation, and what comes at once", async () => {
    const decay = await figureOf("decay");
    const lines = [...column(decay.figure, "median"), ...column(decay.figure, "prior_median")];
    same(listed(decay.drawn, "plot", 1), lines, "decay");
    same(listed(decay.drawn, "fill_between", 1), column(decay.figure, "low"), "low");
    const saturation = await figureOf("saturation");
    same(listed(saturation.drawn, "plot", 0), column(saturation.figure, "activity"), "activity");
    same(listed(saturation.drawn, "plot", 1), column(saturation.figure, "median"), "saturation");
    const split = await figureOf("split");
    const now = column(split.figure, "immediate_median").filter((value) => value !== null);
    same(listed(split.drawn, "barh", 1), [...now, ...now.map((value) => 1 - Number(value))], "split");
  });

  it("prior beside posterior, the predictive check, and how training went", async () => {
    const density = await figureOf("density");
    assert.equal(of(density.drawn, "set_title").length, Math.min(24, density.figure.table.rows.length));
    const predictive = await figureOf("predictive");
    same(listed(predictive.drawn, "axvline", 0), column(predictive.figure, "actual"), "actual");
    const training = await figureOf("training");
    same(of(training.drawn, "plot")[0]?.values[0] as number[], column(training.figure, "elbo"), "bound");
  });

  it("training of a fit at work, read from its record", async () => {
    const { body } = await calls.get("models/1");
    const loss = body["Loss"] as number[];
    const result = readResultTable(await textOf("attributions/1/result"), "");
    assert.ok(result);
    const context = contextOf(result, demoQuery, false, `${calls.project}/models/1/diagnostics`);
    const { drawn } = await run(trainingFigure(loss, [], context, true).python);
    same(of(drawn, "plot")[0]?.values[0] as number[], loss, "bound");
  });

  it("parts of a set: whatever of them is shown", async () => {
    const ids = { attributionjob_ids: [1, Number(second)], active: false };
    const { body } = await calls.post("attributionset_align_dates", ids);
    const object = `attributionset/${String(body["IId"])}`;
    await calls.until(object, "complete");
    for (const measure of ["share", "roi", "total"] as const) {
      const look = { by: "attribution", measure } as const;
      const looks = { parts: { ...usual.parts, look } };
      const { figure, drawn } = await figureOf("parts", { object, looks });
      const name = { share: "media_share", roi: "media_roi", total: "sales" }[measure];
      const known = (end: string) => column(figure, `${name}_${end}`);
      const numbers = [...known("median"), ...known("low"), ...known("high")];
      same(listed(drawn, "plot", 0), numbers, measure);
    }
  });

  it("a comparison of two: amounts, shares, returns, fits and records", async () => {
    const path = `results/compare?first=attributions/1&second=attributions/${second}`;
    const { text } = await calls.get(path);
    const table = readComparison(text, "");
    assert.ok(table);
    const side = (id: string) => ({ kind: "attribution", id, model: "1", combination: null }) as const;
    const header = { first: side("1"), second: side(second) };
    const parts = { strings, format, header, query: demoQuery, currency: "kr", address: `${calls.project}/${path}` };
    for (const shares of [false, true]) {
      const figure = amountsFigure(table, comparisonContext({ ...parts, table, shares }));
      const rows = table.totals.filter(({ kind }) => kind !== "base").map((row) => (shares ? row.share : row.amount));
      const { drawn } = await run(figure.python);
      same(
        listed(drawn, "barh", 1),
        rows.flatMap(({ first, second }) => [first?.mean ?? [], second?.mean ?? []].flat()),
        "amounts",
      );
    }
    const context = comparisonContext({ ...parts, table, shares: false });
    const returns = await run(returnsFigure(table, context).python);
    same(
      of(returns.drawn, "barh").flatMap(({ values }) => values[1]),
      table.roi.flatMap(({ roi }) => [roi.first?.p50 ?? [], roi.second?.p50 ?? []].flat()),
      "returns",
    );
    const fit = readDiagnostics(await textOf("models/1/diagnostics"));
    const { drawn } = await run(metricsFigure({ first: fit, second: fit }, context).python);
    const errors = [fit?.metrics.train?.mape, fit?.metrics.eval?.mape, fit?.metrics.all?.mape];
    same(listed(drawn, "plot", 0), [...errors, ...errors], "errors");
    const records = {
      facts: [],
      uploads: null,
      graphs: { state: "same", level: "high", changes: [], more: 0 },
    } as const;
    const changes = await run(
      changesFigure({ ...records, diagnostics: { first: null, second: null } }, context).python,
    );
    assert.match(changes.printed, /^StartDate A: /mu);
  });

  it("legends have the names that begin with an underscore too", async () => {
    const renamed = (text: string): string => text.replaceAll('"TV"', '"_TV"');
    const [text, decay] = [renamed(fullText()), renamed(partText("decay"))];
    const server = createServer((request, response) => {
      response.end(request.url?.includes("part=decay") === true ? decay : text);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    try {
      const { port } = server.address() as AddressInfo;
      const [result, read] = [readResultTable(text, ""), readPart("decay", decay)];
      assert.ok(result && read);
      const context = contextOf(result, demoQuery, false, `http://127.0.0.1:${port}/attributions/1/result`);
      for (const id of ["series", "decay"] as const) {
        const figure = makeFigure(id, { result, decay: read }, context, usual);
        assert.ok(figure?.draw);
        const { drawn } = await run(figure.python);
        const labels = drawn.flatMap(({ options }) => (typeof options["label"] === "string" ? options["label"] : []));
        assert.ok(
          labels.some((label) => label.startsWith("\u200b_TV")),
          labels.join(),
        );
        assert.deepEqual(
          labels.filter((label) => label.startsWith("_")),
          [],
          id,
        );
      }
    } finally {
      server.close();
    }
  });
});
