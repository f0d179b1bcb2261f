import { basename } from "node:path";
import { commands, l10n, ProgressLocation, type Uri, window, workspace } from "vscode";
import { type DayOrder } from "../../../dataFiles/localDates";
import { MEND_KINDS, type MendKind } from "../../../dataFiles/mending/mendKinds";
import { type FixWish } from "../../dataFiles/editor/fixWish";
import { type FileDesk } from "../../dataFiles/fileDesk";
import { type MendReport } from "../../dataFiles/worker/workerMessages";
import { signalOf } from "../../kit/cancellation";
import { askDataFiles } from "../ask/dataFile";
import { askPick } from "../ask/inputs";
import { back } from "../ask/steps";
import { type Tools } from "../tools";

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
  let mended = await withProgress(desk, file, { kinds: all });
  if (mended.openDates > 0) {
    const dayOrder = await askDayOrder(file, mended.openDates);
    if (dayOrder === undefined) return;
    if (dayOrder !== "as they are") mended = await withProgress(desk, file, { kinds: all, dayOrder });
  }
  await showCopy(desk, file, mended);
}

function withProgress(desk: FileDesk, file: Uri, wish: FixWish): Thenable<MendReport> {
  const title = l10n.t("Fixing {0}", basename(file.path));
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    desk.mended(file, wish, { signal: signalOf(token) }),
  );
}

async function askDayOrder(file: Uri, count: number): Promise<DayOrder | "as they are" | undefined> {
  const answer = await askPick<DayOrder | "as they are">(
    { title: l10n.t("Fix {0}", basename(file.path)), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("{0} dates mean two days, such as 01/07/2018. Which number is the day?", count),
      choices: [
        { label: l10n.t("The First: 1 July 2018"), value: "dayFirst" },
        { label: l10n.t("The Second: 7 January 2018"), value: "monthFirst" },
        { label: l10n.t("Leave Them as They Are"), value: "as they are" },
      ],
    },
  );
  return answer === undefined || answer === back ? undefined : answer.value;
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
