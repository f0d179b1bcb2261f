import { basename } from "node:path";
import { l10n, ProgressLocation, type Uri, window, workspace } from "vscode";
import { type RewriteTask, type Rewritten } from "../../dataFiles/worker/workerMessages";
import { signalOf } from "../../kit/cancellation";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";

/** Larger texts are not opened by themselves. */
const mostShown = 50_000_000;

/** Writes a file anew into one beside it, and opens that. */
export async function rewriteBeside({ dataFiles }: Tools, file: Uri, to: RewriteTask["to"]): Promise<void> {
  const desk = await dataFiles.desk();
  const name = basename(file.path);
  const written = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Writing {0} anew", name), cancellable: true },
    (_, token) => desk.rewritten(file, to, { signal: signalOf(token) }),
  );
  if ("unfit" in written) throw new Refusal(whyNot(written.unfit, name));
  const suffix = to === "otherLayout" ? written.layout : to.toLowerCase();
  const copy = await desk.writeBeside(file, suffix, written.bytes);
  if (written.bytes.length <= mostShown) await window.showTextDocument(await workspace.openTextDocument(copy));
}

function whyNot(unfit: Extract<Rewritten, { unfit: unknown }>["unfit"], name: string): string {
  switch (unfit) {
    case "errors":
      return l10n.t("{0} has errors, and what cannot be read would be lost. Check and fix it first.", name);
    case "unreadColumns":
      return l10n.t("{0} has columns that its type does not have, and they would be lost. Remove them first.", name);
    case "noType":
      return l10n.t("The header of {0} is that of no file type whose columns are documented.", name);
    case "noPeriods":
      return l10n.t("The dates of {0} show no periods that could be added up.", name);
    case "notShorter":
      return l10n.t("The periods of {0} are not shorter than that.", name);
  }
}
