import { type NumberFormat } from "../shared/numberFormat";
import { type ResultsHeader, type ResultsQuery } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { range, ratioUnit } from "./columns";
import { element } from "../shared/dom";
import { type Diagnostics } from "./data/diagnostics";
import { type ResultTable } from "./data/resultTable";
import { periodsText } from "./figures/wording";
import { icon } from "./marks";
import { filterWords } from "./filterWords";
import { sharedDates } from "./members";
import { groupedPeriod, shownDates } from "./periods";

export interface KeyFigure {
  readonly value: string;
  readonly caption: string;
}

/** Model, combination, dates, draws, level, seed and engine: what a reader needs to trust or repeat the numbers. */
export function metaLine(
  header: ResultsHeader,
  result: ResultTable | null,
  strings: ResultsStrings,
  format: NumberFormat,
  query: ResultsQuery | null = null,
  diagnostics: Diagnostics | null = null,
): string {
  const parts = [header.model === null ? null : fill(strings.metaModel, header.model), header.combination];
  if (result !== null) {
    const [first, last] = shownDates(result, query ?? { by: "period", to: null });
    parts.push(
      ...(query === null ? [] : filterWords(query, strings)),
      first === undefined || last === undefined ? null : format.dateRange(first, last),
      periodsText(result.dates.length, { strings, format, period: groupedPeriod(result.by ?? "period", result.dates) }),
      fill(strings.metaDraws, format.count(result.draws)),
      fill(strings.metaLevel, format.wholePercent(result.level)),
      result.seed === null ? null : fill(strings.metaSeed, String(result.seed)),
      fill(strings.metaEngine, result.engine),
    );
  } else if (diagnostics !== null) {
    parts.push(...fitMeta(diagnostics, strings, format));
  }
  return parts.filter((part) => part !== null).join(", ");
}

/** The same of a fit, where there is no result of it to tell. */
function fitMeta({ fit, draws, level, seed, engine }: Diagnostics, strings: ResultsStrings, format: NumberFormat) {
  const dates = fit.map(({ date }) => date);
  const [first, last] = [dates[0], dates.at(-1)];
  return [
    ...(first === undefined || last === undefined
      ? []
      : [
          format.dateRange(first, last),
          periodsText(dates.length, { strings, format, period: groupedPeriod("period", dates) }),
        ]),
    draws === null ? null : fill(strings.metaDraws, format.count(draws)),
    first === undefined ? null : fill(strings.metaLevel, format.wholePercent(level)),
    seed === null ? null : fill(strings.metaSeed, String(seed)),
    engine === "" ? null : fill(strings.metaEngine, engine),
  ];
}

/** Figures with their intervals; a figure that the server gives no interval for says that it is a mean. */
export function keyFigures(
  result: ResultTable,
  diagnostics: Diagnostics | null,
  strings: ResultsStrings,
  format: NumberFormat,
  query: ResultsQuery | null = null,
): readonly KeyFigure[] {
  const { media, total } = result;
  const figures: KeyFigure[] = [];
  if (media !== null) {
    const interval = range(media.share, format.percent, strings);
    const value = fill(strings.percentValue, format.percent(media.share.p50));
    figures.push({ value, caption: fill(strings.keyMediaShare, interval) });
  } else if (total.mean > 0) {
    const sum = result.totals.reduce((sum, row) => sum + (row.kind === "media" ? row.mean : 0), 0);
    const value = fill(strings.percentValue, format.percent(sum / total.mean));
    figures.push({
      value,
      caption: result.unit === "revenue" ? strings.keyMediaRevenueMean : strings.keyMediaShareMean,
    });
  }
  figures.push(...errorFigure(diagnostics, strings, format, query));
  figures.push({
    value: format.compact(total.p50),
    caption: fill(
      result.unit === "revenue" ? strings.keyRevenue : strings.keyTotal,
      range(total, (value) => format.compact(value), strings),
    ),
  });
  if (media !== null && media.roi !== null) {
    const interval = range(media.roi, format.ratio, strings);
    const unit = ratioUnit(result, strings);
    figures.push({ value: format.ratio(media.roi.p50), caption: fill(strings.keyMediaRoi, unit, interval) });
  }
  return figures;
}

/** How far off the fit is on dates that it has not seen, whatever part of the result is shown. */
function errorFigure(
  diagnostics: Diagnostics | null,
  strings: ResultsStrings,
  format: NumberFormat,
  query: ResultsQuery | null,
): KeyFigure[] {
  const mape = diagnostics?.metrics.eval?.mape ?? null;
  const narrowed = query !== null && [query.product, query.from, query.to].some((chosen) => chosen !== null);
  const caption = narrowed ? strings.keyErrorWhole : strings.keyError;
  return mape === null ? [] : [{ value: fill(strings.percentValue, format.percent(mape)), caption }];
}

export function titleOf({ kind, id }: ResultsHeader, strings: ResultsStrings): string {
  switch (kind) {
    case "attribution":
      return fill(strings.title, id);
    case "attributionSet":
      return fill(strings.titleSet, id);
    case "model":
      return fill(strings.titleModel, id);
  }
}

export function headerElement(
  header: ResultsHeader,
  result: ResultTable | null,
  diagnostics: Diagnostics | null,
  strings: ResultsStrings,
  format: NumberFormat,
  query: ResultsQuery | null = null,
): HTMLElement {
  const figures =
    result === null
      ? errorFigure(diagnostics, strings, format, query)
      : keyFigures(result, diagnostics, strings, format, query);
  const shared = result === null ? undefined : sharedDates(result, { strings, format });
  return element(
    "header",
    { class: "page-header" },
    element(
      "div",
      {},
      element(
        "div",
        { class: "title" },
        element("h1", {}, titleOf(header, strings)),
        element("span", { class: "sandbox-label" }, icon("beaker"), strings.sandboxLabel),
      ),
      element("p", { class: "meta" }, metaLine(header, result, strings, format, query, diagnostics)),
      shared === undefined ? null : element("p", { class: "meta" }, shared),
    ),
    figures.length === 0
      ? null
      : element(
          "ul",
          { class: "key-figures", "aria-label": strings.keyFigures },
          ...figures.map(({ value, caption }) =>
            element("li", {}, element("b", {}, value), element("span", { class: "caption" }, ` ${caption}`)),
          ),
        ),
  );
}
