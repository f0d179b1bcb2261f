import { basename } from "node:path";
import { commands, l10n, ProgressLocation, type Uri, window, workspace } from "vscode";
import { MEND_KINDS, type MendKind } from "../../../dataFiles/mending/mendKinds";
import { type FixWish } from "../../dataFiles/editor/fixWish";
import { type FileDesk } from "../../dataFiles/fileDesk";
import { type MendReport } from "../../dataFiles/worker/workerMessages";
import { signalOf } from "../../kit/cancellation";
import { askDataFiles } from "../ask/dataFile";
import { type Tools } from "../tools";
import { askOpenReadings } from "./openReadings";

/** Rows are put in order only by whoever asks for that: nothing needs it. */
const all: readonly MendKind[] = MEND_KINDS.filter((kind) => kind !== "order");

/** Puts a file right in a copy beside it and compares the two; a quick fix changes the open text itself. */
export async function fixFile(
  { dataFiles }: Tools,
  target?: Uri,
  uris?: readonly unknown[],
  wish?: FixWish,
): Promise<void> {
  const title = l10n.t("Fix File");
  const [file] = await askDataFiles({ title, openLabel: l10n.t("Fix"), many: false }, target, uris);
  if (file === undefined) return;
  const desk = await dataFiles.desk();
  if (wish !== undefined) {
    if ((await desk.mendDocument(file, wish)) === 0)
      void window.showInformationMessage(l10n.t("There is nothing of that kind that can be fixed without asking."));
    return;
  }
  const first = await withProgress(desk, file, { kinds: all });
  const readings = await askOpenReadings(file, first);
  if (readings === undefined) return;
  const hasChosen = Object.keys(readings).length > 0;
  const mended = hasChosen ? await withProgress(desk, file, { kinds: all, ...readings }) : first;
  await showCopy(desk, file, mended);
}

function withProgress(desk: FileDesk, file: Uri, wish: FixWish): Thenable<MendReport> {
  const title = l10n.t("Fixing {0}", basename(file.path));
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    desk.mended(file, wish, { signal: signalOf(token) }),
  );
}

async function showCopy(desk: FileDesk, file: Uri, { bytes, counts }: MendReport): Promise<void> {
  const name = basename(file.path);
  if (all.every((kind) => counts[kind] === undefined)) {
    void window.showInformationMessage(l10n.t("Nothing in {0} can be fixed without asking.", name));
    return;
  }
  const copy = await desk.writeBeside(file, "fixed", bytes);
  if (!/\.csv$/i.test(name)) {
    // A workbook cannot be compared with a text.
    await window.showTextDocument(await workspace.openTextDocument(copy));
    return;
  }
  await commands.executeCommand("vscode.diff", file, copy, l10n.t("{0} ↔ {1} (fixed)", name, basename(copy.path)));
}
