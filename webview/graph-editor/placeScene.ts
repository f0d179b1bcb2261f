/** A planned scene with places: those of its layout, and what the user has moved away from there. */
import { type EdgeView, type GraphView } from "../../src/graphs/graphView";
import { type DriverGroup, driverGroup } from "./driverGroups";
import { type LaidOut, openedPadding } from "./layoutJob";
import { areAlike, isSameStand } from "./linePaths";
import { type Bounds, type Scene, type SceneItem, type SceneLine } from "./scene";
import { type ScenePlan, type Unit } from "./scenePlan";

/** How far a card stands from the place that the layout gave it. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}
/** By the key of the item; what is inside of a moved group moves with it. */
export type Shifts = ReadonlyMap<string, Shift>;

const titleRoom = 26;
const nowhere: Shift = { x: 0, y: 0 };

/** Cards and lines that are as they were in the scene `before` stay the same objects. */
export function placeScene({ graph, units }: ScenePlan, laidOut: LaidOut, shifts: Shifts, before?: Scene): Scene {
  const items: SceneItem[] = [];
  const itemOf = new Map<number, SceneItem>();
  let group = 0;
  const put = (unit: Unit, x: number, y: number, width: number, height: number): void => {
    const shift = shifts.get(unit.key) ?? nowhere;
    const { key, look, node, label, members, isTarget, inside } = unit;
    const placed = { key, look, node, label, members, isTarget, x: x + shift.x, y: y + shift.y, width, height };
    const known = before?.items[items.length];
    const item = known && isSameItem(known, placed) ? known : placed;
    items.push(item);
    if (inside.length === 0) for (const member of members) itemOf.set(member, item);
    else {
      const layout = laidOut.inside[group++];
      inside.forEach((part, at) =>
        put(
          part,
          item.x + openedPadding.side + (layout?.x[at] ?? 0),
          item.y + openedPadding.top + (layout?.y[at] ?? 0),
          part.width,
          part.height,
        ),
      );
    }
  };
  const { outer, widths, heights } = laidOut;
  units.forEach((unit, at) =>
    put(unit, outer.x[at] ?? 0, (outer.y[at] ?? 0) + titleRoom, widths[at] ?? 0, heights[at] ?? 0),
  );
  const lines =
    before?.graph.edges === graph.edges && areAlike(before.items, items, isSameCard)
      ? linesBetween(before, items)
      : linesOf(graph, itemOf);
  return { graph, items, lines, titles: titlesOf(graph, items, shifts), ...boundsOf(items), itemOf };
}

/** Whether two cards stand alike and for the same nodes, whatever they say. */
const isSameCard = (one: SceneItem, other: SceneItem): boolean =>
  isSameStand(one, other) &&
  one.members.length === other.members.length &&
  one.members.every((member, at) => member === other.members[at]);

const isSameItem = (one: SceneItem, other: SceneItem): boolean =>
  one.node === other.node &&
  one.key === other.key &&
  one.label === other.label &&
  one.isTarget === other.isTarget &&
  isSameCard(one, other);

/** The lines of a scene whose cards stand as these do and for the same nodes, with what these say. */
function linesBetween(before: Scene, items: readonly SceneItem[]): readonly SceneLine[] {
  const changed = new Map<SceneItem, SceneItem>();
  before.items.forEach((item, at) => item !== items[at] && changed.set(item, items[at] ?? item));
  if (changed.size === 0) return before.lines;
  return before.lines.map((line) => {
    const [from, to] = [changed.get(line.from) ?? line.from, changed.get(line.to) ?? line.to];
    return from === line.from && to === line.to ? line : { ...line, key: lineKey(from, to), from, to };
  });
}

const lineKey = (from: SceneItem, to: SceneItem): string => `${from.key}\u0000${to.key}`;

function boundsOf(items: readonly SceneItem[]): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of items) {
    left = Math.min(left, x);
    top = Math.min(top, y - titleRoom);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return items.length === 0
    ? { left: 0, top: 0, width: 0, height: 0 }
    : { left, top, width: right - left, height: bottom - top };
}

function linesOf(graph: GraphView, itemOf: ReadonlyMap<number, SceneItem>): SceneLine[] {
  const found = new Map<string, { from: SceneItem; to: SceneItem; edges: EdgeView[] }>();
  for (const edge of graph.edges) {
    const [from, to] = [itemOf.get(edge.fromNode), itemOf.get(edge.toNode)];
    if (!from || !to || (from === to && from.look === "folded")) continue;
    const key = lineKey(from, to);
    const known = found.get(key);
    if (known) known.edges.push(edge);
    else found.set(key, { from, to, edges: [edge] });
  }
  const entering = new Map<SceneItem, { from: SceneItem; key: string }[]>();
  for (const [key, { from, to }] of found) {
    const list = entering.get(to);
    if (list) list.push({ from, key });
    else entering.set(to, [{ from, key }]);
  }
  const ends = new Map<string, number>();
  for (const [to, list] of entering)
    list
      .sort((a, b) => a.from.y - b.from.y)
      .forEach(({ key }, at) => ends.set(key, to.y + (to.height * (at + 1)) / (list.length + 1)));
  return [...found].map(([key, line]) => ({ key, ...line, endY: ends.get(key) ?? line.to.y }));
}

/** The name of each group of drivers, above the first of its column; none for cards that the user has moved. */
function titlesOf(graph: GraphView, items: readonly SceneItem[], shifts: Shifts): Scene["titles"] {
  if (graph.level !== "high") return [];
  const first = new Map<string, { group: DriverGroup; item: SceneItem }>();
  for (const item of items) {
    const group = driverGroup(item.node?.kind);
    if (!group || shifts.has(item.key)) continue;
    const key = `${group} ${String(item.x)}`;
    if (item.y < (first.get(key)?.item.y ?? Infinity)) first.set(key, { group, item });
  }
  return [...first.values()].map(({ group, item: { x, y } }) => ({ group, x, y: y - 9 }));
}
