import { type CancellationToken, l10n, ProgressLocation, window } from "vscode";
import { type UploadId } from "../../../platform/ids";
import { hasEnded, type Run } from "../../../jobs/run";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { startJob } from "../ask/startJob";
import { type Tools } from "../tools";
import { type AfterUploads } from "./nextStep";
import { startUpload } from "./startUpload";

const atOnce = 2;

interface Sending {
  readonly files: readonly DataFile[];
  readonly types: readonly string[];
  /** Undefined: nothing more. */
  readonly after: AfterUploads | undefined;
}

/**
 * Sends several files, two at a time, each as a job that can be cancelled alone in the view Jobs. Cancelling here ends
 * those under way and starts no more.
 */
export async function uploadMany(tools: Tools, place: Place, { files, types, after }: Sending): Promise<void> {
  const ended = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Uploading {0} files", files.length), cancellable: true },
    async (progress, token) => {
      const waiting = [...files.entries()];
      const runs: Run[] = [];
      const lane = async (): Promise<void> => {
        for (let one = waiting.shift(); one && !token.isCancellationRequested; one = waiting.shift()) {
          const [index, file] = one;
          const run = await startUpload(tools, place, file, types[index] ?? "");
          runs.push(await endOf(tools, run, token));
          const message = l10n.t("{0} of {1} have ended", runs.length, files.length);
          progress.report({ message, increment: 100 / files.length });
        }
      };
      // One that cannot be started does not keep the others waiting; it is told in the end.
      const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
      for (const each of lanes) if (each.status === "rejected") throw each.reason;
      return runs;
    },
  );
  const uploadIds = ended.flatMap(uploadOf);
  if (after === undefined) return;
  if (uploadIds.length < files.length) {
    const sentence = l10n.t(
      "{0} of {1} files were uploaded, so no dataset is made of them.",
      uploadIds.length,
      files.length,
    );
    void window.showWarningMessage(sentence);
    return;
  }
  const label = l10n.t("Dataset of {0} uploads", uploadIds.length);
  const plan = { workflow: "createDataset", uploadIds, ...after } as const;
  await startJob(tools, place, { plan, label, startedBy: "alviss.upload.file" });
}

async function endOf(tools: Tools, run: Run, token: CancellationToken): Promise<Run> {
  const cancelling = token.onCancellationRequested(() => void tools.jobs.cancel(run.runId));
  if (token.isCancellationRequested) void tools.jobs.cancel(run.runId);
  try {
    return await tools.jobs.settled(run.runId);
  } finally {
    cancelling.dispose();
  }
}

function uploadOf(run: Run): UploadId[] {
  const { outcome } = run;
  return hasEnded(run) && outcome?.result === "done" && outcome.object.kind === "upload"
    ? [outcome.object.id as UploadId]
    : [];
}
