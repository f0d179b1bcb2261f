/**
 * A layered layout, left to right, the ends at the right: columns by the longest way to an end, groups kept together
 * inside a column, few crossings by putting each node at the mean of its neighbours a number of times.
 */
import { adjacency, columnsOf, type Links } from "./layers";

export interface LayoutInput {
  /** Size of each node, in px. */
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  /** Nodes of one group (a kind, a parent) stand together; -1: in no group. Groups are ordered by their number. */
  readonly groups: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface LayoutGaps {
  readonly betweenNodes: number;
  readonly betweenGroups: number;
  readonly betweenColumns: number;
}

/** Upper left corner of each node, and the size of all. */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: number;
  readonly height: number;
}

const usualGaps: LayoutGaps = { betweenNodes: 7, betweenGroups: 26, betweenColumns: 220 };
const sweeps = 8;

export function layoutGraph(input: LayoutInput, gaps: LayoutGaps = usualGaps): Layout {
  const { widths, heights, groups } = input;
  const links: Links = { nodes: widths.length, from: input.from, to: input.to };
  const columnOf = columnsOf(links);
  const columns: number[][] = [];
  columnOf.forEach((column, node) => (columns[column] ??= []).push(node));
  const sorting = sortingOf(links, groups);
  const { groupOf } = sorting;
  const kept = columns.map((column) => [...column].sort((a, b) => (groupOf[a] ?? 0) - (groupOf[b] ?? 0) || a - b));
  const y = new Float64Array(widths.length);
  for (const column of kept) stack(column, input, gaps, y);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const order = sweep % 2 === 0 ? kept : [...kept].reverse();
    for (const column of order) reorder(column, input, sorting, gaps, y);
  }
  return placed(kept, { widths, heights }, gaps, y);
}

/** What the sweeps work with, made once: by node, but for the last two, which are by group. */
interface Sorting {
  /** Groups counted from 0, in their order; nodes in no group count as the last one. */
  readonly groupOf: Int32Array;
  /** Those linked with node i are `neighbour[first[i]]` up to `neighbour[first[i + 1]]`. */
  readonly first: Int32Array;
  readonly neighbour: Int32Array;
  /** Height at which a node would stand if it stood alone. */
  readonly wish: Float64Array;
  /** Place in its column. */
  readonly place: Int32Array;
  readonly groupWish: Float64Array;
  readonly groupSize: Int32Array;
}

function sortingOf({ nodes, from, to }: Links, groups: Int32Array): Sorting {
  const ends = new Int32Array(2 * from.length);
  ends.set(from);
  ends.set(to, from.length);
  const { first, edge } = adjacency(nodes, ends);
  const neighbour = edge.map((index) => (index < from.length ? to[index] : from[index - from.length]) ?? 0);
  const known = [...new Set(groups)].filter((group) => group >= 0).sort((a, b) => a - b);
  const count = known.length + 1;
  return {
    groupOf: groups.map((group) => (group < 0 ? known.length : known.indexOf(group))),
    ...{ first, neighbour, wish: new Float64Array(nodes), place: new Int32Array(nodes) },
    ...{ groupWish: new Float64Array(count), groupSize: new Int32Array(count) },
  };
}

/** Puts the nodes of a column below each other, centred around 0. */
function stack(column: readonly number[], { heights, groups }: LayoutInput, gaps: LayoutGaps, y: Float64Array): number {
  let at = 0;
  column.forEach((node, place) => {
    const before = column[place - 1];
    if (before !== undefined)
      at += (groups[before] ?? -1) === (groups[node] ?? -1) ? gaps.betweenNodes : gaps.betweenGroups;
    y[node] = at;
    at += heights[node] ?? 0;
  });
  for (const node of column) y[node] = (y[node] ?? 0) - at / 2;
  return at;
}

/** Sorts groups by the mean of what their nodes are linked to, and nodes inside of a group alike. */
function reorder(column: number[], input: LayoutInput, sorting: Sorting, gaps: LayoutGaps, y: Float64Array): void {
  if (column.length < 2) return;
  const { groupOf, first, neighbour, wish, place, groupWish, groupSize } = sorting;
  const { heights } = input;
  groupWish.fill(0);
  groupSize.fill(0);
  for (let at = 0; at < column.length; at++) {
    const node = column[at] ?? 0;
    const [start, end] = [first[node] ?? 0, first[node + 1] ?? 0];
    let sum = 0;
    for (let link = start; link < end; link++) {
      const other = neighbour[link] ?? 0;
      sum += (y[other] ?? 0) + (heights[other] ?? 0) / 2;
    }
    // Equal wishes, as those of all drivers of one target, must not shuffle the column: the old place decides.
    const wished = end > start ? sum / (end - start) : (y[node] ?? 0) + (heights[node] ?? 0) / 2;
    wish[node] = wished;
    place[node] = at;
    const group = groupOf[node] ?? 0;
    groupWish[group] = (groupWish[group] ?? 0) + wished;
    groupSize[group] = (groupSize[group] ?? 0) + 1;
  }
  groupWish.forEach((sum, group) => (groupWish[group] = sum / Math.max(1, groupSize[group] ?? 0)));
  column.sort((a, b) => {
    const [one, other] = [groupOf[a] ?? 0, groupOf[b] ?? 0];
    if (one !== other) return (groupWish[one] ?? 0) - (groupWish[other] ?? 0) || one - other;
    return (wish[a] ?? 0) - (wish[b] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0);
  });
  stack(column, input, gaps, y);
}

function placed(
  columns: readonly (readonly number[])[],
  { widths, heights }: Pick<LayoutInput, "widths" | "heights">,
  { betweenColumns }: LayoutGaps,
  y: Float64Array,
): Layout {
  const x = new Float64Array(widths.length);
  let right = 0;
  for (const column of columns) {
    const width = column.reduce((most, node) => Math.max(most, widths[node] ?? 0), 0);
    for (const node of column) x[node] = right - width;
    right -= width + betweenColumns;
  }
  const left = columns.length === 0 ? 0 : right + betweenColumns;
  let [top, bottom] = [0, 0];
  y.forEach((at, node) => {
    top = Math.min(top, at);
    bottom = Math.max(bottom, at + (heights[node] ?? 0));
  });
  return { x: x.map((at) => at - left), y: y.map((at) => at - top), width: 0 - left, height: bottom - top };
}
