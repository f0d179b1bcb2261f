/** Ways for lines that would pass over cards: each goes round them through the nearest gap of their column. */
import { type Scene, type SceneItem, type SceneLine } from "./scene";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room left between a line and the card that it passes, in px; cards stand at least twice as far apart. */
const clear = 3;
/** A line that passes over more cards than this is drawn across the rest. */
const mostPassed = 6;

/** Cards that stand below each other, as what they leave free. */
interface Column {
  readonly left: number;
  readonly right: number;
  /** Tops and bottoms of what is taken, from above: two numbers for each run of cards without room between them. */
  readonly taken: readonly number[];
}

/** The cards of a scene by their columns, in the order in which lines meet them. */
export class Router {
  private readonly columns: readonly Column[];

  constructor({ items }: Scene) {
    const cards = new Map<string, SceneItem[]>();
    for (const item of items) {
      if (item.look === "opened") continue;
      const key = `${String(item.x)} ${String(item.width)}`;
      const known = cards.get(key);
      if (known) known.push(item);
      else cards.set(key, [item]);
    }
    this.columns = [...cards.values()].map(columnOf).sort((a, b) => a.left - b.left);
  }

  /** Points on the way, in pairs: where it goes along a card begins and where it ends. None for a clear way. */
  bends({ from, to, endY }: SceneLine): readonly Point[] {
    let start: Point = { x: from.x + from.width, y: from.y + from.height / 2 };
    const end: Point = { x: to.x, y: endY };
    const bends: Point[] = [];
    for (const { left, right, taken } of this.columns) {
      if (left < start.x) continue;
      if (left > end.x || bends.length >= 2 * mostPassed) break;
      if (right > end.x) continue;
      const [one, other] = [heightAt(start, end, left), heightAt(start, end, right)];
      if (isFree(taken, Math.min(one, other), Math.max(one, other))) continue;
      const y = nearestFree(taken, heightAt(start, end, (left + right) / 2));
      start = { x: right + clear, y };
      bends.push({ x: left - clear, y }, start);
    }
    return bends;
  }
}

function columnOf(cards: SceneItem[]): Column {
  const taken: number[] = [];
  for (const { y, height } of cards.sort((a, b) => a.y - b.y)) {
    const [top, bottom] = [y - clear, y + height + clear];
    if (taken.length > 0 && top <= (taken.at(-1) ?? 0)) taken[taken.length - 1] = Math.max(bottom, taken.at(-1) ?? 0);
    else taken.push(top, bottom);
  }
  const [{ x, width } = { x: 0, width: 0 }] = cards;
  return { left: x, right: x + width, taken };
}

/** Place of the first number above `y`: odd inside of what is taken. */
function placeIn(taken: readonly number[], y: number): number {
  let [low, high] = [0, taken.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle] ?? 0) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isFree = (taken: readonly number[], top: number, bottom: number): boolean => {
  const place = placeIn(taken, top);
  return place % 2 === 0 && place === placeIn(taken, bottom);
};

function nearestFree(taken: readonly number[], y: number): number {
  const place = placeIn(taken, y);
  if (place % 2 === 0) return y;
  const [above = y, below = y] = [taken[place - 1], taken[place]];
  return y - above <= below - y ? above : below;
}

/** A curve that leaves and arrives level; between the points of a pair it is straight. */
export function pathThrough(start: Point, bends: readonly Point[], end: Point): string {
  if (bends.length === 0) return `M${place(start)}${curve(start, end, Math.max(40, Math.abs(end.x - start.x) / 2))}`;
  let path = `M${place(start)}`;
  let at = start;
  bends.forEach((bend, order) => {
    path += order % 2 === 0 ? curve(at, bend, (bend.x - at.x) / 2) : `L${place(bend)}`;
    at = bend;
  });
  return path + curve(at, end, (end.x - at.x) / 2);
}

const curve = (from: Point, to: Point, reach: number): string =>
  `C${place({ x: from.x + reach, y: from.y })} ${place({ x: to.x - reach, y: to.y })} ${place(to)}`;

const place = ({ x, y }: Point): string => `${String(Math.round(10 * x) / 10)} ${String(Math.round(10 * y) / 10)}`;

const parts = 64;
/** How far such a curve has risen, by how far it has gone: x(t) = 1.5 t - 1.5 t² + t³ and y(t) = 3 t² - 2 t³. */
const rises = Float64Array.from({ length: parts + 1 }, (_, part) => {
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step++) {
    const t = (low + high) / 2;
    if (1.5 * t - 1.5 * t * t + t * t * t < part / parts) low = t;
    else high = t;
  }
  return 3 * low * low - 2 * low * low * low;
});

function heightAt(start: Point, end: Point, x: number): number {
  const part = end.x > start.x ? Math.min(1, Math.max(0, (x - start.x) / (end.x - start.x))) : 1;
  return start.y + (end.y - start.y) * (rises[Math.round(part * parts)] ?? part);
}
