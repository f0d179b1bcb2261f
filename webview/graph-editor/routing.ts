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

/** The cards of a scene in the order in which lines meet them. */
export class Router {
  private readonly cards: readonly SceneItem[];
  private readonly widest: number;

  constructor({ items }: Scene) {
    this.cards = items.filter(({ look }) => look !== "opened").sort((a, b) => a.x - b.x);
    this.widest = this.cards.reduce((most, { width }) => Math.max(most, width), 0);
  }

  /** Points on the way, in pairs: where it goes along a card begins and where it ends. None for a clear way. */
  bends({ from, to, endY }: SceneLine): readonly Point[] {
    let start: Point = { x: from.x + from.width, y: from.y + from.height / 2 };
    const end: Point = { x: to.x, y: endY };
    const bends: Point[] = [];
    for (let passed = 0; passed < mostPassed; passed++) {
      const card = this.firstHit(start, end, from, to);
      if (!card) break;
      const { x, width } = card;
      const y = this.nearestGap(x, x + width, heightAt(start, end, x + width / 2), from, to);
      start = { x: x + width + clear, y };
      bends.push({ x: x - clear, y }, start);
    }
    return bends;
  }

  private firstHit(start: Point, end: Point, from: SceneItem, to: SceneItem): SceneItem | undefined {
    for (let at = this.firstFrom(start.x); at < this.cards.length; at++) {
      const card = this.cards[at];
      if (!card || card.x > end.x) return undefined;
      if (card === from || card === to || card.x + card.width > end.x) continue;
      const [one, other] = [heightAt(start, end, card.x), heightAt(start, end, card.x + card.width)];
      if (Math.max(one, other) > card.y - clear && Math.min(one, other) < card.y + card.height + clear) return card;
    }
    return undefined;
  }

  private nearestGap(left: number, right: number, wish: number, from: SceneItem, to: SceneItem): number {
    const column: SceneItem[] = [];
    for (let at = this.firstFrom(left - this.widest); at < this.cards.length; at++) {
      const card = this.cards[at];
      if (!card || card.x > right) break;
      if (card !== from && card !== to && card.x + card.width > left) column.push(card);
    }
    column.sort((a, b) => a.y - b.y);
    let [best, top] = [Infinity, -Infinity];
    const offer = (low: number, high: number): void => {
      if (high < low) return;
      const y = Math.min(high, Math.max(low, wish));
      if (Math.abs(y - wish) < Math.abs(best - wish)) best = y;
    };
    for (const { y, height } of column) {
      offer(top, y - clear);
      top = Math.max(top, y + height + clear);
    }
    offer(top, Infinity);
    return Number.isFinite(best) ? best : wish;
  }

  private firstFrom(x: number): number {
    let [low, high] = [0, this.cards.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cards[middle]?.x ?? 0) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
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
