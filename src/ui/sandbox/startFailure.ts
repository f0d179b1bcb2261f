import { statfs } from "node:fs/promises";
import { l10n } from "vscode";
import { type Button, Refusal } from "../kit/explain";
import { SandboxDidNotStart } from "./launch";

const roomNeeded = 4 * 1024 * 1024;

/** Why there is no sandbox and what to do about it; undefined: something else than a start went wrong. */
export async function startFailure(error: unknown, dataFolder: string): Promise<Refusal | undefined> {
  const { code } = error as Partial<NodeJS.ErrnoException>;
  if (!(error instanceof SandboxDidNotStart) && code === undefined) return undefined;
  const words = error instanceof SandboxDidNotStart ? error.lastLines : (error as Error).message;
  return new Refusal(await sentenceFor(words, dataFolder), buttons(words));
}

async function sentenceFor(words: string, dataFolder: string): Promise<string> {
  // On a full disk the process cannot even write down what is wrong.
  if (/ENOSPC|disk is full|no space left|EDQUOT/i.test(words) || (await isFull(dataFolder)))
    return l10n.t(
      "The sandbox did not start: the disk of its data folder {0} is full. Make room, or choose another folder in the settings.",
      dataFolder,
    );
  if (isAboutFolder(words))
    return l10n.t(
      "The sandbox did not start: it cannot write to its data folder {0}. Make the folder writable, or choose another one in the settings. ({1})",
      dataFolder,
      words,
    );
  if (/belongs to the sandbox with pid/.test(words))
    return l10n.t("The sandbox did not start: another one has its data folder. {0}", words);
  if (/^Port \d+/.test(words) || /EADDR|EMFILE/.test(words))
    return l10n.t("The sandbox did not start: it found no free port on 127.0.0.1. Try again. ({0})", words);
  if (/Cannot find module|ERR_MODULE_NOT_FOUND|\bENOENT\b/.test(words))
    return l10n.t("The sandbox did not start: a part of the extension is missing. Install it again. ({0})", words);
  return l10n.t("The sandbox did not start: {0}", words);
}

const isAboutFolder = (words: string): boolean =>
  /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|cannot hold the sandbox's data|readonly database/.test(words);

function buttons(words: string): Button[] {
  const settings = { command: "workbench.action.openSettings", arguments: ["alviss.sandbox.dataFolder"] };
  const another = { title: l10n.t("Choose Another Folder"), ...settings };
  const isElsewhere = /ENOSPC|full|belongs to the sandbox/i.test(words) || isAboutFolder(words);
  return [
    { title: l10n.t("Try Again"), command: "alviss.sandbox.start" },
    ...(isElsewhere ? [another] : []),
    { title: l10n.t("Show Sandbox Log"), command: "alviss.sandbox.showLog" },
  ];
}

async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < roomNeeded;
  } catch {
    return false;
  }
}
