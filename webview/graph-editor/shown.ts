import { type EdgeView } from "../../src/graphs/graphView";
import { leadsTo, reachedFrom } from "../../src/graphs/paths";
import { type ShownProblem } from "../shared/graphMessages";
import { type Removed } from "./ghosts";
import { type Scene, type SceneItem } from "./scene";

/** All that the picture is drawn from. */
export interface Shown {
  readonly scene: Scene;
  readonly selected: ReadonlySet<string>;
  readonly selectedEdges: readonly EdgeView[];
  readonly problems: readonly ShownProblem[];
  /** Places of the nodes that a draft has changed or added. */
  readonly changed: ReadonlyMap<number, "changed" | "added">;
  /** Places of such edges. */
  readonly changedEdges: ReadonlySet<number>;
  /** What the draft has taken away, while it is compared. */
  readonly removed: Removed | undefined;
  readonly found: Pick<ReadonlySet<string>, "has">;
}

/** What the selected nodes depend on and what depends on them; nothing when nothing is selected. */
export function wayThrough({ scene, selected }: Shown): ReadonlySet<string> {
  const chosen = scene.items.filter(({ key }) => selected.has(key)).flatMap(({ members }) => members);
  if (chosen.length === 0) return new Set();
  const nodes = new Set([...leadsTo(scene.graph, chosen), ...reachedFrom(scene.graph, chosen)]);
  const isOn = ({ members }: SceneItem): boolean => members.some((node) => nodes.has(node));
  return new Set(scene.items.filter(isOn).map(({ key }) => key));
}
