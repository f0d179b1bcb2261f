/** A layout as plain numbers, so that a worker can make it: the insides of opened groups first, then all around them. */
import { type Layout, type LayoutGaps, type LayoutInput, layoutGraph } from "../../src/graphs/layout/layoutGraph";

export interface LayoutJob {
  /** Sizes of opened groups are what their insides will need. */
  readonly outer: LayoutInput;
  readonly groups: readonly OpenedGroup[];
}

export interface OpenedGroup {
  /** Its place among the units of the outer layout. */
  readonly unit: number;
  readonly inside: LayoutInput;
}

/** What the worker is sent; it answers each with its number. */
export interface LayoutOrder {
  readonly number: number;
  readonly job: LayoutJob;
}

export interface LaidOut {
  readonly outer: Layout;
  readonly inside: readonly Layout[];
  /** Of the units of the outer layout. */
  readonly widths: Float64Array;
  readonly heights: Float64Array;
}

const outerGaps: LayoutGaps = { betweenNodes: 7, betweenGroups: 34, betweenColumns: 220 };
const innerGaps: LayoutGaps = { betweenNodes: 12, betweenGroups: 12, betweenColumns: 64 };
export const openedPadding = { side: 20, top: 42, bottom: 20 };

export function runLayout({ outer, groups }: LayoutJob): LaidOut {
  const widths = outer.widths.slice();
  const heights = outer.heights.slice();
  const inside = groups.map(({ unit, inside }) => {
    const layout = layoutGraph(inside, innerGaps);
    widths[unit] = layout.width + 2 * openedPadding.side;
    heights[unit] = layout.height + openedPadding.top + openedPadding.bottom;
    return layout;
  });
  return { outer: layoutGraph({ ...outer, widths, heights }, outerGaps), inside, widths, heights };
}

/** Whether two jobs have the same answer: most changes of a text leave the picture where it is. */
export function isSameJob(one: LayoutJob, other: LayoutJob): boolean {
  return (
    isSameInput(one.outer, other.outer) &&
    one.groups.length === other.groups.length &&
    one.groups.every(({ unit, inside }, at) => {
      const group = other.groups[at];
      return group !== undefined && group.unit === unit && isSameInput(group.inside, inside);
    })
  );
}

const isSameInput = (one: LayoutInput, other: LayoutInput): boolean =>
  isSameList(one.widths, other.widths) &&
  isSameList(one.heights, other.heights) &&
  isSameList(one.groups, other.groups) &&
  isSameList(one.from, other.from) &&
  isSameList(one.to, other.to);

function isSameList(one: Float64Array | Int32Array, other: Float64Array | Int32Array): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
