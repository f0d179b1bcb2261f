import { type ServerFinding } from "../../graphs/refusedParts";
import { type Run } from "../../jobs/run";

/** The text of a graph that a server refused to build from, and what it said. */
export interface RefusedBuild {
  readonly text: string;
  readonly findings: readonly ServerFinding[];
}

/** The graph document that a run built from; undefined for every other run. */
export function builtFrom({ plan }: Run): string | undefined {
  return plan.workflow === "buildModel" && plan.graph.from === "text" ? plan.graph.document : undefined;
}

/** Undefined unless the server has said no to the request itself. */
export function refusalOf({ plan, state, problem }: Run): RefusedBuild | undefined {
  if (plan.workflow !== "buildModel" || plan.graph.from !== "text" || state !== "failed") return undefined;
  if (problem?.kind !== "invalid" || problem.status === undefined) return undefined;
  const { places, serverWords } = problem;
  const findings = places ?? (serverWords === undefined ? [] : [{ path: [], words: serverWords }]);
  return { text: plan.graph.text, findings };
}
