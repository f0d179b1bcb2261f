import { type Batch, type Run } from "../../../jobs/run";
import { type Plan } from "../../../workflows/plans";
import { type Place } from "../../explorer/nodes";
import { type CommandId } from "../commandIds";
import { type Tools } from "../tools";
import { rememberChoices } from "../../../workflows/lastChoices";
import { refOf } from "./place";

/** Hands a plan to the jobs; from there on it is seen in the view Jobs. */
export async function startJob(
  tools: Tools,
  place: Place,
  job: { readonly plan: Plan; readonly label: string; readonly startedBy: CommandId; readonly batch?: Batch },
): Promise<Run> {
  const run = await tools.jobs.start({ ...refOf(place), ...job, connectionId: place.connection.id });
  await rememberChoices(tools.memory, place, job.plan);
  return run;
}
