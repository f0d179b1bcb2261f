import { l10n, window } from "vscode";
import { hasEnded, type Run } from "../../../jobs/run";

interface Sent {
  readonly runs: readonly Run[];
  /** Of all files that were to be sent. */
  readonly count: number;
  readonly isCalledOff: boolean;
}

/** Tells what becomes of the dataset that was to be made of uploads, unless it simply follows. */
export function tellAfterUploads({ runs, count, isCalledOff }: Sent): void {
  const done = runs.filter(({ state }) => state === "succeeded").length;
  if (isCalledOff)
    void window.showWarningMessage(
      l10n.t("Cancelled: {0} of {1} files were uploaded, and no dataset is made of them.", done, count),
    );
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
