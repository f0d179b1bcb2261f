import { svgElement } from "../../shared/dom";
import { type Drawing, type Reading } from "../figures/figure";

export interface ReadingCursor {
  /** Takes the keys of a figure; true when it was one of its own. */
  readonly key: (event: KeyboardEvent) => boolean;
  readonly place: () => readonly [row: number, column: number];
  readonly isPinned: () => boolean;
  /** Takes over where the reader is from the cursor of a drawing before. */
  readonly goOn: (before: ReadingCursor) => void;
  readonly moveTo: (row: number, column: number) => void;
  readonly hide: () => void;
}

const clamp = (value: number, count: number): number => Math.min(Math.max(value, 0), Math.max(0, count - 1));

/** Moves one point over a drawing, by pointer and by key, and hands on what it says. */
export function readingCursor(
  { panels, readings }: Drawing,
  say: (reading: Reading, row: number, column: number) => void,
  onPin: (pinned: boolean) => void,
): ReadingCursor {
  const marks = panels.map(({ svg }) => {
    const rule = svgElement("line", { class: "cursor-rule" });
    const ring = svgElement("circle", { class: "cursor-ring", r: "4" });
    const group = svgElement("g", { class: "cursor", visibility: "hidden" }, rule, ring);
    svg.append(group);
    return { svg, group, rule, ring };
  });
  let [row, column] = [0, 0];
  let pinned = false;

  const show = (): void => {
    const reading = readings.at(row, column);
    marks.forEach(({ svg, group, rule, ring }, at) => {
      group.setAttribute("visibility", at === reading.panel ? "visible" : "hidden");
      if (at !== reading.panel) return;
      const height = Number(svg.getAttribute("height"));
      for (const [name, value] of [
        ["x1", reading.x],
        ["x2", reading.x],
        ["y1", 6],
        ["y2", height - 22],
      ] as const) {
        rule.setAttribute(name, String(value));
      }
      rule.setAttribute("visibility", reading.rule ? "inherit" : "hidden");
      ring.setAttribute("cx", String(reading.x));
      ring.setAttribute("cy", String(reading.y));
    });
    say(reading, row, column);
  };
  const moveTo = (nextRow: number, nextColumn: number): void => {
    row = clamp(nextRow, readings.rows);
    column = clamp(nextColumn, readings.columns(row));
    if (readings.rows > 0 && readings.columns(row) > 0) show();
  };
  const pin = (on: boolean): void => {
    pinned = on;
    onPin(on);
  };

  marks.forEach(({ svg }, panel) => {
    svg.addEventListener("pointermove", (event) => {
      if (pinned) return;
      const box = svg.getBoundingClientRect();
      const scale = box.width === 0 ? 1 : Number(svg.getAttribute("width")) / box.width;
      const [nearRow, nearColumn] = readings.near(
        panel,
        (event.clientX - box.left) * scale,
        (event.clientY - box.top) * scale,
        row,
      );
      if (nearRow !== row || nearColumn !== column || marks[panel]?.group.getAttribute("visibility") !== "visible") {
        moveTo(nearRow, nearColumn);
      }
    });
    svg.addEventListener("click", () => pin(!pinned));
  });

  const steps: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => (readings.columns(row) > 1 ? moveTo(row, column - 1) : moveTo(row - 1, column)),
    ArrowRight: () => (readings.columns(row) > 1 ? moveTo(row, column + 1) : moveTo(row + 1, column)),
    ArrowUp: () => moveTo(row - 1, column),
    ArrowDown: () => moveTo(row + 1, column),
    Home: () => (readings.columns(row) > 1 ? moveTo(row, 0) : moveTo(0, column)),
    End: () => (readings.columns(row) > 1 ? moveTo(row, readings.columns(row) - 1) : moveTo(readings.rows - 1, column)),
    Enter: () => pin(!pinned),
  };
  return {
    key: (event) => {
      const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : steps[event.key];
      if (step === undefined) return false;
      event.preventDefault();
      step();
      return true;
    },
    place: () => [row, column],
    isPinned: () => pinned,
    goOn: (before) => {
      moveTo(...before.place());
      if (before.isPinned()) pin(true);
    },
    moveTo,
    hide: () => {
      if (!pinned) marks.forEach(({ group }) => group.setAttribute("visibility", "hidden"));
    },
  };
}
