import { ink } from "./axes";
import { link, type Markish, tickX } from "./plotDoor";

/** An interval beside or on a bar: its two ends and its row; `open`: it goes on below the first end. */
export interface Whisker {
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly open?: boolean;
}

export interface WhiskerLook {
  /** Pixels below the middle of the row. */
  readonly dy?: number;
  /** Pixels of the row that the strokes at the ends leave free. */
  readonly insetTop: number;
  readonly insetBottom: number;
}

/** Intervals with a stroke at each end, on a ground of the page's colour: they are read on bars of any colour too. */
export function whiskers(rows: readonly Whisker[], { dy = 0, insetTop, insetBottom }: WhiskerLook): Markish[] {
  const ends = rows.flatMap(({ row, from, to, open }) => [...(open ? [] : [{ row, x: from }]), { row, x: to }]);
  const [ground, line] = [
    { stroke: "var(--page)", strokeWidth: 3.4, strokeOpacity: 0.75 },
    { stroke: ink, strokeWidth: 1.3 },
  ];
  return [ground, line].flatMap((look) => [
    link(rows, { x1: "from", x2: "to", y: "row", dy, ...look }),
    tickX(ends, { x: "x", y: "row", insetTop, insetBottom, ...look }),
  ]);
}
