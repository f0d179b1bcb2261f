import { type ResultTable } from "./data/resultTable";
import { type ResultsStrings } from "./strings";
import { type Column, type ColumnGroup, type ColumnId } from "./columns";
import { element } from "../shared/dom";
import { icon, swatch } from "./marks";
import { type ResultRow } from "./rows";
import { type Sort } from "./sorting";
import { totalRow } from "./totalRow";

/** What a cell stands for; null row = a header cell. */
export interface CellPlace {
  readonly row: ResultRow | null;
  readonly column: Column;
}

export interface TableElements {
  readonly table: HTMLTableElement;
  /** Puts the rows in a new order and marks the column they are ordered by. */
  readonly order: (rows: readonly ResultRow[], sort: Sort, caption: string) => void;
  readonly placeOf: (cell: Element) => CellPlace | undefined;
}

export interface TableContent {
  readonly result: ResultTable;
  readonly rows: readonly ResultRow[];
  readonly columns: readonly Column[];
  readonly finding: string;
  readonly strings: ResultsStrings;
  readonly onSort: (column: ColumnId) => void;
}

/** One real table: caption, column groups, units in the headers, a header for each row, the total at the foot. */
export function resultTable(content: TableContent): TableElements {
  const { columns, strings } = content;
  const places = new Map<Element, CellPlace>();
  const sortedBy = element("p", { class: "caption" });
  const lines = new Map(content.rows.map((row) => [row, rowElement(row, columns, places)]));
  const body = element("tbody", {}, ...lines.values());
  const headers = headerCells(content, places);
  const table = element(
    "table",
    {},
    element(
      "caption",
      {},
      element("div", { class: "caption-body" }, element("h2", {}, content.finding || strings.table), sortedBy),
    ),
    ...groupsOf(columns).map(({ span }) => element("colgroup", { span: String(span) })),
    element("thead", {}, groupRow(columns, strings), element("tr", { class: "cells" }, ...headers.values())),
    body,
    element("tfoot", {}, rowElement(totalRow(content.result, strings), columns, places)),
  );
  return {
    table,
    placeOf: (cell) => places.get(cell),
    order: (rows, sort, caption) => {
      body.append(...rows.flatMap((row) => lines.get(row) ?? []));
      for (const [id, header] of headers) {
        if (id === sort.column) header.setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
        else header.removeAttribute("aria-sort");
      }
      sortedBy.textContent = caption;
    },
  };
}

function groupsOf(columns: readonly Column[]): readonly { readonly group: ColumnGroup; readonly span: number }[] {
  return [...new Set(columns.map((column) => column.group))].map((group) => ({
    group,
    span: columns.filter((column) => column.group === group).length,
  }));
}

export function groupTitle(group: ColumnGroup, strings: ResultsStrings): string | null {
  switch (group) {
    case "driver":
      return null;
    case "contribution":
      return strings.groupContribution;
    case "share":
      return strings.groupShare;
    case "return":
      return strings.groupReturn;
  }
}

function groupRow(columns: readonly Column[], strings: ResultsStrings): HTMLElement {
  const cells = groupsOf(columns).map(({ group, span }) => {
    const title = groupTitle(group, strings);
    const colspan = String(span);
    return title === null
      ? element("td", { colspan })
      : element("th", { colspan, scope: "colgroup", class: "number group-start" }, title);
  });
  return element("tr", { class: "groups" }, ...cells);
}

function headerCells(content: TableContent, places: Map<Element, CellPlace>): Map<ColumnId, HTMLElement> {
  return new Map(
    content.columns.map((column, index) => {
      const heading =
        column.sortBy === undefined
          ? column.heading
          : element("button", { type: "button", class: "sort" }, column.heading, icon("arrow"));
      if (heading instanceof HTMLElement) heading.addEventListener("click", () => content.onSort(column.id));
      const unit = column.unit === "" ? null : element("span", { class: "unit" }, ` ${column.unit}`);
      const cell = element("th", { scope: "col", class: cellClass(content.columns, index) }, heading, unit);
      places.set(cell, { row: null, column });
      return [column.id, cell];
    }),
  );
}

function rowElement(row: ResultRow, columns: readonly Column[], places: Map<Element, CellPlace>): HTMLElement {
  const cells = columns.map((column, index) => {
    const text = column.cell(row);
    const look = cellClass(columns, index) + (/\p{L}|\d/u.test(text) ? "" : " absent");
    const cell =
      column.id === "driver"
        ? element("th", { scope: "row" }, ...(row.kind === "" ? [] : [swatch(row.place)]), text)
        : element("td", { class: look }, text);
    places.set(cell, { row, column });
    return cell;
  });
  return element("tr", { class: "cells" }, ...cells);
}

function cellClass(columns: readonly Column[], index: number): string {
  const column = columns[index];
  if (column === undefined || column.group === "driver") return "";
  const starts = columns[index - 1]?.group !== column.group;
  return ["number", starts ? "group-start" : "", column.id === "mean" || column.id === "roi" ? "leading" : ""]
    .filter((name) => name !== "")
    .join(" ");
}
