/** What of the graph is in the picture, and where: opened groups, the nodes looked at alone, what was moved by hand. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { leadsTo, reachedFrom } from "../../src/graphs/paths";
import { type GraphMemory } from "../shared/graphMessages";
import { type LaidOut } from "./layoutJob";
import { Layouts } from "./layouts";
import { placeScene, type Shift } from "./placeScene";
import { nodesBehind, type Scene } from "./scene";
import { planScene, type ScenePlan } from "./scenePlan";

export class PictureState {
  scene: Scene | undefined;
  private readonly layouts = new Layouts();
  private graph: GraphView | undefined;
  private plan: ScenePlan | undefined;
  private placed: { readonly plan: ScenePlan; readonly laidOut: LaidOut } | undefined;
  private opened: ReadonlySet<string>;
  private looked: ReadonlySet<string>;
  private readonly shifts: Map<string, Shift>;

  /** `onScene`: there is another scene, at once for a small graph, a moment later for a large one. */
  constructor(
    kept: GraphMemory | undefined,
    private readonly onScene: () => void,
  ) {
    this.opened = new Set(kept?.opened);
    this.looked = new Set(kept?.looked);
    this.shifts = new Map(kept?.moved.map(({ key, x, y }) => [key, { x, y }]));
  }

  get kept(): Pick<GraphMemory, "opened" | "looked" | "moved"> {
    const moved = [...this.shifts].map(([key, { x, y }]) => ({ key, x, y }));
    return { opened: [...this.opened], looked: [...this.looked], moved };
  }

  /** Cards and boxes beside each other; known before they have places. */
  get size(): number {
    return this.plan?.units.length ?? 0;
  }

  /** Parents that more than one node names. */
  get groups(): readonly string[] {
    return this.plan?.groups ?? [];
  }

  get isMoved(): boolean {
    return this.shifts.size > 0;
  }

  /** Whether only a part of the graph is shown. */
  get isPart(): boolean {
    return this.looked.size > 0;
  }

  show(graph: GraphView): void {
    this.graph = graph;
    const looked = nodesBehind(graph, this.looked).map(({ index }) => index);
    const only = looked.length > 0 ? new Set([...leadsTo(graph, looked), ...reachedFrom(graph, looked)]) : undefined;
    if (looked.length === 0) this.looked = new Set();
    const plan = planScene(graph, this.opened, only);
    this.plan = plan;
    this.layouts.request(plan.job, (laidOut) => {
      this.placed = { plan, laidOut };
      this.place();
    });
  }

  open(groups: Iterable<string>): void {
    this.opened = new Set(groups);
    this.renew();
  }

  /** Opens a folded group, folds an opened one. */
  turn(group: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(group)) opened.add(group);
    this.open(opened);
  }

  /** Only these, what they depend on and what depends on them; all of the graph again for none. */
  look(keys: Iterable<string>): void {
    this.looked = new Set(keys);
    this.renew();
  }

  /** Those of the keys that have a card or a box in the picture; all of them before there is one. */
  shown(keys: ReadonlySet<string>): ReadonlySet<string> {
    const { scene } = this;
    if (!scene || keys.size === 0) return keys;
    return new Set(scene.items.flatMap(({ key }) => (keys.has(key) ? [key] : [])));
  }

  /** Whether a node has no card of its own: its group is folded, or only other nodes are looked at. */
  hides({ index }: NodeView): boolean {
    const item = this.scene?.itemOf.get(index);
    return item === undefined ? this.isPart : item.look === "folded";
  }

  /** Gives a node a card of its own. */
  uncover({ index, parent }: NodeView): void {
    if (this.scene?.itemOf.has(index) !== true) this.looked = new Set();
    this.open([...this.opened, ...(parent === undefined ? [] : [parent])]);
  }

  move(keys: Iterable<string>, by: Shift): void {
    for (const key of keys) {
      const { x, y } = this.shifts.get(key) ?? { x: 0, y: 0 };
      this.shifts.set(key, { x: x + by.x, y: y + by.y });
    }
    this.place();
  }

  /** Everything back to where the layout puts it. */
  straighten(): void {
    this.shifts.clear();
    this.place();
  }

  private renew(): void {
    if (this.graph) this.show(this.graph);
  }

  private place(): void {
    if (!this.placed) return;
    this.scene = placeScene(this.placed.plan, this.placed.laidOut, this.shifts, this.scene);
    this.onScene();
  }
}
