import { element } from "../../shared/dom";
import { type Figure } from "../figures/figure";
import { swatch } from "../marks";

/** Rows that are put into the page; a file has all of them. */
const mostRows = 2_000;

/** A figure's numbers as a table, with units in the headers and a header for each row. */
export function figureTable(
  { title, subtitle, table }: Figure,
  moreRows: (left: number) => string | Node,
): HTMLElement {
  const [, ...numbers] = table.columns;
  const shown = table.rows.slice(0, mostRows);
  const left = table.rows.length - shown.length;
  const heads = table.columns.map(({ heading, unit }, at) =>
    element(
      "th",
      { scope: "col", class: at === 0 ? "" : "number" },
      heading,
      unit === "" ? null : element("span", { class: "unit" }, ` ${unit}`),
    ),
  );
  const rows = shown.map(({ name, place, cells }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, ...(place === undefined ? [] : [swatch(place)]), isolated(name)),
      ...numbers.map((_, at) => element("td", { class: "number" }, cells[at] ?? "")),
    ),
  );
  return element(
    "div",
    { class: "table-scroll figure-table", tabindex: "0", role: "region", "aria-label": title },
    element(
      "table",
      {},
      element("caption", { class: "caption" }, `${title} ${subtitle}`),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
    left > 0 ? element("p", { class: "note" }, moreRows(left)) : null,
  );
}

/** Names run in their own direction and do not turn what stands beside them. */
const isolated = (text: string): HTMLElement => element("bdi", {}, text);
