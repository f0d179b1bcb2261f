import { type EdgeView } from "../../src/graphs/graphView";
import { type ShownProblem } from "../shared/graphMessages";
import { type Removed } from "./ghosts";
import { type Scene } from "./scene";

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
