import { hasEnded, type Run } from "../../jobs/run";
import { objectNodeId, projectNodeId } from "./nodes";

/** The node ids of what jobs are waiting for: one window asks the server about these and tells all others. */
export function watchedNodes(runs: readonly Run[]): ReadonlySet<string> {
  const waiting = runs.flatMap((run) =>
    hasEnded(run)
      ? []
      : run.steps.flatMap(({ state, object }) => (state === "waiting" && object ? [{ run, object }] : [])),
  );
  return new Set(
    waiting.map(({ run, object }) => objectNodeId(projectNodeId(run.connectionId, run), object.kind, object.id)),
  );
}
