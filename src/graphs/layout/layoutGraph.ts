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
  const kept = columns.map((column) => [...column].sort((a, b) => groupOf(groups, a) - groupOf(groups, b) || a - b));
  const y = new Float64Array(widths.length);
  for (const column of kept) stack(column, input, gaps, y);
  const neighbours = neighboursOf(links);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const order = sweep % 2 === 0 ? kept : [...kept].reverse();
    for (const column of order) reorder(column, input, neighbours, gaps, y);
  }
  return placed(kept, { widths, heights }, gaps, y);
}

const groupOf = (groups: Int32Array, node: number): number => {
  const group = groups[node] ?? -1;
  return group < 0 ? Number.MAX_SAFE_INTEGER : group;
};

interface Neighbours {
  readonly first: Int32Array;
  readonly node: Int32Array;
}

function neighboursOf({ nodes, from, to }: Links): Neighbours {
  const ends = new Int32Array(2 * from.length);
  ends.set(from);
  ends.set(to, from.length);
  const { first, edge } = adjacency(nodes, ends);
  const node = edge.map((index) => (index < from.length ? to[index] : from[index - from.length]) ?? 0);
  return { first, node };
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
function reorder(
  column: number[],
  input: LayoutInput,
  { first, node: neighbour }: Neighbours,
  gaps: LayoutGaps,
  y: Float64Array,
): void {
  if (column.length < 2) return;
  const middle = (node: number): number => (y[node] ?? 0) + (input.heights[node] ?? 0) / 2;
  const wish = new Map<number, number>();
  const sums = new Map<number, { sum: number; count: number }>();
  for (const node of column) {
    const [start, end] = [first[node] ?? 0, first[node + 1] ?? 0];
    let sum = 0;
    for (let at = start; at < end; at++) sum += middle(neighbour[at] ?? 0);
    // Equal wishes, as those of all drivers of one target, must not shuffle the column: the old place decides.
    const wished = end > start ? sum / (end - start) : middle(node);
    wish.set(node, wished);
    const group = groupOf(input.groups, node);
    const known = sums.get(group) ?? { sum: 0, count: 0 };
    sums.set(group, { sum: known.sum + wished, count: known.count + 1 });
  }
  const place = new Map(column.map((node, index) => [node, index]));
  const groupWish = (node: number): number => {
    const known = sums.get(groupOf(input.groups, node));
    return known ? known.sum / known.count : 0;
  };
  const byWish = (a: number, b: number): number => (wish.get(a) ?? 0) - (wish.get(b) ?? 0);
  column.sort((a, b) => {
    const [one, other] = [groupOf(input.groups, a), groupOf(input.groups, b)];
    if (one !== other) return groupWish(a) - groupWish(b) || one - other;
    return byWish(a, b) || (place.get(a) ?? 0) - (place.get(b) ?? 0);
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
