import { l10n } from "vscode";
import { type Run } from "../../../jobs/run";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { type CommandId } from "../commandIds";
import { startJob } from "../ask/startJob";
import { type Tools } from "../tools";

/** Sends one file as a job. */
export async function startUpload(
  tools: Tools,
  place: Place,
  file: DataFile,
  datasetName: string,
  startedBy: CommandId = "alviss.upload.file",
): Promise<Run> {
  const local = await tools.dataFiles.onDisk(file.uri);
  const plan = { workflow: "uploadFile", path: local.path, datasetName } as const;
  try {
    const run = await startJob(tools, place, { plan, label: l10n.t("Upload {0}", file.name), startedBy });
    void tools.jobs.whenOver(run.runId).finally(local.done);
    return run;
  } catch (error) {
    await local.done();
    throw error;
  }
}
