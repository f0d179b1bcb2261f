import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { contextOf, looks } from "../../../support/figureContext";
import { demoHeader, demoQuery, fullTable, fullText, partText } from "../../../support/demoResult";
import { sourceLines } from "../../../../webview/results/card/sourceLines";
import { tableCsv } from "../../../../webview/results/card/tableCsv";
import { readDiagnostics, type Diagnostics } from "../../../../webview/results/data/diagnostics";
import { looseJson } from "../../../../webview/results/data/looseJson";
import { type Parts, readPart } from "../../../../webview/results/data/parts";
import { readResultTable, type ResultTable } from "../../../../webview/results/data/resultTable";
import { dateChoices } from "../../../../webview/results/dateChoices";
import { type FigureContext, type FigureId } from "../../../../webview/results/figures/figure";
import { partsDomain } from "../../../../webview/results/figures/parts";
import { roiScale } from "../../../../webview/results/figures/roi";
import { lastSeen } from "../../../../webview/results/figures/curves";
import { firstLook } from "../../../../webview/results/figures/series";
import { seriesLayers, stack } from "../../../../webview/results/figures/seriesLayers";
import { checkWords, countsOf, verdictOf } from "../../../../webview/results/figures/trustWords";
import { axisStart, waterfallBars } from "../../../../webview/results/figures/waterfallRows";
import { makeFigure } from "../../../../webview/results/figureSet";
import { dataPeriod, groupedPeriod } from "../../../../webview/results/periods";
import { metaLine } from "../../../../webview/results/header";
import { sharedDates } from "../../../../webview/results/members";
import { sourceOf } from "../../../../webview/results/source";
import { drawnIndexes } from "../../../../webview/results/plot/thinning";
import { driverPlaces, resultRows } from "../../../../webview/results/rows";
import { resultsStrings } from "../../../../webview/results/strings";
import { numberFormat } from "../../../../webview/shared/numberFormat";

const strings = resultsStrings({});
const names = {
  nameOf: ({ driver }: { driver: string }) => driver,
  other: (n: number) => `Other (${String(n)})`,
  total: "Total",
};
const diagnosticsOf = (changes: Partial<Diagnostics> = {}): Diagnostics => {
  const found = readDiagnostics(partText("diagnostics"));
  assert.ok(found);
  return { ...found, ...changes };
};

function partOf<P extends keyof Parts>(part: P, text = partText(part)) {
  const found = readPart(part, text);
  assert.ok(found);
  return found;
}

const data = (result = fullTable(), diagnostics = diagnosticsOf()) => ({
  ...{ result, diagnostics },
  ...{ curves: partOf("curves"), decay: partOf("decay"), hill: partOf("hill"), split: partOf("split") },
});

const ids = [
  ...(["fit", "waterfall", "series", "roi", "curves", "trust", "shares"] as const),
  ...(["saturation", "decay", "split", "density", "predictive", "training"] as const),
];

const partOfRows = <T>(rows: readonly T[]) => ({ rows, draws: null, leftOut: 0 });

const readParts = (part: keyof Parts | undefined, text: string): Partial<Parts> =>
  part === undefined ? {} : { [part]: readPart(part, text) };

const changedText = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...(JSON.parse(fullText()) as object), ...changes }, (_, value: unknown) =>
    typeof value === "number" && Number.isNaN(value) ? null : value,
  );

/** An answer as often as it has places for numbers, each time with NaN in one of them; of a list in its second entry. */
function eachNumberMissing(text: string): { readonly path: string; readonly holed: string }[] {
  const answer = JSON.parse(text) as unknown;
  const pathsIn = (value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] => {
    if (typeof value === "number") return [path];
    if (Array.isArray(value)) {
      const at = Math.min(1, value.length - 1);
      return value.length === 0 ? [] : pathsIn(value[at], [...path, at]);
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]));
  };
  const without = (value: unknown, [key, ...rest]: readonly (string | number)[]): unknown => {
    if (key === undefined) return "NaN here";
    if (Array.isArray(value)) return value.map((each: unknown, at) => (at === key ? without(each, rest) : each));
    const fields = value as Readonly<Record<string, unknown>>;
    return { ...fields, [key]: without(fields[key], rest) };
  };
  return pathsIn(answer, [])
    .filter(([key]) => key !== "v")
    .map((path) => ({
      path: path.join("."),
      holed: JSON.stringify(without(answer, path)).replace('"NaN here"', "NaN"),
    }));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe("the figures of the results page", () => {
  it("say in a sentence what they found, computed from the numbers", () => {
    const result = fullTable();
    const titles = ids.map((id) => makeFigure(id, data(result), contextOf(result), looks)?.title);
    assert.deepEqual(titles, [
      "Expected sales follow actual sales. 95 % of 39 weeks not used in training fall in the 90 % band.",
      "Base sells 75 % (mean). TV and Search add most to the base; which of them is not sure.",
      "Media add 2,120 units a week on average.",
      "Social brings in more revenue than it costs. TV probably brings in more revenue than it costs. OOH probably brings in less revenue than it costs.",
      "Doubling spend would not double the effect in any channel. Most of twice the spend on OOH and Search would fall in periods above any in the data.",
      "Can I trust it? Trustworthy, as far as checks go",
      "OOH: less effect than its share of spend.",
      "No channel is near its limit; Search is nearest, at 48 %.",
      "TV works longest: half of its effect has come after 1.3 periods; of Search after 0.51 periods.",
      "TV: most of the effect is carried over.",
      "The data moved all 12 parameters.",
      "The model makes data like those it was trained on.",
      "Training settled: the bound no longer moves.",
    ]);
  });

  it("change the sentence with the numbers", () => {
    const result = fullTable();
    const title = (changes: Partial<Diagnostics>): string | undefined =>
      makeFigure("fit", data(result, diagnosticsOf(changes)), contextOf(result), looks)?.title;
    const { metrics } = diagnosticsOf();
    const poor = { ...metrics, all: { r2: 0.2, mape: null, wmape: null, coverage: null, n: null } };
    assert.match(title({ metrics: poor }) ?? "", /^Expected sales do not follow actual sales\./);
    const unsure = { ...result, roi: result.roi.map((row) => ({ ...row, pAbove1: 0.5 })) };
    assert.equal(
      makeFigure("roi", data(unsure), contextOf(unsure), looks)?.title,
      "No channel surely returns more or less than it costs.",
    );
    const [first, ...rest] = diagnosticsOf().ppc;
    assert.ok(first);
    const odd = diagnosticsOf({ ppc: [{ ...first, p: 0.001 }, ...rest] });
    assert.equal(
      makeFigure("predictive", data(result, odd), contextOf(result), looks)?.title,
      "The model does not make data like these in: mean.",
    );
  });

  it("agree with one another on means", () => {
    const result = fullTable();
    for (const { driver, mean } of result.totals) {
      const over = sum(result.series.find((row) => row.driver === driver)?.mean ?? []);
      assert.ok(Math.abs(over - mean) <= 1e-9 * Math.abs(mean), driver);
    }
    const bars = waterfallBars(resultRows(result), result.total, names, false);
    const last = bars.at(-2);
    assert.ok(last && Math.abs(last.to - result.total.mean) < 1e-6 * result.total.mean, "the bars end at the total");
    const stacked = stack(seriesLayers(result, driverPlaces(result)), result.dates.length);
    const expected = result.dates.map((_, at) => sum(result.series.map(({ mean }) => mean[at] ?? 0)));
    const drawn = result.dates.map((_, at) => sum(stacked.map(({ from, to }) => (to[at] ?? 0) - (from[at] ?? 0))));
    drawn.forEach((value, at) => assert.ok(Math.abs(value - (expected[at] ?? 0)) < 1e-6 * value));
    const shares = waterfallBars(resultRows(result), result.total, names, true);
    assert.ok(Math.abs((shares.at(-2)?.to ?? 0) - 1) < 1e-6, "shares end at the whole");
  });

  it("have a table and a file with the same rows, and a script that reads the same address", () => {
    const result = fullTable();
    for (const id of ids) {
      const figure = makeFigure(id, data(result), contextOf(result), looks);
      assert.ok(figure, id);
      const { columns, rows, names: files } = figure.table;
      assert.ok(rows.length > 0, id);
      for (const row of rows) {
        assert.equal(row.cells.length, columns.length - 1, id);
        assert.equal(row.values.length, files.length, id);
      }
      const lines = parse<Record<string, string>>(tableCsv(figure.table, "sandbox engine"), { columns: true });
      assert.equal(lines.length, rows.length, id);
      assert.equal(lines[0]?.["source"], "sandbox engine");
      const address = /(models\/11\/diagnostics|attributions\/5\/result)"$/m;
      assert.match(figure.python, address, id);
    }
    const roi = makeFigure("roi", data(result), contextOf(result), looks);
    const [tv] = parse<Record<string, string>>(tableCsv(roi?.table ?? { columns: [], names: [], rows: [] }, ""), {
      columns: true,
    });
    const known = result.roi.find(({ channel }) => channel === tv?.["channel"]);
    assert.equal(Number(tv?.["roi_median"]), known?.roi?.p50);
    assert.equal(Number(tv?.["prior_low"]), known?.prior?.lo);
  });

  it("are in the unit of the answer, not of the question", () => {
    const texts = (unit: ResultTable["unit"], asked: ResultTable["unit"], id: "series" | "waterfall"): string => {
      const result = fullTable({ unit });
      const figure = makeFigure(id, data(result), contextOf(result, { query: { ...demoQuery, unit: asked } }), looks);
      const units = figure?.table.columns.map(({ unit }) => unit) ?? [];
      return [figure?.title, figure?.subtitle, ...units, ...(figure?.notes ?? []).map(({ text }) => text)].join("\n");
    };
    assert.match(texts("revenue", "revenue", "series"), /Media add 2,120 kr a week.*revenue, kr/s);
    assert.doesNotMatch(texts("revenue", "revenue", "series"), /units/);
    for (const id of ["series", "waterfall"] as const) {
      assert.match(texts("units", "revenue", id), /In units sold|in units sold/);
      assert.doesNotMatch(texts("units", "revenue", id), /revenue, kr/);
      assert.match(texts("units", "revenue", id), /no prices, so these are units sold, not revenue/);
    }
  });

  it("are in one unit each, in files as well", () => {
    const result = fullTable();
    const lines = (id: FigureId, changes: Partial<FigureContext> = {}) => {
      const figure = makeFigure(id, data(result), contextOf(result, changes), looks);
      assert.ok(figure);
      return parse<Record<string, string>>(tableCsv(figure.table, ""), { columns: true });
    };
    for (const [id, currency] of [
      ["fit", undefined],
      ["curves", "kr"],
    ] as const) {
      const rows = lines(id, { currency: "kr" });
      assert.deepEqual([...new Set(rows.map((row) => row["unit"]))], ["units sold"], id);
      assert.deepEqual([...new Set(rows.map((row) => row["currency"]))], [currency], id);
    }
    const [, tv] = lines("waterfall", { shares: true });
    const share = result.totals.find(({ driver }) => driver === tv?.["driver"])?.share;
    assert.equal(tv?.["unit"], "fraction of total units");
    assert.equal(lines("waterfall", { shares: true, unit: "revenue" })[0]?.["unit"], "fraction of total revenue");
    assert.deepEqual(
      ["median", "low", "high"].map((name) => Number(tv?.[name])),
      [share?.p50, share?.lo, share?.hi],
    );
    assert.equal(lines("waterfall", { shares: true }).at(-1)?.["median"], "1");
    assert.equal(lines("waterfall", { unit: "revenue" })[0]?.["unit"], "revenue (kr)");
    const [first] = lines("series", { shares: true });
    assert.ok(first && !("actual" in first), "sales are no part of what is expected");
    assert.ok(Math.abs(Number(first["total_mean"]) - 1) < 1e-9);
    assert.ok(Number(first["TV_mean"]) < 1);
    assert.equal(lines("series", {})[0]?.["unit"], "units sold");
    const tvLook = { ...looks, series: { ...looks.series, look: { ...firstLook, view: "driver TV" } } } as const;
    const one = makeFigure("series", data(result), contextOf(result, { shares: true }), tvLook);
    assert.match(one?.title ?? "", /^TV makes up [\d.]+ % of the expected total on average, most on/);
    assert.match(one?.subtitle ?? "", /In % of total units a week: mean/);
  });

  it("say in files what they are really about: range, filters and level of their own", () => {
    const result = fullTable({ by: "quarter", dates: ["2022-01-03", "2024-10-07"], level: 0.5, draws: 200 });
    const query = { ...demoQuery, country: "SWE", product: "Beans", level: 0.5 } as const;
    const parts = { diagnostics: diagnosticsOf(), decay: { ...partOf("decay"), draws: 120 } };
    const source = (id: (typeof ids)[number], to: string | null = null): string =>
      sourceOf(id, { header: demoHeader, query: { ...query, to }, result, parts }, strings);
    assert.match(
      source("series"),
      /2022-01-03 - 2024-12-23, Country: SWE, Product: Beans, By quarter, 200 draws, 50 %/,
    );
    assert.match(source("decay"), /Beans, 120 draws, 50 %/, "a part rests on draws of its own");
    assert.match(source("waterfall", "2024-11-30"), /2022-01-03 - 2024-11-30, Country: SWE/);
    assert.match(source("fit"), /model #11, 2022-01-03 - 2024-12-23, All products, 90 % intervals, engine 1$/);
    assert.doesNotMatch(source("trust"), /%|Beans|draws/);
    const meta = metaLine(demoHeader, result, strings, numberFormat("en"), query);
    assert.match(meta, /Country: SWE, Product: Beans, .*Dec 23, 2024, 2 quarters/);
  });

  it("call a budget beyond the data as soon as its strongest period is", () => {
    const [tv] = data().curves.rows;
    assert.ok(tv);
    assert.equal(tv.mult[lastSeen(tv)], 1, "the average of it would pass until far above the present spend");
    const quiet = { ...tv, observedSpend: [10, 20, 40], maxObserved: 60 };
    assert.equal(quiet.mult[lastSeen(quiet)], 1.5);
    assert.equal(tv.mult[lastSeen({ ...tv, observedSpend: [], maxObserved: 0 })], 1);
  });

  it("break the source of a picture where its width ends, and lose none of it", () => {
    const warning = "The fit behind these numbers did not pass its checks";
    const broken = sourceLines(warning, 168, "words");
    assert.ok(broken.length > 1 && broken.every((line) => line.length <= 30));
    assert.equal(broken.join(" "), warning);
    const source = "Sandbox engine: not Alviss's own numbers, Attribution #5, SWE / all / all, 200 draws, seed 1";
    const lines = sourceLines(source, 300);
    assert.ok(lines.length > 1 && lines.every((line) => line.length <= 53));
    assert.equal(lines.join(" "), source);
    assert.deepEqual(sourceLines(source, 2_000), [source]);
  });

  it("put dates together in the contributions alone, and as the answer says", () => {
    const result = fullTable({ by: "quarter" });
    const quarters = contextOf(result, { by: "quarter", shownPeriod: "quarter" });
    const figure = (id: (typeof ids)[number]) => makeFigure(id, data(result), quarters, looks);
    assert.match(figure("series")?.subtitle ?? "", /a quarter/);
    assert.match(figure("curves")?.subtitle ?? "", /a week/);
    assert.match(figure("fit")?.subtitle ?? "", /a week/);
    assert.match(figure("waterfall")?.subtitle ?? "", /156 quarters/);
    const by = figure("series")?.choices?.find(({ label }) => label === strings.seriesBy);
    assert.equal(by?.value, "quarter");
    const notes = figure("series")?.notes.map(({ text }) => text) ?? [];
    assert.ok(
      notes.some((text) => text.includes("put together: By quarter")),
      "it was not asked for",
    );
    const weeks = result.dates;
    const firsts = ["2022-01-03", "2022-04-04", "2022-07-04"];
    const told = (daysPerPeriod: number | null) => ({ dates: firsts, daysPerPeriod });
    assert.equal(dataPeriod("quarter", told(null), weeks), "week");
    assert.equal(dataPeriod("quarter", told(null), []), "other", "nobody has said it");
    assert.deepEqual(
      [1, 7, 30.4375, 91.3125, 365.25].map((days) => dataPeriod("quarter", told(days), [])),
      ["day", "week", "month", "quarter", "year"],
    );
    assert.equal(groupedPeriod("year", ["2022-01-03", "2023-01-02"]), "year");
    assert.equal(readResultTable(fullText().replace('"by":"period"', '"by":"year"'), "")?.by, "year");
  });

  it("keep the rule at which spend is returned inside the picture of parts, however little all of them return", () => {
    const [low, high] = partsDomain([0.2, 0.5], 1);
    assert.ok(low === 0 && high > 1);
    assert.deepEqual(partsDomain([], 0), [0, 1]);
    assert.ok(partsDomain([-0.1, 0.5], 0)[0] === -0.1);
  });

  it("of a set say which dates are shared, what is left out or counted twice, and where media surely do most", () => {
    const place = { region: "all", grouping: "all" };
    const member = { products: ["all"], first: "2022-01-03", last: "2024-12-23", lacks: null, doubts: [] };
    const members: ResultTable["members"] = [
      { ...member, id: 1, place: { ...place, country: "SWE" } },
      { ...member, id: 2, place: { ...place, country: "NOR" }, first: "2022-02-07", last: "2024-12-09" },
      { ...member, id: 3, place: { ...place, country: "NOR" } },
      { ...member, id: 4, place: { ...place, country: "DNK" }, lacks: "dates" },
    ];
    const units = { mean: 100, p50: 100, lo: 90, hi: 110 };
    const part = (name: string, p50: number) => ({
      ...{ by: "country" as const, name, total: units, roi: null, spend: null },
      share: { p50, lo: p50 - 0.01, hi: p50 + 0.01 },
    });
    const range = { first: "2022-02-07", last: "2024-12-09" };
    const result = fullTable({ members, range, daysPerPeriod: 7, parts: [part("SWE", 0.1), part("NOR", 0.2)] });
    const texts = { strings, format: numberFormat("en") };
    assert.equal(
      sharedDates(result, texts)?.replace(/\s/g, " "),
      "Attributions added up: 3, over the dates that all of them have, Feb 7, 2022 – Dec 9, 2024. " +
        "Left out: #1 SWE / all / all: 5 weeks before and 2 weeks after; #3 NOR / all / all: 5 weeks before and 2 weeks after.",
    );
    const quarterly = fullTable({ members, range: { ...range, first: "2022-07-04" }, daysPerPeriod: 91.3125 });
    assert.match(sharedDates(quarterly, texts) ?? "", /#1 SWE \/ all \/ all: 2 quarters before/);
    assert.equal(sharedDates(fullTable({ members: members.slice(0, 1), range }), texts), undefined);
    const shown = makeFigure("parts", { result }, contextOf(result), looks);
    assert.equal(shown?.title, "Media make up the largest part of sales in NOR: 20.0 %.");
    const notes = shown.notes.map(({ text }) => text);
    assert.ok(
      notes.includes("Not in the numbers, since its dates are not those that the others share: #4 DNK / all / all."),
    );
    assert.ok(notes.includes("NOR / all / all is counted more than once: by the attributions #2 and #3."));
    const apart = { ...result, roi: [] };
    for (const id of ["roi", "shares", "curves"] as const) {
      const { absent } = makeFigure(id, { result: apart, curves: partOfRows([]) }, contextOf(apart), looks) ?? {};
      assert.match(absent ?? "", /^SWE and NOR have currencies of their own, .* under Parts of the sum\.$/, id);
    }
    const even = { ...result, parts: [part("SWE", 0.19), part("NOR", 0.2)] };
    assert.match(makeFigure("parts", { result: even }, contextOf(even), looks)?.title ?? "", /^In no part/);
  });

  it("name few draws, wide priors and implausible returns on the figure that they concern", () => {
    const notes = (result: ResultTable, id: "roi" | "waterfall"): string =>
      (makeFigure(id, data(result), contextOf(result), looks)?.notes ?? []).map(({ text }) => text).join("\n");
    assert.match(notes(fullTable(), "roi"), /The data said little about Search/);
    assert.match(notes(fullTable({ draws: 20 }), "roi"), /few draws \(20\)/);
    const [first, ...rest] = fullTable().roi;
    assert.ok(first?.roi);
    const odd = { ...first, roi: { p50: 900, lo: 800, hi: 950 } };
    assert.match(notes(fullTable({ roi: [odd, ...rest] }), "roi"), /The ROI of TV is implausible/);
    assert.match(notes(fullTable(), "waterfall"), /measured against the training mean/);
  });

  it("about effects say which checks the fit did not pass, of a set which fits; pictures of the fit do not", () => {
    const place = { country: "SWE", region: "all", grouping: "all" };
    const rhat = { check: "rhat", status: "fail", value: 1.08, limit: 1.01 } as const;
    const divergences = { check: "divergences", status: "look", value: 3, limit: 0 } as const;
    const member = (id: number, doubts: ResultTable["members"][number]["doubts"]) => ({
      ...{ id, place: { ...place, region: String(id) }, products: ["all"], lacks: null, doubts },
      ...{ first: "2022-01-03", last: "2024-12-23" },
    });
    const first = (id: FigureId, members: ResultTable["members"]) => {
      const result = fullTable({ members });
      return makeFigure(id, data(result), contextOf(result), looks)?.notes[0];
    };
    const words =
      "The fit behind these numbers did not pass: Chains agree (R-hat 1.08, limit 1.01). " +
      "Medians and intervals may be off; see what to do under Can I trust it?";
    for (const id of ids) {
      const ofFit = ["fit", "trust", "density", "predictive", "training"].includes(id);
      assert.equal(first(id, [member(5, [rhat])])?.text === words, !ofFit, id);
    }
    assert.equal(first("decay", [member(5, [rhat])])?.look, "warning");
    assert.equal(first("decay", [member(5, [divergences])])?.look, "information");
    assert.equal(first("decay", [member(5, [])]), undefined);
    assert.match(
      first("waterfall", [member(1, []), member(2, [rhat, divergences])])?.text ?? "",
      /^Fits behind these numbers did not pass checks: #2 SWE \/ 2 \/ all: Chains agree \(.*\) and No divergences \(3\)\./,
    );
    for (const id of ["decay", "saturation", "split", "curves"] as const) {
      const part = { ...partOf(id === "saturation" ? "hill" : id), draws: 20 };
      const parts = { curves: part, decay: part, hill: part, split: part } as unknown as Parts;
      const figure = makeFigure(id, { result: fullTable(), ...parts }, contextOf(fullTable()), looks);
      assert.match(figure?.notes[0]?.text ?? "", /few draws \(20\)/, id);
    }
  });

  it("judge a fit by its worst check, and say checks that are not known in the server's words", () => {
    const context = contextOf(fullTable());
    const [check] = diagnosticsOf().checks;
    assert.ok(check);
    const pass = { ...check, status: "pass" } as const;
    const look = { ...check, id: "ess", status: "look", value: 120 } as const;
    const fail = { ...check, id: "new", status: "fail", text: "Something else.", help: "Do this." } as const;
    assert.equal(verdictOf([pass], context).status, "pass");
    assert.equal(verdictOf([pass, look], context).sentence, "Look at: Enough draws.");
    assert.equal(verdictOf([pass, look, fail], context).title, "Do not decide by this");
    assert.equal(verdictOf([], context).status, "unknown");
    assert.equal(checkWords(fail, context).name, "Something else.");
    assert.equal(checkWords(fail, context).help, "Do this.");
    assert.equal(checkWords(pass, context).help, "");
    assert.equal(countsOf([pass, pass, look, fail], context), "2 pass, 1 need a look, and 1 fail");
  });

  it("put the return on a logarithmic scale only where it helps, with 1 in sight", () => {
    const row = (lo: number, hi: number) => ({
      ...fullTable().roi[0],
      roi: { p50: (lo + hi) / 2, lo, hi },
      prior: null,
    });
    const scale = (lo: number, hi: number) => roiScale([row(lo, hi) as ResultTable["roi"][number]]);
    assert.equal(scale(0.5, 2).log, false);
    assert.equal(scale(0.01, 900).log, true);
    assert.equal(scale(-0.2, 900).log, false, "a return below 0 has no logarithm");
    for (const [lo, hi] of [
      [3, 8],
      [0.01, 0.2],
      [0.01, 900],
    ] as const) {
      const { domain } = scale(lo, hi);
      assert.ok(domain[0] <= Math.min(lo, 1) && domain[1] >= Math.max(hi, 1), `${String(lo)} to ${String(hi)}`);
    }
  });

  it("cut the axis of the waterfall only where the base would hide the rest", () => {
    const bars = (base: number) =>
      waterfallBars(
        resultRows(fullTable()).map((row) =>
          row.kind === "base" && row.units
            ? { ...row, units: { mean: base, p50: base, lo: base * 0.9, hi: base } }
            : row,
        ),
        { mean: base, p50: base, lo: base, hi: base },
        names,
        false,
      );
    assert.ok(axisStart(bars(1_000_000)) > 0);
    assert.equal(axisStart(bars(1_000)), 0);
    assert.equal(axisStart(bars(-5_000)), 0);
  });

  it("keep every peak when there are more dates than can be drawn", () => {
    const values = Array.from({ length: 2_000 }, (_, at) => (at === 777 ? 1e6 : Math.sin(at)));
    const kept = drawnIndexes(values.length, 200, values);
    assert.ok(kept.length <= 200 && kept.includes(777) && kept.includes(0) && kept.includes(1_999));
    assert.deepEqual(drawnIndexes(3, 200, [1, 2, 3]), [0, 1, 2]);
  });

  it("keep a gap in a picture where there are more dates than can be drawn", () => {
    const values = Array.from({ length: 2_000 }, (_, at) => (at === 700 ? NaN : at === 777 ? 1e6 : Math.sin(at)));
    const kept = drawnIndexes(values.length, 200, values);
    assert.ok(kept.includes(700) && kept.includes(777));
  });

  it("have a gap on a date of which a driver did not come, say so, and add up nothing there", () => {
    const [base, ...rest] = fullTable().series;
    assert.ok(base);
    const holed = { ...base, mean: base.mean.map((value, at) => (at === 3 ? NaN : value)) };
    const text = changedText({ series: [holed, ...rest] });
    const result = readResultTable(text, "kr");
    assert.ok(result);
    assert.equal(result.gaps, 1);
    const pieces = stack(seriesLayers(result, driverPlaces(result)), result.dates.length);
    for (const { from, to } of pieces) {
      assert.ok(Number.isNaN(from[3]) && Number.isNaN(to[3]));
      assert.ok([from[2], to[2], from[4], to[4]].every(Number.isFinite));
    }
    const figure = makeFigure("series", data(result), contextOf(result), looks);
    assert.match(figure?.notes.map(({ text }) => text).join(" ") ?? "", /^1 numbers of the answer are missing/);
    const total = figure?.table.names.indexOf("total_mean") ?? -1;
    assert.deepEqual(
      [2, 3].map((row) => Number.isFinite(figure?.table.rows[row]?.values[total])),
      [true, false],
    );
    assert.deepEqual(figure?.table.rows[3]?.cells.slice(0, 1), ["\u2013"]);
    assert.equal(figure.title, makeFigure("series", data(), contextOf(fullTable()), looks)?.title);
    const inShares = makeFigure("series", data(result), contextOf(result, { shares: true }), looks);
    assert.deepEqual(inShares?.table.rows[3]?.cells.slice(0, 1), ["\u2013"]);
  });

  it("give contributions over time with their intervals, in cells and in files", () => {
    const result = fullTable();
    const { table } = makeFigure("series", data(result), contextOf(result), looks) ?? {};
    assert.ok(table);
    const [first] = parse<Record<string, string>>(tableCsv(table, "source"), { columns: true });
    const tv = result.series.find(({ driver }) => driver === "TV");
    assert.deepEqual(
      ["TV_mean", "TV_low", "TV_high"].map((name) => Number(first?.[name])),
      [tv?.mean[0], tv?.lo[0], tv?.hi[0]],
    );
    const column = table.columns.findIndex(({ heading }) => heading === "TV");
    assert.match(table.rows.at(-1)?.cells[column - 1] ?? "", /^[\d,.\u2212]+ \[[\d,.\u2212]+, [\d,.\u2212]+\]$/);
  });

  it("write no NaN and no undefined, whichever number of an answer is none", function () {
    this.timeout(60_000);
    const texts = (figure: ReturnType<typeof makeFigure>): string =>
      JSON.stringify([
        ...[figure?.title, figure?.subtitle, figure?.notes, figure?.legend.map(({ text }) => text)],
        figure?.table.rows.map(({ name, cells }) => [name, cells]),
        figure ? tableCsv(figure.table, "") : "",
      ]);
    const parts = ["curves", "decay", "hill", "split"] as const;
    const concerned: Readonly<Record<"attribution" | "diagnostics" | keyof Parts, readonly FigureId[]>> = {
      attribution: ["waterfall", "series", "roi", "shares", "curves"],
      diagnostics: ["fit", "trust", "density", "predictive", "training"],
      ...{ curves: ["curves"], decay: ["decay"], hill: ["saturation"], split: ["split"] },
    };
    for (const answer of ["attribution", "diagnostics", ...parts] as const) {
      const text = answer === "attribution" ? fullText() : partText(answer);
      for (const { path, holed } of eachNumberMissing(text)) {
        const result = answer === "attribution" ? readResultTable(holed, "kr") : fullTable();
        const diagnostics = answer === "diagnostics" ? readDiagnostics(holed) : diagnosticsOf();
        assert.ok(result && diagnostics, path);
        const found = {
          ...data(result, diagnostics),
          ...readParts(
            parts.find((part) => part === answer),
            holed,
          ),
        };
        for (const id of ids.filter((each) => concerned[answer].includes(each))) {
          const said = texts(makeFigure(id, found, contextOf(result), looks));
          assert.doesNotMatch(said, /NaN|undefined|Infinity/, `${answer} ${path}: ${id}`);
        }
      }
    }
  });

  it("offer the calendar years that the data touch", () => {
    const years = dateChoices({ first: "2022-01-03", last: "2024-12-23" }, strings);
    assert.deepEqual(
      years.map(({ label, from }) => `${label} ${from ?? ""}`.trim()),
      ["All dates", "2024 2024-01-01", "2023 2023-01-01", "2022 2022-01-01"],
    );
    assert.equal(dateChoices({ first: "2024-01-01", last: "2024-12-30" }, strings).length, 1);
    assert.equal(dateChoices(null, strings).length, 1);
  });
});

describe("a server's answer", () => {
  const changed = (changes: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ ...(JSON.parse(fullText()) as object), ...changes });

  it("is read with NaN and Infinity in it, and they are not read out of names", () => {
    assert.deepEqual(looseJson('{"a": NaN, "b": [-Infinity, 1], "c": "NaN is \\"NaN\\""}'), {
      ...{ a: null, b: [null, 1], c: 'NaN is "NaN"' },
    });
    assert.equal(looseJson("<html>"), undefined);
    const [row, ...rest] = fullTable().totals;
    const text = changed({ totals: [{ ...row, mean: "NUMBER" }, ...rest] }).replace('"NUMBER"', "NaN");
    const table = readResultTable(text, "");
    assert.equal(table?.totals.length, rest.length);
    assert.equal(table.leftOut, 1);
  });

  it("is read without the parts that it lacks", () => {
    const bare = readResultTable('{"v": 1, "totals": []}', "kr");
    assert.ok(bare);
    assert.deepEqual([bare.series, bare.roi, bare.dates, bare.media, bare.draws], [[], [], [], null, 0]);
    assert.equal(bare.currency, "kr");
    const total = readResultTable(changed({ total: undefined }), "")?.total;
    assert.ok(total && total.lo === total.hi && Math.abs(total.mean - fullTable().total.mean) < 1);
  });

  it("of another version is refused, and so is something that is no result", () => {
    assert.equal(readResultTable(changed({ v: 2 }), ""), undefined);
    assert.equal(readResultTable("[]", ""), undefined);
    assert.equal(readResultTable('{"detail": "no"}', ""), undefined);
    assert.equal(readPart("curves", "{}"), undefined);
    assert.equal(readDiagnostics('{"v": 9}'), undefined);
  });
});

describe("figures of each channel", () => {
  it("channels of several places have the place in their names, those of one have not", () => {
    for (const id of ["decay", "saturation"] as const) {
      const whole = data();
      const parts = { decay: whole.decay, hill: whole.hill };
      const [decay, hill] = [parts.decay.rows[0], parts.hill.rows[0]];
      assert.ok(decay && hill);
      const at = <T extends object>(row: T) =>
        partOfRows(["SWE / all / all", "NOR / all / all"].map((place) => ({ ...row, place })));
      const namesIn = (content: typeof whole): string[] => {
        const figure = makeFigure(id, content, contextOf(content.result), looks);
        return [...new Set(figure?.table.rows.map(({ name }) => name))];
      };
      assert.ok(namesIn(whole).includes(decay.channel), namesIn(whole).join());
      const both = namesIn({ ...whole, decay: at(decay), hill: at(hill) });
      const channel = id === "decay" ? decay.channel : hill.channel;
      assert.deepEqual(both, [`${channel}, SWE / all / all`, `${channel}, NOR / all / all`]);
    }
  });

  it("says how many channels of a saturation are not drawn", () => {
    const [row] = data().hill.rows;
    assert.ok(row);
    const hill = partOfRows(Array.from({ length: 15 }, (_, at) => ({ ...row, channel: `Channel ${String(at)}` })));
    const figure = makeFigure("saturation", { ...data(), hill }, contextOf(fullTable()), looks);
    assert.match(figure?.notes.map(({ text }) => text).join("\n") ?? "", /^3 more/);
  });
});
