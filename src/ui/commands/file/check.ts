import { basename } from "node:path";
import { commands, l10n, ProgressLocation, type Uri, window } from "vscode";
import { signalOf } from "../../kit/cancellation";
import { type FileDesk } from "../../dataFiles/fileDesk";
import { type CheckReport } from "../../dataFiles/worker/workerMessages";
import { askDataFiles } from "../ask/dataFile";
import { type Tools } from "../tools";

/** Reads whole files of any size, also workbooks, and shows in Problems what it finds. */
export async function checkFiles({ dataFiles }: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t("Check File for Alviss"), openLabel: l10n.t("Check"), many: true };
  const files = await askDataFiles(question, target, uris);
  if (files.length === 0) return;
  const desk = await dataFiles.desk();
  const reports: CheckReport[] = [];
  for (const file of files) reports.push(await withProgress(desk, file));
  const count = (key: "findingCount" | "rows") => reports.reduce((sum, { summary }) => sum + summary[key], 0);
  const [first] = files;
  const what = files.length === 1 && first !== undefined ? basename(first.path) : l10n.t("{0} files", files.length);
  const found = count("findingCount");
  const sentence =
    found === 0
      ? l10n.t("{0}: {1} rows, nothing to complain about.", what, count("rows"))
      : l10n.t("{0}: {1} findings in {2} rows.", what, found, count("rows"));
  const problems = l10n.t("Show Problems");
  const buttons = found === 0 ? [] : [problems];
  // Not awaited: a command ends when its work ends, not when its message is closed.
  void window.showInformationMessage(sentence, ...buttons).then((button) => {
    if (button === problems) void commands.executeCommand("workbench.actions.view.problems");
  });
}

function withProgress(desk: FileDesk, file: Uri): Thenable<CheckReport> {
  const title = l10n.t("Checking {0}", basename(file.path));
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let before = 0;
      const onProgress = (fraction: number) => {
        progress.report({ message: l10n.t("{0} %", Math.floor(fraction * 100)), increment: (fraction - before) * 100 });
        before = fraction;
      };
      return desk.check(file, { signal: signalOf(token), onProgress });
    },
  );
}
