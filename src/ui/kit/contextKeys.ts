import { commands } from "vscode";

/** The keys that package.json tests in `when`; each is right while it is still unset. */
export type ContextKey =
  | "alviss.ready"
  | "alviss.hasConnection"
  | "alviss.hasAccount"
  | "alviss.hasJobs"
  | "alviss.hasTrainedModel"
  | "alviss.hasResults"
  | "alviss.hasSelectedResult"
  | "alviss.canUndoRemove";

const known = new Map<ContextKey, boolean>();

/** The first value is always told: a window keeps its keys when only its extensions start anew. */
export function setContextKey(key: ContextKey, value: boolean): void {
  if (known.get(key) === value) return;
  known.set(key, value);
  void commands.executeCommand("setContext", key, value);
}
