/** Moves one tab stop over the cells of a table with the arrow keys, as in a spreadsheet. */
export interface CellFocus {
  /** The stop that Tab reaches now, as row and column from 0. */
  readonly position: () => readonly [row: number, column: number];
  readonly moveTo: (row: number, column: number) => void;
}

type Step = (row: number, column: number, last: { readonly row: number; readonly column: number }) => [number, number];

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  Home: (row) => [row, 0],
  End: (row, _column, last) => [row, last.column],
  "Ctrl+Home": () => [0, 0],
  "Ctrl+End": (_row, _column, last) => [last.row, last.column],
};

/** `start` is the row that Tab reaches first: 1 leaves the header above it. */
export function cellFocus(table: HTMLTableElement, start: number): CellFocus {
  const grid = (): HTMLElement[][] =>
    Array.from(table.querySelectorAll("tr.cells"), (row) =>
      Array.from(row.children, (cell) => cell.querySelector<HTMLElement>("button") ?? (cell as HTMLElement)),
    );
  let current: HTMLElement | undefined;

  const makeStop = (stop: HTMLElement | undefined): void => {
    if (stop === undefined) return;
    if (current !== undefined) current.tabIndex = -1;
    stop.tabIndex = 0;
    current = stop;
  };
  const find = (stop: EventTarget | undefined): [number, number] => {
    const rows = grid();
    const row = rows.findIndex((cells) => cells.some((cell) => cell === stop));
    return row < 0 ? [start, 0] : [row, rows[row]?.findIndex((cell) => cell === stop) ?? 0];
  };
  const moveTo = (row: number, column: number): void => {
    const rows = grid();
    const cells = rows[Math.min(Math.max(row, 0), rows.length - 1)];
    const stop = cells?.[Math.min(Math.max(column, 0), cells.length - 1)];
    makeStop(stop);
    stop?.focus();
  };

  for (const cell of grid().flat()) cell.tabIndex = -1;
  makeStop(grid()[start]?.[0]);
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey) return;
    const step = steps[event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key];
    if (step === undefined || current === undefined) return;
    event.preventDefault();
    const rows = grid();
    const [row, column] = find(current);
    moveTo(...step(row, column, { row: rows.length - 1, column: (rows[0]?.length ?? 1) - 1 }));
  });
  table.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLElement && grid().flat().includes(event.target)) makeStop(event.target);
  });
  return { position: () => find(current), moveTo };
}
