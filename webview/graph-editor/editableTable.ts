/** A table with one tab stop, cells that are walked with the arrow keys and edited with Enter, and rows only in sight. */
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { editCell } from "./cellField";
import { type CellTexts } from "./cellTexts";
import { type Sort, sorted } from "./tableRows";

export interface Column<Row> {
  /** Another one for each column. */
  readonly key: string;
  readonly title: string;
  readonly shown: (row: Row) => string;
  /** What the cell's field starts with. */
  readonly edited: (row: Row) => string;
  /** Why a text cannot be taken, or undefined when it was. Without it the cell is only read. */
  readonly commit: ((row: Row, text: string) => string | undefined) | undefined;
}

export interface TableContext<Row> {
  readonly title: string;
  readonly strings: GraphStrings;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isSelected: (row: Row) => boolean;
  readonly faultOf: (row: Row) => string | undefined;
  readonly onSelect: (row: Row, add: boolean) => void;
  /** Undefined where nothing may be changed; `onLocked` says why. */
  readonly onDelete: ((row: Row) => void) | undefined;
  readonly onLocked: () => void;
}

const rowHeight = 28;
const spareRows = 12;

export class EditableTable<Row> {
  private readonly body = element("tbody");
  private readonly head = element("thead");
  private readonly table = element("table", { role: "grid" }, this.head, this.body);
  private readonly scroller = element("div", { class: "scroller" }, this.table);
  private readonly title = element("h2");
  private readonly count = element("span", { class: "note" });
  readonly titleRow = element("div", { class: "table-head" }, this.title, this.count);
  private readonly fault = element("p", { class: "fault", role: "alert" });
  readonly element = element("section", { class: "table" }, this.titleRow, this.scroller, this.fault);
  private context: TableContext<Row> | undefined;
  private order: readonly Row[] = [];
  private sort: Sort | undefined;
  /** Row -1 is the head. */
  private at = { row: 0, column: 0 };
  private editing = false;

  constructor(private readonly texts: CellTexts) {
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.table.addEventListener("keydown", (event) => this.press(event));
    this.table.addEventListener("click", (event) => this.click(event));
  }

  show(context: TableContext<Row>): void {
    const focused = this.table.contains(document.activeElement) && !this.editing;
    const current = this.order[this.at.row];
    const isFirst = this.context === undefined;
    const key = this.context && current !== undefined ? this.context.keyOf(current) : undefined;
    this.context = context;
    this.sortRows();
    const row = this.order.findIndex((one) => context.keyOf(one) === key);
    this.at = {
      row: row >= 0 ? row : Math.min(this.at.row, this.order.length - 1),
      column: Math.min(this.at.column, context.columns.length - 1),
    };
    this.title.textContent = context.title;
    this.count.textContent = String(context.rows.length);
    this.table.setAttribute("aria-label", context.title);
    this.table.setAttribute("aria-rowcount", String(context.rows.length + 1));
    this.drawHead();
    if (!this.editing) this.drawRows();
    if (focused) this.focus();
    // Only once it is laid out can it be scrolled.
    if (isFirst && this.texts.kept.length > 0) requestAnimationFrame(() => this.revealUnfinished());
  }

  /** What was typed before the page went must not wait out of sight. */
  private revealUnfinished(): void {
    const { context, order } = this;
    if (!context || this.editing) return;
    const rows = new Set(this.texts.kept.map(({ of }) => of));
    const found = order.findIndex((one) => rows.has(context.keyOf(one)));
    const row = order[found];
    if (row === undefined) return;
    const leftIn = ({ key, edited }: Column<Row>) => this.texts.of(context.keyOf(row), key, edited(row));
    const at = context.columns.findIndex(leftIn);
    const column = context.columns[at];
    const left = column && leftIn(column);
    if (!left) return;
    this.at = { row: found, column: at };
    this.scrollTo(found);
    this.drawHead();
    this.drawRows();
    const cell = this.body.querySelector<HTMLElement>('[tabindex="0"]');
    if (cell) this.scrollAcross(cell);
    this.fault.textContent = `${this.cellName(row, column)}: ${left.fault}`;
  }

  /** Brings a row in sight and makes it the one that the keyboard comes to. */
  reveal(key: string): void {
    const row = this.order.findIndex((one) => this.context?.keyOf(one) === key);
    if (row < 0 || this.editing) return;
    this.at = { ...this.at, row };
    this.scrollTo(row);
    this.drawHead();
    this.drawRows();
  }

  focus(): void {
    this.scrollTo(this.at.row);
    this.drawRows();
    const cell = this.table.querySelector<HTMLElement>('[tabindex="0"]');
    cell?.focus({ preventScroll: true });
    if (cell) this.scrollAcross(cell);
  }

  private sortRows(): void {
    if (!this.context) return;
    const column = this.sort && this.context.columns[this.sort.column];
    this.order = column ? sorted(this.context.rows, column.shown, this.sort?.descending === true) : this.context.rows;
  }

  private drawHead(): void {
    if (!this.context) return;
    const cells = this.context.columns.map(({ title }, column) => {
      const state = this.sort?.column !== column ? "none" : this.sort.descending ? "descending" : "ascending";
      const mark = state === "none" ? "" : state === "descending" ? " ↓" : " ↑";
      return element(
        "th",
        {
          scope: "col",
          "aria-sort": state,
          "data-row": "-1",
          "data-column": String(column),
          tabindex: this.tabIndex(-1, column),
        },
        title + mark,
      );
    });
    this.head.replaceChildren(element("tr", { "aria-rowindex": "1" }, ...cells));
  }

  private drawRows(): void {
    const { context, order, scroller } = this;
    if (!context) return;
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - spareRows);
    const last = Math.min(order.length, first + Math.ceil((scroller.clientHeight || 600) / rowHeight) + 2 * spareRows);
    const rows = order.slice(first, last).map((row, offset) => this.rowElement(row, first + offset, context));
    const space = (count: number): HTMLElement[] => {
      if (count <= 0) return [];
      const filler = element("tr", { "aria-hidden": "true", class: "filler" }, element("td"));
      filler.style.height = `${String(count * rowHeight)}px`;
      return [filler];
    };
    const focused = this.body.contains(document.activeElement);
    this.body.replaceChildren(...space(first), ...rows, ...space(order.length - last));
    if (focused) this.body.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  private rowElement(row: Row, index: number, context: TableContext<Row>): HTMLElement {
    const { columns, isSelected, faultOf } = context;
    const fault = faultOf(row);
    const cells = columns.map((column, place) => {
      const left = column.commit && this.texts.of(context.keyOf(row), column.key, column.edited(row));
      const attributes = {
        "data-row": String(index),
        "data-column": String(place),
        tabindex: this.tabIndex(index, place),
        ...(place === 0 && { scope: "row" }),
        ...(left && { class: "unfinished", "aria-invalid": "true", title: left.fault, "aria-description": left.fault }),
      };
      return element(place === 0 ? "th" : "td", attributes, left?.text ?? column.shown(row));
    });
    const made = element(
      "tr",
      { "aria-rowindex": String(index + 2), "aria-selected": String(isSelected(row)) },
      ...cells,
    );
    if (fault !== undefined) {
      made.classList.add("faulty");
      made.title = fault;
      cells[0]?.setAttribute("aria-description", fault);
    }
    return made;
  }

  private tabIndex(row: number, column: number): string {
    return row === this.at.row && column === this.at.column ? "0" : "-1";
  }

  private click(event: MouseEvent): void {
    const cell = (event.target as Element).closest("[data-row]");
    if (!cell || this.editing) return;
    this.at = { row: Number(cell.getAttribute("data-row")), column: Number(cell.getAttribute("data-column")) };
    const row = this.order[this.at.row];
    if (this.at.row < 0) this.sortBy(this.at.column);
    else if (row !== undefined) this.context?.onSelect(row, event.ctrlKey || event.metaKey || event.shiftKey);
    this.focus();
    // No "dblclick" is heard of a row that the first click has drawn anew.
    if (event.detail === 2) this.edit();
  }

  private sortBy(column: number): void {
    const again = this.sort?.column === column;
    this.sort = again && this.sort?.descending ? undefined : { column, descending: again };
    this.sortRows();
    this.drawHead();
    this.drawRows();
  }

  private press(event: KeyboardEvent): void {
    if (this.editing || event.ctrlKey || event.metaKey || event.altKey || !this.context) return;
    const { columns } = this.context;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / rowHeight) - 2);
    const to: Readonly<Record<string, readonly [row: number, column: number]>> = {
      ArrowUp: [this.at.row - 1, this.at.column],
      ArrowDown: [this.at.row + 1, this.at.column],
      ArrowLeft: [this.at.row, this.at.column - 1],
      ArrowRight: [this.at.row, this.at.column + 1],
      PageUp: [this.at.row - page, this.at.column],
      PageDown: [this.at.row + page, this.at.column],
      Home: [this.at.row, 0],
      End: [this.at.row, columns.length - 1],
    };
    const next = to[event.key];
    const row = this.order[this.at.row];
    if (next) this.moveTo(next[0], next[1], event.shiftKey);
    else if (event.key === "Enter" || event.key === "F2") {
      if (this.at.row < 0) {
        this.sortBy(this.at.column);
        this.focus();
      } else this.edit();
    } else if (event.key === " " && row !== undefined) this.context.onSelect(row, true);
    else if (event.key === "Delete" && row !== undefined) (this.context.onDelete ?? this.context.onLocked)(row);
    else if (event.key === "Backspace") this.edit("");
    // In a cell a letter is the beginning of what is typed, not a wish for the selected nodes.
    else if (event.key.length === 1 && event.key !== "/" && this.column?.commit) this.edit(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private moveTo(row: number, column: number, add: boolean): void {
    if (!this.context) return;
    const before = this.at.row;
    this.at = {
      row: Math.min(this.order.length - 1, Math.max(-1, row)),
      column: Math.min(this.context.columns.length - 1, Math.max(0, column)),
    };
    const now = this.order[this.at.row];
    this.drawHead();
    if (now !== undefined && this.at.row !== before) this.context.onSelect(now, add);
    this.focus();
  }

  /** A cell that is scrolled out of sight while it is being edited is left, as by a click elsewhere. */
  private scrolled(): void {
    const field = this.body.querySelector<HTMLElement>(".cell-field");
    if (this.editing && field) {
      const [seen, row] = [this.scroller.getBoundingClientRect(), field.getBoundingClientRect()];
      if (row.bottom > seen.top && row.top < seen.bottom) return;
      field.blur();
    }
    this.drawRows();
  }

  private scrollTo(row: number): void {
    const { scroller } = this;
    const [top, room] = [Math.max(0, row) * rowHeight, scroller.clientHeight - 2 * rowHeight];
    if (room <= 0) return;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
  }

  /** The first column stays where it is, and lies over the others. */
  private scrollAcross(cell: HTMLElement): void {
    const first = cell.parentElement?.firstElementChild;
    if (!first || first === cell) return;
    const [seen, own] = [this.scroller.getBoundingClientRect(), cell.getBoundingClientRect()];
    const left = first.getBoundingClientRect().right;
    const right = seen.left + this.scroller.clientWidth;
    if (own.left < left || own.width > right - left) this.scroller.scrollLeft += own.left - left;
    else if (own.right > right) this.scroller.scrollLeft += own.right - right;
  }

  private get column(): Column<Row> | undefined {
    return this.at.row < 0 ? undefined : this.context?.columns[this.at.column];
  }

  /** `typed`: what the cell shall begin with instead of what it holds. */
  private edit(typed?: string): void {
    const { context, column } = this;
    const row = this.order[this.at.row];
    const cell = this.table.querySelector<HTMLElement>('tbody [tabindex="0"]');
    if (!context || row === undefined || this.editing) return;
    if (!context.onDelete) return context.onLocked();
    if (!column?.commit || !cell) return;
    const { commit } = column;
    let taken: string | undefined;
    const [key, before] = [context.keyOf(row), column.edited(row)];
    if (typed !== undefined) this.texts.note(key, column.key, { before, text: typed });
    this.editing = true;
    const field = editCell(cell, {
      name: this.cellName(row, column),
      text: typed ?? this.texts.of(key, column.key, before)?.text ?? before,
      commit: (text) => {
        const fault = text === before ? undefined : commit(row, text);
        if (fault === undefined && text !== before) taken = text;
        return fault;
      },
      onInput: (text) => this.texts.note(key, column.key, { before, text }),
      onFault: (fault) => (this.fault.textContent = fault),
      onEnd: (left, byKey) => {
        this.editing = false;
        if (left) this.texts.note(key, column.key, { before, text: left.text }, left.fault);
        else if (taken !== undefined) this.texts.took(key, column.key, { before, text: taken });
        else this.texts.forget(key, column.key);
        this.fault.textContent = left ? `${this.cellName(row, column)}: ${left.fault}` : "";
        if (byKey) this.focus();
        // Whoever clicked elsewhere must still find there what they are about to click.
        else this.drawAnew(cell.parentElement, key);
      },
    });
    if (typed === undefined) field.select();
  }

  /** A row of a text that may be another by now. */
  private drawAnew(element: HTMLElement | null, key: string): void {
    const { context } = this;
    const at = this.order.findIndex((row) => context?.keyOf(row) === key);
    const row = this.order[at];
    if (context && row !== undefined) element?.replaceWith(this.rowElement(row, at, context));
    else this.drawRows();
  }

  private cellName(row: Row, { title }: Column<Row>): string {
    const name = this.context?.columns[0]?.shown(row) ?? "";
    return this.context ? fill(this.context.strings.cell, title, name) : title;
  }
}
