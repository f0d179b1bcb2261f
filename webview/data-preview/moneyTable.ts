import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type SentSeries, type SentTotals } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { channelPlaces } from "./channelPlaces";

/** Where the money goes, or comes from, the largest part first. */
export function moneyTable(
  { of, parts, partCount, total }: SentTotals,
  series: readonly SentSeries[],
  strings: PreviewStrings,
  format: NumberFormat,
): HTMLElement {
  const isSpend = of === "Investment";
  const title = isSpend ? strings.totalsInvestment : strings.totalsRevenue;
  const placeOf = channelPlaces(series.map(({ channel }) => channel));
  const most = Math.max(...parts.map((part) => Math.abs(part.total)), 0);
  const rows = parts.map((part) => {
    const bar = element("span", { class: `bar place-${placeOf(isSpend ? part.name : null)}` });
    bar.style.setProperty("--part", String(most === 0 ? 0 : Math.abs(part.total) / most));
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, part.name),
      element("td", { class: "bar-cell", "aria-hidden": "true" }, bar),
      element("td", { class: "number" }, format.amount(part.total, most)),
      element(
        "td",
        { class: "number" },
        total === 0 ? strings.none : fill(strings.percent, format.percent(part.total / total)),
      ),
    );
  });
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, isSpend ? strings.columnMedium : strings.columnProduct),
    element("td", { "aria-hidden": "true" }),
    element(
      "th",
      { scope: "col", class: "number" },
      strings.columnAmount,
      element("span", { class: "unit" }, strings.currency),
    ),
    element("th", { scope: "col", class: "number" }, strings.columnShare),
  );
  return element(
    "section",
    { class: "money", "aria-label": title },
    element("h2", {}, title),
    element("table", { "aria-label": title }, element("thead", {}, head), element("tbody", {}, ...rows)),
    partCount > parts.length
      ? element("p", { class: "note" }, fill(strings.partsCut, format.count(parts.length), format.count(partCount)))
      : null,
  );
}
