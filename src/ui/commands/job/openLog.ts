import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";

/** All jobs write into one log, each line begins with the job's name. */
export function openJobLog(tools: Tools, _node?: JobNode): Promise<void> {
  tools.log.show();
  return Promise.resolve();
}
