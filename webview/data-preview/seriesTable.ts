import { element } from "../shared/dom";
import { type NumberFormat } from "../shared/numberFormat";
import { type SentSeries } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { nameOf } from "./chart";

/** The numbers behind the charts, a row for each series. */
export function seriesTable(
  series: readonly SentSeries[],
  title: string,
  strings: PreviewStrings,
  format: NumberFormat,
): HTMLElement {
  const numbers = [
    strings.columnNumbers,
    strings.columnFirst,
    strings.columnLast,
    strings.columnMissing,
    strings.columnLeast,
    strings.columnMean,
    strings.columnMost,
    strings.columnTotal,
  ];
  const head = element(
    "tr",
    {},
    ...[strings.columnSeries, strings.columnMeasure].map((name) => element("th", { scope: "col" }, name)),
    ...numbers.map((name) => element("th", { scope: "col", class: "number" }, name)),
  );
  const amount = (value: number): string => format.amount(value, value);
  const rows = series.map((one) => {
    const cells = [
      format.count(one.count),
      one.first,
      one.last,
      format.count(one.missing),
      amount(one.min),
      amount(one.mean),
      amount(one.max),
      one.kind === "level" ? strings.none : amount(one.total),
    ];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, nameOf(one)),
      element("td", {}, one.measure),
      ...cells.map((cell) => element("td", { class: "number" }, cell)),
    );
  });
  const table = element(
    "table",
    {},
    element("caption", {}, title),
    element("thead", {}, head),
    element("tbody", {}, ...rows),
  );
  // Scrolled with the arrow keys where it is wider than the window.
  return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": strings.table }, table);
}
