import { type Tools } from "../tools";

export async function clearFinishedJobs(tools: Tools): Promise<void> {
  await tools.jobs.clearFinished();
}
