import { randomUUID } from "node:crypto";
import { type CancellationToken, l10n, ProgressLocation, window } from "vscode";
import { type Batch, type Run } from "../../../jobs/run";
import { Slots } from "../../../jobs/slots";
import { isCancelled } from "../../../platform/errors";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { unattended } from "../../kit/unattended";
import { type Tools } from "../tools";
import { type CheckedFile } from "./checkFirst";
import { type AfterUploads } from "./nextStep";
import { startUpload } from "./startUpload";
import { tellAfterUploads } from "./uploadsEnd";

/** Files of other file systems are copied to disk before they are sent: all of them at once would be too much. */
const copiesAtOnce = 2;

interface Sending {
  readonly files: readonly DataFile[];
  readonly types: readonly string[];
  readonly checked: readonly CheckedFile[];
  /** Undefined: nothing more. */
  readonly after: AfterUploads | undefined;
}

/**
 * Sends several files, each as a job that can be cancelled alone in the view Jobs; the jobs see to it that two are on
 * their way at once, and that what follows them survives a reload. Cancelling here ends all that can be ended, and nothing is
 * made of the others.
 */
export async function uploadMany(tools: Tools, place: Place, { files, types, checked, after }: Sending): Promise<void> {
  const [only] = files;
  const title =
    files.length === 1 ? l10n.t("Uploading {0}", only?.name ?? "") : l10n.t("Uploading {0} files", files.length);
  const id = randomUUID();
  let isCalledOff = false;
  const faults: unknown[] = [];
  tools.jobs.toldTogether.add(id);
  const runs = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const settled: Run[] = [];
      const calledOff = new AbortController();
      const calling = token.onCancellationRequested(() => calledOff.abort());
      const copying = new Slots(() => copiesAtOnce);
      const send = async (file: DataFile, index: number): Promise<void> => {
        const batch = after && { id, size: files.length, place: index, dataset: datasetOf(after, files.length) };
        await copying.take(String(index), calledOff.signal);
        const run = await startUpload(tools, place, file, types[index] ?? "", {
          batch,
          checked: checked[index],
        }).finally(() => copying.free(String(index)));
        settled.push(await endOf(tools, run, token));
        const message = l10n.t("{0} of {1} have ended", settled.length, files.length);
        progress.report({ message, increment: 100 / files.length });
      };
      // One that cannot be started does not keep the others waiting; it is told in the end.
      const sent = await Promise.allSettled(files.map(send));
      calling.dispose();
      for (const each of sent) if (each.status === "rejected" && !isCancelled(each.reason)) faults.push(each.reason);
      isCalledOff = token.isCancellationRequested;
      return settled;
    },
  );
  tools.jobs.toldTogether.delete(id);
  const isTold = after !== undefined && (faults.length === 0 || isCalledOff);
  if (isTold)
    void unattended(tools.log, "end of uploads", () => tellAfterUploads({ runs, count: files.length, isCalledOff }));
  if (faults.length > 0) throw faults[0];
}

const datasetOf = ({ label, extendIds, activate }: AfterUploads, count: number): Batch["dataset"] => ({
  label: label ?? (count === 1 ? l10n.t("Dataset of 1 upload") : l10n.t("Dataset of {0} uploads", count)),
  extendIds,
  activate,
});

async function endOf(tools: Tools, run: Run, token: CancellationToken): Promise<Run> {
  const { runId, batch } = run;
  const cancel = (): void =>
    void unattended(tools.log, "cancelling an upload", () =>
      batch === undefined ? tools.jobs.cancel(runId) : tools.jobs.callOff(batch.id),
    );
  const cancelling = token.onCancellationRequested(cancel);
  if (token.isCancellationRequested) cancel();
  try {
    return await tools.jobs.settled(run.runId);
  } finally {
    cancelling.dispose();
  }
}
