import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readDiagnostics, type Diagnostics, type FitRow } from "../../../../webview/results/data/diagnostics";
import { readPart } from "../../../../webview/results/data/parts";
import { type ResultTable } from "../../../../webview/results/data/resultTable";
import { type FigureContext, type FigureId } from "../../../../webview/results/figures/figure";
import { bySpend } from "../../../../webview/results/figures/bySpend";
import { evaluationStretches } from "../../../../webview/results/figures/evaluationDates";
import { parameterWords } from "../../../../webview/results/figures/parameterWords";
import { checkWords, verdictOf } from "../../../../webview/results/figures/trustWords";
import { makeFigure } from "../../../../webview/results/figureSet";
import { metaLine } from "../../../../webview/results/header";
import { notesOf, referenceNotes } from "../../../../webview/results/notes";
import { resultRows } from "../../../../webview/results/rows";
import { resultsStrings } from "../../../../webview/results/strings";
import { numberFormat } from "../../../../webview/shared/numberFormat";
import { demoQuery, fullTable, partText } from "../../../support/demoResult";
import { contextOf, looks } from "../../../support/figureContext";

const diagnosticsOf = (changes: Partial<Diagnostics> = {}): Diagnostics => {
  const found = readDiagnostics(partText("diagnostics"));
  assert.ok(found);
  return { ...found, ...changes };
};

function curvesOf() {
  const found = readPart("curves", partText("curves"));
  assert.ok(found);
  return found;
}

function figureOf(
  id: FigureId,
  { result = fullTable(), diagnostics = diagnosticsOf(), curves = curvesOf() } = {},
  changes: Partial<FigureContext> = {},
) {
  const figure = makeFigure(id, { result, diagnostics, curves }, contextOf(result, changes), looks);
  assert.ok(figure, id);
  return figure;
}

describe("the waterfall's title", () => {
  const titleWith = (of: (driver: string) => readonly [lo: number, p50: number, hi: number], total = 1_000): string => {
    const { totals } = fullTable();
    const changed = totals.map((row): ResultTable["totals"][number] => {
      const [lo, p50, hi] = row.kind === "base" ? [700, 750, 800] : of(row.driver);
      return { ...row, mean: p50, p50, lo, hi };
    });
    return figureOf("waterfall", {
      result: fullTable({ totals: changed, total: { mean: total, p50: total, lo: total, hi: total } }),
    }).title;
  };

  it("names one driver only where its interval lies above all others", () => {
    const search = (lo: number) => (driver: string) =>
      driver === "TV"
        ? ([90, 100, 110] as const)
        : driver === "Search"
          ? ([lo, 80, 89] as const)
          : ([1, 2, 3] as const);
    assert.equal(titleWith(search(70)), "Base sells 75 % (mean). TV adds most to the base.");
    const wide = (driver: string) => (driver === "Search" ? ([10, 80, 91] as const) : search(70)(driver));
    assert.equal(
      titleWith(wide),
      "Base sells 75 % (mean). TV and Search add most to the base; which of them is not sure.",
    );
    assert.equal(
      titleWith(() => [1, 2, 3]),
      "Base sells 75 % (mean). Which driver adds most to the base is not sure.",
    );
  });

  it("of a total below 0 says what was added, without a part of it", () => {
    const tv = (driver: string) => (driver === "TV" ? ([90, 100, 110] as const) : ([-3, -2, -1] as const));
    assert.equal(titleWith(tv, -500), "TV adds most to the base.");
    assert.equal(
      titleWith(() => [-3, -2, -1]),
      "Nothing was added to the base.",
    );
  });
});

describe("what the trust card says", () => {
  it("is unknown while nobody checked how the fit was sampled", () => {
    const [check] = diagnosticsOf().checks;
    assert.ok(check);
    const verdict = (ids: readonly string[]) =>
      verdictOf(
        ids.map((id) => ({ ...check, id, status: "pass" })),
        contextOf(fullTable()),
      ).status;
    assert.deepEqual([verdict(["holdout", "r2"]), verdict(["holdout", "khat"])], ["unknown", "pass"]);
  });

  it("names what was said of the data, and the fit how many periods were left out", () => {
    const diagnostics = diagnosticsOf({ warnings: ["Media: a missing value counts as 0."], outliersLeftOut: 2 });
    const notes = (id: FigureId) => figureOf(id, { diagnostics }).notes.map(({ text }) => text);
    assert.ok(notes("trust").includes("The server said: Media: a missing value counts as 0."));
    assert.match(notes("fit").join(), /left out of the fit: 2\./);
    assert.doesNotMatch(
      figureOf("fit")
        .notes.map(({ text }) => text)
        .join(),
      /left out/,
    );
  });
});

describe("returns whose spend is not just that of the effect", () => {
  const notes = (id: FigureId, result: ResultTable, query: Partial<FigureContext["query"]>): string =>
    figureOf(id, { result }, { query: { ...demoQuery, ...query } })
      .notes.map(({ text }) => text)
      .join("|");
  const result = fullTable({ sharedSpend: true });

  it("say that spend was split evenly where one product is shown", () => {
    for (const id of ["roi", "shares", "curves"] as const) {
      assert.match(notes(id, result, { product: "Beans" }), /split evenly over them/, id);
      assert.doesNotMatch(notes(id, result, {}) + notes(id, fullTable(), { product: "Beans" }), /split evenly/, id);
    }
    const table = (query: Partial<FigureContext["query"]>): string =>
      notesOf(result, resultRows(result), resultsStrings({}), numberFormat("en"), { ...demoQuery, ...query })
        .map(({ text }) => text)
        .join("|");
    assert.match(table({ product: "Beans", from: "2023-01-02" }), /split evenly.*earlier spend/);
    assert.doesNotMatch(table({}), /spend/);
  });

  it("say what is counted of spend before and after a part of the dates", () => {
    for (const id of ["roi", "shares"] as const) {
      assert.match(notes(id, result, { from: "2023-01-02" }), /effects of earlier spend/, id);
      assert.match(notes(id, result, { to: "2023-01-02" }), /later effects of this spend/, id);
      assert.doesNotMatch(notes(id, result, { from: "2000-01-01", to: "2100-01-01" }), /earlier spend/, id);
    }
  });
});

describe("curves and contributions", () => {
  const notes = (id: FigureId, result: ResultTable, draws: number | null, scale = 1): string => {
    const part = curvesOf();
    const rows = part.rows.map((curve) => {
      const { mean = NaN } = result.totals.find(({ driver }) => driver === curve.channel) ?? {};
      const { spend = NaN } = result.roi.find(({ channel }) => channel === curve.channel) ?? {};
      const atPresent = (scale * mean * curve.presentSpend) / spend;
      return { ...curve, mean: curve.mult.map((multiple) => (multiple === 1 ? atPresent : 0)) };
    });
    return figureOf(id, { result, curves: { ...part, rows, draws } })
      .notes.map(({ text }) => text)
      .join("|");
  };

  it("say how far they are apart where curves rest on fewer draws", () => {
    const result = fullTable({ draws: 10_000 });
    assert.match(notes("curves", result, 1_000), /From 1,000 of the 10,000 draws, evenly chosen\./);
    assert.match(notes("curves", result, 1_000, 1.02), /up to 2\.0 % off the contributions/);
    assert.doesNotMatch(notes("curves", result, 10_000), /evenly chosen/);
    assert.doesNotMatch(notes("curves", { ...result, unit: "revenue" }, 1_000, 1.02), /off the contributions/);
  });

  it("say that they are two things with a log link", () => {
    const result = fullTable({ link: "log" });
    assert.match(notes("curves", result, null), /what would be lost without the channel/);
    assert.match(notes("waterfall", result, null), /its response curve tells it/);
    assert.doesNotMatch(notes("curves", fullTable(), null) + notes("waterfall", fullTable(), null), /multiply/);
  });
});

describe("choices that a figure cannot follow", () => {
  const notes = (id: FigureId, changes: Partial<FigureContext>): string =>
    figureOf(id, {}, changes)
      .notes.map(({ text }) => text)
      .join("|");

  it("are said of filters by product and by dates where they do not apply", () => {
    const narrow = { query: { ...demoQuery, product: "Beans", from: "2023-01-01" } };
    for (const id of ["trust", "predictive", "density"] as const)
      assert.match(notes(id, narrow), /all products and all its dates together/, id);
    assert.match(notes("fit", narrow), /the filter by product does not apply here/);
    assert.match(notes("trust", { query: { ...demoQuery, to: "2023-01-01" } }), /the choice of dates does not apply/);
    for (const id of ["trust", "waterfall", "roi"] as const)
      assert.doesNotMatch(notes(id, id === "trust" ? {} : narrow), /apply/, id);
  });

  it("are said of the unit where units sold are all that is told", () => {
    for (const changes of [{ shares: true }, { query: { ...demoQuery, unit: "revenue" } as const }])
      for (const id of ["fit", "trust", "curves", "predictive"] as const)
        assert.match(notes(id, changes), /units sold, whatever unit is chosen/, id);
    assert.doesNotMatch(notes("curves", {}), /whatever unit/);
  });

  it("leave no finding where there is nothing to find", () => {
    const result = fullTable({ roi: [] });
    const curves = { ...curvesOf(), rows: [] };
    assert.deepEqual(
      (["roi", "shares", "curves"] as const).map((id) => figureOf(id, { result, curves }).title),
      ["Return on spend by channel", "Share of spend and of effect", "Response curves"],
    );
  });
});

describe("the words about response curves", () => {
  it("say of which channels most of twice the spend would be above any that the data have seen", () => {
    const { rows, ...rest } = curvesOf();
    const title = (observed: (channel: string) => readonly number[]): string => {
      const changed = rows.map((curve) => ({ ...curve, maxObserved: 100, observedSpend: observed(curve.channel) }));
      return figureOf("curves", { curves: { ...rest, rows: changed } }).title;
    };
    const bend = "Doubling spend would not double the effect in any channel.";
    const [steady, bursts] = [
      [60, 60, 60],
      [100, 40, 40, 40],
    ];
    assert.equal(
      title(() => steady),
      `${bend} Most of twice the spend would fall in periods above any in the data.`,
    );
    assert.equal(
      title((channel) => (channel === "TV" ? steady : bursts)),
      `${bend} Most of twice the spend on TV would fall in periods above any in the data.`,
    );
    assert.equal(
      title(() => bursts),
      bend,
    );
  });

  it("of a point tell how much of its spend is beyond the data, and the interval of what a little more brings", () => {
    const { rows, ...rest } = curvesOf();
    const changed = rows.map((curve) => ({
      ...curve,
      maxObserved: 100,
      observedSpend: [100, 40, 40, 40, 30],
      ...{
        marginal: curve.mult.map(() => 2),
        marginalLo: curve.mult.map(() => 1),
        marginalHi: curve.mult.map(() => 3),
      },
    }));
    const { table } = figureOf("curves", { curves: { ...rest, rows: changed } });
    assert.deepEqual(table.rows[30]?.cells.slice(-2), ["2 [1, 3]", "40.0"]);
    assert.deepEqual(table.rows[30]?.values.slice(-6, -2), [2, 1, 3, 0.4]);
  });

  it("begin with the channel that most is spent on, which is drawn where not all are", () => {
    const { rows, ...rest } = curvesOf();
    const many = Array.from({ length: 15 }, (_, at) => ({
      ...(rows[0] as (typeof rows)[number]),
      ...{ channel: `Channel ${String(at)}`, presentSpend: 100 + at },
    }));
    const { table } = figureOf("curves", { curves: { ...rest, rows: many } });
    assert.equal(table.rows[0]?.name, "Channel 14");
    const { roi } = fullTable();
    const [first, ...others] = [...roi].sort((a, b) => a.spend - b.spend);
    assert.ok(first !== undefined && others.length > 0);
    const ordered = bySpend([first, ...others], { roi });
    assert.deepEqual(
      ordered.map(({ spend }) => spend),
      roi.map(({ spend }) => spend).sort((a, b) => b - a),
    );
  });

  it("warn of few independent draws where the result as a whole would be warned of as many", () => {
    const { rows, ...rest } = curvesOf();
    const warned = (ess: number): boolean =>
      figureOf("curves", { curves: { ...rest, rows: rows.map((curve) => ({ ...curve, ess })) } }).notes.some(
        ({ look }) => look === "warning",
      );
    assert.deepEqual([warned(99), warned(100)], [true, false]);
  });
});

describe("the words about a fit", () => {
  it("have every number that the pictures of trust are drawn from in their table", () => {
    const diagnostics = diagnosticsOf();
    const { rows } = figureOf("trust", { diagnostics }).table;
    const of = (what: string) => rows.filter(({ values }) => values[0] === what).map(({ values }) => values[2]);
    assert.deepEqual(
      of("residual"),
      diagnostics.residuals.map(({ value }) => value),
    );
    assert.deepEqual(of("autocorrelation"), diagnostics.acf);
    assert.deepEqual([...of("ess of")].sort(), diagnostics.diag.map(({ ess }) => ess).sort());
    assert.ok(diagnostics.diag.length > 1 && diagnostics.residuals.length > 100);
  });

  it("give units to what is sold, and none to an autocorrelation", () => {
    const { table } = figureOf("predictive");
    const actual = table.rows.map(({ values: [stat], cells }) => [stat, /units sold$/.test(cells[0] ?? "")]);
    assert.deepEqual(Object.fromEntries(actual), { mean: true, sd: true, max: true, "lag-1": false });
  });

  it("have intervals of the level that is asked for, of replicated statistics and of parameters", () => {
    const known = diagnosticsOf();
    const draws = Array.from({ length: 201 }, (_, at) => at);
    const quantiles = {
      at: [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975],
      prior: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      post: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
    };
    const [density, ...others] = known.density;
    assert.ok(density);
    const diagnostics: Diagnostics = {
      ...known,
      ppc: [{ stat: "mean", actual: 50, draws, p: 0.5 }],
      density: [{ ...density, quantiles }, ...others],
    };
    const tableAt = (id: FigureId, level: 0.5 | 0.95) =>
      figureOf(id, { diagnostics }, { query: { ...demoQuery, level } }).table;
    const predictive = tableAt("predictive", 0.5);
    assert.deepEqual(predictive.rows[0]?.cells[1], "100 [50, 150] units sold");
    assert.equal(predictive.columns[2]?.unit, "median [50 % interval]");
    const [half, most] = [tableAt("density", 0.5), tableAt("density", 0.95)];
    const of = ({ rows }: typeof half, at: number) => rows.find(({ name }) => name === density.param)?.cells[at];
    assert.deepEqual([of(half, 2), of(half, 3)], ["5 [4, 6]", "0.5 [0.4, 0.6]"]);
    assert.deepEqual([of(most, 2), of(most, 3)], ["5 [1, 9]", "0.5 [0.1, 0.9]"]);
    const file = most.rows.find(({ name }) => name === density.param)?.values;
    assert.deepEqual(
      most.names.flatMap((name, at) => (/median|low|high/.test(name) ? [file?.[at]] : [])),
      [5, 1, 9, 0.5, 0.1, 0.9],
    );
    const [other] = others;
    assert.equal(half.rows.find(({ name }) => name === other?.param)?.cells[3], "–", "of a fit that has none to tell");
  });

  it("say that priors above 0 make an effect of every draw, where they do", () => {
    const result = fullTable();
    const notes = (id: FigureId, changed: ResultTable) =>
      figureOf(id, { result: changed }).notes.map(({ text }) => text);
    const around = { ...result, roi: result.roi.map((row) => ({ ...row, prior: { p50: 1, lo: -1, hi: 3 } })) };
    for (const id of ["roi", "waterfall"] as const) {
      assert.match(notes(id, result).join(" "), /media that do nothing still show a small one/, id);
      assert.doesNotMatch(notes(id, around).join(" "), /media that do nothing/, id);
    }
  });

  it("tell how many of the draws the band is made of, where the server says it", () => {
    assert.match(figureOf("fit").subtitle, / Both from 200 of the 1,400 draws of the fit\.$/);
    assert.match(figureOf("fit", { diagnostics: diagnosticsOf({ fitDraws: null }) }).subtitle, /predictive\.$/);
  });

  it("say that the goodness of fit is of all dates where only some are shown", () => {
    const notes = (from: string | null): readonly string[] =>
      figureOf("fit", {}, { query: { ...demoQuery, from } }).notes.map(({ text }) => text);
    assert.deepEqual(notes(null), []);
    assert.match(notes("2024-01-01").join(), /^Goodness of fit is told over all dates of the data/);
  });

  it("say which level the band has where another one is chosen", () => {
    const notes = (level: 0.9 | 0.95): string =>
      figureOf("fit", {}, { query: { ...demoQuery, level } })
        .notes.map(({ text }) => text)
        .join();
    assert.equal(notes(0.9), "");
    assert.match(notes(0.95), /^The band is always the 90 % one/);
  });

  it("the dates kept for evaluation are stretches, wherever they lie", () => {
    const rows = (sets: string): Pick<FitRow, "set">[] =>
      [...sets].map((set) => ({ set: set === "e" ? "eval" : set === "t" ? "train" : null }));
    const times = Array.from({ length: 8 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));
    const stretches = (sets: string): string[] =>
      evaluationStretches(rows(sets), times).map(
        ({ from, to }) => `${String(from.getUTCDate())}-${String(to.getUTCDate())}`,
      );
    assert.deepEqual(stretches("tttteeee"), ["5-8"]);
    assert.deepEqual(stretches("tteett--"), ["3-5"]);
    assert.deepEqual(stretches("etteet-e"), ["1-2", "4-6", "8-8"]);
    assert.deepEqual(stretches("tttttttt"), []);
  });

  it("the header of a model without a result tells the dates, draws, level, seed and engine of its fit", () => {
    const header = { kind: "model", id: "11", model: null, combination: null } as const;
    const texts = [resultsStrings({}), numberFormat("en")] as const;
    assert.match(
      metaLine(header, null, ...texts, demoQuery, diagnosticsOf()),
      /^Jan 3, 2022.*156 weeks, 1,400 draws, 90 % intervals, seed 1, engine 1$/,
    );
    const bare = diagnosticsOf({ fit: [], draws: null, seed: null, engine: "" });
    assert.equal(metaLine(header, null, ...texts, demoQuery, bare), "");
  });
});

describe("the server's words", () => {
  const german = JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8")) as Record<string, string>;

  it("of its checks, roles and reference levels are the page's own, in the reader's language", () => {
    const strings = resultsStrings(german);
    const format = numberFormat("de");
    const { checks, density } = diagnosticsOf();
    for (const id of [...checks.map((check) => check.id), "khat"]) {
      const check = { id, status: "look", value: 1, limit: 1, text: "Question?", help: "Do." } as const;
      for (const params of [[], ["media.TV.coef"]]) {
        const { name, help } = checkWords({ ...check, params }, { strings, format });
        assert.ok(name !== "Question?" && help !== "Do." && !(help in german), `${id}: ${help}`);
        if (params.length > 0 && (id === "roi" || id === "prior")) assert.match(help, /media\.TV\.coef/);
      }
    }
    for (const row of density) {
      const { role } = parameterWords(row, strings);
      assert.equal(role, german[row.role], row.role);
    }
    assert.deepEqual(parameterWords({ role: "new", unit: "GRP" }, strings), { role: "new", unit: "GRP" });
    const notes = referenceNotes(resultRows(fullTable()), strings, format).map(({ text }) => text);
    assert.match(notes.join(), /Trainingsmittel/);
    assert.doesNotMatch(notes.join(), /training mean/);
    resultsStrings({});
  });

  it("a check names the parameters that it is about", () => {
    const text = JSON.stringify({ checks: [{ id: "prior", status: "look", params: ["media.TV.coef", 3] }] });
    assert.deepEqual(readDiagnostics(text)?.checks[0]?.params, ["media.TV.coef"]);
  });
});
