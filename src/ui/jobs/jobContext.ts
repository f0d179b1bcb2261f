import { hasEnded, type Run, type RunState } from "../../jobs/run";
import { type KnownConnection } from "../account/connections";

/** `alviss.job` and sorted flags: the server's kind, the state, what can be done, what was made. */
export function jobContext(run: Run, connection: KnownConnection | undefined): string {
  const isSandbox = connection?.kind === "sandbox";
  const flags = [connection?.kind ?? "cloud", stateFlag(run.state)];
  if (canCancel(run, isSandbox)) flags.push("canCancel");
  if (canResume(run)) flags.push("canResume");
  if (run.outcome?.result === "done") {
    const { kind } = run.outcome.object;
    flags.push(`made${kind[0]?.toUpperCase()}${kind.slice(1)}`);
    if (isSandbox && kind === "dataset") flags.push("canSuggest");
    if (isSandbox && kind === "attribution") flags.push("hasResults");
  }
  return ["alviss.job", ...flags.sort()].join(";");
}

function stateFlag(state: RunState): string {
  return state === "succeeded" ? "done" : state;
}

/** An upload on its way, or a job that the server can end. */
function canCancel(run: Run, isSandbox: boolean): boolean {
  if (hasEnded(run)) return false;
  const step = run.steps.find(({ state }) => state === "posting" || state === "waiting");
  if (step?.state === "posting") return step.kind === "upload";
  return isSandbox && (step?.object?.kind === "model" || step?.object?.kind === "attribution");
}

function canResume(run: Run): boolean {
  return run.state === "paused" && run.steps.length === 1 && run.steps[0]?.object !== undefined;
}
