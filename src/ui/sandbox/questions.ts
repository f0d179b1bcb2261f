import { commands, l10n, window } from "vscode";
import { cancelled } from "../../platform/errors";
import { type SandboxLock } from "./lockFile";

/** Whether a sandbox of another version of the extension is to make room for one of this. */
export async function wantsOwnVersion(lock: SandboxLock, ownVersion: string): Promise<boolean> {
  if (lock.version === ownVersion) return false;
  const restart = l10n.t("Restart Sandbox");
  const keep = l10n.t("Use As It Is");
  const sentence = l10n.t(
    "The running sandbox is of version {0}, this extension of version {1}.",
    lock.version,
    ownVersion,
  );
  const detail = l10n.t("An unfinished job is taken up again after the restart. Data that is complete stays.");
  const answer = await window.showWarningMessage(sentence, { modal: true, detail }, restart, keep);
  if (answer === undefined) throw cancelled();
  return answer === restart;
}

export async function mayReplace(lock: SandboxLock): Promise<boolean> {
  const replace = l10n.t("Replace Sandbox");
  const sentence = l10n.t("A sandbox is running on this data folder, but its token is not known here.");
  const detail = l10n.t(
    "Replacing ends process {0}; the new sandbox takes up its unfinished jobs. Data that is complete stays.",
    lock.pid,
  );
  return (await window.showWarningMessage(sentence, { modal: true, detail }, replace)) === replace;
}

/** The setting names another folder than the one that is in use. */
export async function wantsNewFolder(used: string, wanted: string): Promise<boolean> {
  const restart = l10n.t("Restart Sandbox");
  const sentence = l10n.t(
    "The sandbox still runs on {0}. It uses the new data folder {1} from its next start on; the data of the old one stays there.",
    used,
    wanted,
  );
  return (await window.showInformationMessage(sentence, restart)) === restart;
}

/** The server set a damaged database aside and began an empty one. */
export async function tellDamage(kept: string): Promise<void> {
  const log = l10n.t("Show Sandbox Log");
  const sentence = l10n.t(
    "The sandbox's database could not be read, so it started with an empty one. The damaged one was moved to {0}.",
    kept,
  );
  if ((await window.showWarningMessage(sentence, log)) === log) await commands.executeCommand("alviss.sandbox.showLog");
}

export function crashWords(crashes: number, words: string | undefined): string {
  const sentence = l10n.t(
    "The sandbox ended unexpectedly {0} times within 10 minutes, so it is not started again by itself.",
    crashes,
  );
  return words === undefined ? sentence : `${sentence} ${l10n.t("Its last words: {0}", words)}`;
}

export async function tellCrashes(sentence: string): Promise<void> {
  const log = l10n.t("Show Sandbox Log");
  const start = l10n.t("Start Sandbox");
  const answer = await window.showErrorMessage(sentence, log, start);
  if (answer === log) await commands.executeCommand("alviss.sandbox.showLog");
  if (answer === start) await commands.executeCommand("alviss.sandbox.start");
}
