import { type AlvissClient } from "../../src/platform/client";
import { showId, type ProjectRef } from "../../src/platform/ids";
import { type Settle } from "../../src/platform/settle";
import { type Tools } from "../../src/workflows/workflow";

export interface RecordingTools extends Tools {
  /** What a workflow told the ledger: `before Build model`, `reached Build model: model 1`. */
  readonly told: string[];
}

/** The tools of a workflow without a ledger behind them. */
export function recordingTools(client: AlvissClient, project: ProjectRef, settle: Settle): RecordingTools {
  const told: string[] = [];
  return {
    client,
    project,
    settle,
    signal: new AbortController().signal,
    told,
    made: () => undefined,
    before: (step) => {
      told.push(`before ${step}`);
      return Promise.resolve();
    },
    reached: (step, { kind, id }, doubt) => {
      told.push([`reached ${step}: ${kind} ${showId(id)}`, doubt].filter(Boolean).join(", "));
      return Promise.resolve();
    },
    report: () => undefined,
  };
}
