import { pathThrough, Router } from "./routing";
import { type Scene, type SceneItem, type SceneLine } from "./scene";

/** So many times a card is looked at for a picture's lines; beyond, lines go straight across. */
const mostLooks = 3_000_000;

/** The ways of a scene's lines. Each is sought once, and kept as long as its ends stay; anew when cards come to rest. */
export class LinePaths {
  private readonly known = new Map<string, { readonly ends: string; readonly path: string }>();
  private router: Router | undefined;
  private scene: Scene | undefined;

  /** `moving`: cards are being dragged; only what hangs on them follows, by the shortest way. */
  show(scene: Scene, moving: boolean): void {
    if (!moving && !(this.router && this.scene && isSamePlace(this.scene, scene))) {
      this.known.clear();
      this.router = scene.items.length * scene.lines.length <= mostLooks ? new Router(scene) : undefined;
      this.scene = scene;
    }
    this.moving = moving;
  }
  private moving = false;

  of(line: SceneLine): string {
    const { from, to, endY } = line;
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    const end = { x: to.x, y: endY };
    const ends = [start.x, start.y, end.x, end.y].join(" ");
    const known = this.known.get(line.key);
    if (known?.ends === ends) return known.path;
    const path = pathThrough(start, this.moving ? [] : (this.router?.bends(line) ?? []), end);
    this.known.set(line.key, { ends, path });
    return path;
  }
}

/** Whether the cards of two scenes stand alike. */
function isSamePlace({ items: one }: Scene, { items: other }: Scene): boolean {
  const same = (a: SceneItem, b: SceneItem | undefined): boolean =>
    b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height && a.look === b.look;
  return one.length === other.length && one.every((item, at) => same(item, other[at]));
}
