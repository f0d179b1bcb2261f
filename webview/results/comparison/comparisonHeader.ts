import { type NumberFormat } from "../../shared/numberFormat";
import { type ComparisonHeader } from "../../shared/comparisonMessages";
import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { periodsText } from "../figures/wording";
import { icon } from "../marks";
import { type ResultsStrings } from "../strings";
import { comparedName, comparedTitle } from "./comparisonContext";
import { type ComparisonTable, type Difference, sharedPeriod } from "./comparisonTable";

/** What is compared, over what, and how media have changed on the whole. */
export function comparisonHeaderElement(
  header: ComparisonHeader,
  table: ComparisonTable | null,
  strings: ResultsStrings,
  format: NumberFormat,
): HTMLElement {
  const figures = table === null ? [] : keyFigures(table, strings, format);
  return element(
    "header",
    { class: "page-header" },
    element(
      "div",
      {},
      element(
        "div",
        { class: "title" },
        element("h1", {}, comparedTitle(header, strings)),
        element("span", { class: "sandbox-label" }, icon("beaker"), strings.sandboxLabel),
      ),
      element("p", { class: "meta" }, comparedMeta(header, table, strings, format)),
    ),
    figures.length === 0
      ? null
      : element(
          "ul",
          { class: "key-figures", "aria-label": strings.keyFigures },
          ...figures.map(([value, caption]) =>
            element("li", {}, element("b", {}, value), element("span", { class: "caption" }, ` ${caption}`)),
          ),
        ),
  );
}

/** Places, dates, draws, level, seeds and engine: what a reader needs to trust or repeat the numbers. */
export function comparedMeta(
  { first, second }: ComparisonHeader,
  table: ComparisonTable | null,
  strings: ResultsStrings,
  format: NumberFormat,
): string {
  const names = fill(strings.comparedPlaces, comparedName(first, strings), comparedName(second, strings));
  const places =
    first.combination === second.combination
      ? first.combination
      : fill(strings.comparedPlaces, first.combination ?? strings.unknown, second.combination ?? strings.unknown);
  const number = (value: number | null): string => (value === null ? strings.unknown : format.count(value));
  const seed = (value: number | null): string => (value === null ? strings.unknown : String(value));
  const own =
    table === null
      ? []
      : [
          table.dates && format.dateRange(table.dates.first, table.dates.last),
          table.dates && periodsText(table.dates.periods, { strings, format, period: sharedPeriod(table) }),
          fill(strings.comparedDraws, number(table.first.draws), number(table.second.draws)),
          fill(strings.metaLevel, format.wholePercent(table.level)),
          fill(strings.comparedSeeds, seed(table.first.seed), seed(table.second.seed)),
          table.engine === "" ? null : fill(strings.metaEngine, table.engine),
        ];
  return [names, places, ...own].filter((part) => part !== null && part !== "").join(", ");
}

function keyFigures(table: ComparisonTable, strings: ResultsStrings, format: NumberFormat): [string, string][] {
  const { media, total, unit } = table;
  const figure = (difference: Difference | null, show: (value: number) => string, caption: string) =>
    difference === null
      ? []
      : ([[show(difference.p50), fill(caption, `[${show(difference.lo)}, ${show(difference.hi)}]`)]] as [
          string,
          string,
        ][]);
  return [
    ...figure(media?.share.difference ?? null, format.percent, strings.keyMediaShareChange),
    ...figure(total.difference, format.compact, unit === "revenue" ? strings.keyRevenueChange : strings.keyTotalChange),
    ...figure(media?.roi?.difference ?? null, format.ratio, strings.keyMediaRoiChange),
  ];
}
