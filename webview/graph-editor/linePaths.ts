import { pathThrough, type Point, Router } from "./routing";
import { type Scene, type SceneItem, type SceneLine } from "./scene";

/** The ways of a scene's lines. Each is sought once, and kept as long as its ends stay; anew when cards come to rest. */
export class LinePaths {
  private readonly known = new Map<string, { readonly ends: string; readonly path: string }>();
  private router: Router | undefined;
  private scene: Scene | undefined;
  private moving = false;

  /** `moving`: cards are being dragged; only what hangs on them follows, by the shortest way. */
  show(scene: Scene, moving: boolean): void {
    if (!moving && !(this.router && this.scene && isSamePlace(this.scene, scene))) {
      this.known.clear();
      this.router = new Router(scene);
      this.scene = scene;
    }
    this.moving = moving;
  }

  of(line: SceneLine): string {
    const [start, end] = endsOf(line);
    const ends = [start.x, start.y, end.x, end.y].join(" ");
    const known = this.known.get(line.key);
    if (known?.ends === ends) return known.path;
    const path = pathThrough(start, this.moving ? [] : (this.router?.bends(line) ?? []), end);
    this.known.set(line.key, { ends, path });
    return path;
  }
}

/** The shortest way, over whatever is there. */
export const straight = (line: SceneLine): string => {
  const [start, end] = endsOf(line);
  return pathThrough(start, [], end);
};

const endsOf = ({ from, to, endY }: SceneLine): readonly [Point, Point] => [
  { x: from.x + from.width, y: from.y + from.height / 2 },
  { x: to.x, y: endY },
];

export const isSameStand = (one: SceneItem, other: SceneItem): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height &&
  one.look === other.look;

/** Whether as many cards are there, each as alike as is asked for. */
export const areAlike = (
  one: readonly SceneItem[],
  other: readonly SceneItem[],
  alike: (item: SceneItem, there: SceneItem) => boolean,
): boolean =>
  one.length === other.length &&
  one.every((item, at) => {
    const there = other[at];
    return there !== undefined && (there === item || alike(item, there));
  });

/** Whether the cards of two scenes stand alike. */
export const isSamePlace = (one: Scene, other: Scene): boolean => areAlike(one.items, other.items, isSameStand);
