import { canBreakOff, canStopTracking, jobAtServer, type Run, type RunState } from "../../jobs/run";
import { type KnownConnection } from "../account/connections";

/** `alviss.job` and sorted flags: the server's kind, the state, what can be done, what was made. */
export function jobContext(run: Run, connection: KnownConnection | undefined): string {
  const extras = connection?.kind === "sandbox" || showsExtras(run);
  const flags = [connection?.kind ?? "cloud", stateFlag(run.state)];
  if (canBreakOff(run) || (extras && jobAtServer(run) !== undefined)) flags.push("canCancel");
  if (canStopTracking(run)) flags.push("canStopTracking");
  if (run.state === "paused") flags.push("canResume");
  if (run.outcome?.result === "done") {
    const { object, next } = run.outcome;
    const { kind } = object;
    flags.push(`made${kind[0]?.toUpperCase()}${kind.slice(1)}`);
    if (next.some(({ verb }) => verb.startsWith("activate"))) flags.push("canActivate");
    if (extras && kind === "dataset") flags.push("canSuggest");
    if (extras && kind === "attribution") flags.push("hasResults");
  }
  return ["alviss.job", ...flags.sort()].join(";");
}

function stateFlag(state: RunState): string {
  return state === "succeeded" ? "done" : state;
}

/** Servers that tell how far a job is also have the calls beyond the documented ones. An upload is counted by us. */
function showsExtras(run: Run): boolean {
  return run.steps.some(
    ({ object, kind, fraction }) => object !== undefined && kind !== "upload" && fraction !== undefined,
  );
}
