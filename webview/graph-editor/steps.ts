/** Where an arrow key leads in the picture: along lines to the left and right, within a column up and down. */
import { type Scene, type SceneItem } from "./scene";

export function step(scene: Scene, item: SceneItem, key: string): SceneItem | undefined {
  switch (key) {
    case "ArrowRight":
      return nearest(
        item,
        scene.lines.filter(({ from }) => from === item).map(({ to }) => to),
      );
    case "ArrowLeft":
      return nearest(
        item,
        scene.lines.filter(({ to }) => to === item).map(({ from }) => from),
      );
    case "ArrowUp":
    case "ArrowDown": {
      const down = key === "ArrowDown";
      const beyond = scene.items.filter((one) => one !== item && (down ? one.y > item.y : one.y < item.y));
      const column = beyond.filter((one) => one.x <= item.x + item.width && one.x + one.width >= item.x);
      return first(column.length > 0 ? column : beyond, (one) => Math.abs(one.y - item.y));
    }
    case "Home":
      return first(scene.items, ({ x, y }) => x * 1e6 + y);
    case "End":
      return first(scene.items, ({ x, y, width }) => -(x + width) * 1e6 - y);
    default:
      return undefined;
  }
}

const middle = ({ y, height }: SceneItem): number => y + height / 2;

const nearest = (item: SceneItem, others: readonly SceneItem[]): SceneItem | undefined =>
  first(others, (one) => Math.abs(middle(one) - middle(item)));

function first(items: readonly SceneItem[], measure: (item: SceneItem) => number): SceneItem | undefined {
  let best: SceneItem | undefined;
  for (const item of items) if (best === undefined || measure(item) < measure(best)) best = item;
  return best;
}

/** The card next to where one has been, the first where there was none. */
export function nearestCard(items: readonly SceneItem[], gone: SceneItem | undefined): SceneItem | undefined {
  const [first, ...others] = items.filter(isCard);
  if (!first || !gone) return first;
  const far = ({ x, y }: SceneItem): number => Math.abs(x - gone.x) + Math.abs(y - gone.y);
  return others.reduce((best, item) => (far(item) < far(best) ? item : best), first);
}

const isCard = ({ look }: SceneItem): boolean => look !== "opened";
