import { l10n } from "vscode";
import { type Batch, type Run } from "../../../jobs/run";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { type CommandId } from "../commandIds";
import { startJob } from "../ask/startJob";
import { unattended } from "../../kit/unattended";
import { type Tools } from "../tools";
import { type CheckedFile } from "./checkFirst";
import { rememberContents } from "./fileContents";

interface Occasion {
  readonly startedBy?: CommandId;
  /** The uploads that it is one of. */
  readonly batch?: Batch | undefined;
  readonly checked: CheckedFile | undefined;
}

/** Sends one file as a job. */
export async function startUpload(
  tools: Tools,
  place: Place,
  file: DataFile,
  datasetName: string,
  { startedBy = "alviss.upload.file", batch, checked }: Occasion,
): Promise<Run> {
  const local = await tools.dataFiles.onDisk(file.uri, checked?.state);
  const plan = { workflow: "uploadFile", path: local.path, datasetName, ...local.sameAs } as const;
  const label = l10n.t("Upload {0}", file.name);
  try {
    const run = await startJob(tools, place, { plan, label, startedBy, ...(batch && { batch }) });
    const { contents } = checked ?? {};
    if (contents !== undefined)
      void unattended(tools.log, "contents of a file", () => rememberContents(tools, run, contents));
    void unattended(tools.log, "copy of a file", () => tools.jobs.whenOver(run.runId).finally(local.done));
    return run;
  } catch (error) {
    await unattended(tools.log, "copy of a file", local.done);
    throw error;
  }
}
