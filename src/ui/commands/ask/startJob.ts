import { type Run } from "../../../jobs/run";
import { type Plan } from "../../../workflows/plans";
import { type Place } from "../../explorer/nodes";
import { type CommandId } from "../commandIds";
import { type Tools } from "../tools";
import { refOf } from "./place";

/** Hands a plan to the jobs; from there on it is seen in the view Jobs. */
export function startJob(
  tools: Tools,
  place: Place,
  job: { readonly plan: Plan; readonly label: string; readonly startedBy: CommandId },
): Promise<Run> {
  return tools.jobs.start({ ...refOf(place), ...job, connectionId: place.connection.id });
}
