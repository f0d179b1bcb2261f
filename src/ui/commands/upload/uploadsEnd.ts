import { commands, l10n, window } from "vscode";
import { hasEnded, type Run } from "../../../jobs/run";

interface Sent {
  readonly runs: readonly Run[];
  /** Of all files that were to be sent. */
  readonly count: number;
  readonly isCalledOff: boolean;
}

/** Tells what becomes of the dataset that was to be made of uploads, unless it simply follows. */
export async function tellAfterUploads({ runs, count, isCalledOff }: Sent): Promise<void> {
  const done = runs.filter(({ state }) => state === "succeeded").length;
  if (isCalledOff) await tellCalledOff(runs, count, done);
  else if (runs.some((run) => hasEnded(run) && run.state !== "succeeded"))
    void window.showWarningMessage(
      l10n.t("{0} of {1} files were uploaded, so no dataset is made of them.", done, count),
    );
  // What stands still goes on later, and the jobs then make the dataset by themselves.
  else if (done < count)
    void window.showInformationMessage(
      l10n.t("{0} of {1} files were uploaded. The dataset is made once the others are there, too.", done, count),
    );
}

/** One message for all: of each that may be there all the same the view Jobs asks. */
async function tellCalledOff(runs: readonly Run[], count: number, done: number): Promise<void> {
  const cancelled = l10n.t("Cancelled: {0} of {1} files were uploaded, and no dataset is made of them.", done, count);
  const doubted = runs.filter(({ state }) => state === "needsAnswer").length;
  if (doubted === 0) return void window.showWarningMessage(cancelled);
  const doubt =
    doubted === 1
      ? l10n.t("One more had been sent in full and may be there, too: the view Jobs asks about it.")
      : l10n.t("{0} more had been sent in full and may be there, too: the view Jobs asks about them.", doubted);
  const showJobs = l10n.t("Show Jobs");
  const chosen = await window.showWarningMessage(`${cancelled} ${doubt}`, showJobs);
  if (chosen === showJobs) await commands.executeCommand("alviss.jobs.focus");
}
