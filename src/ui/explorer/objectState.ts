import { isWorkingWord } from "../../platform/status";
import { type AnyRecord } from "../../platform/records";

/** What a row says about the state of its object; unknown: a word that nothing says is an end or a beginning. */
export type ObjectState = "done" | "working" | "failed" | "unknown";

export function stateOf({ phase, status, progress }: AnyRecord): ObjectState {
  const isTold = phase !== "working" || progress !== undefined || isWorkingWord(status);
  return isTold ? phase : "unknown";
}
