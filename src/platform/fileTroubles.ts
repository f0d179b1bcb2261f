import * as l10n from "@vscode/l10n";

/** Why a file cannot be read, as the end of a sentence; codes are those of Node and of VS Code's file systems. */
export function whyUnreadable({ code = "", message }: { readonly code?: string | undefined; message: string }): string {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "FileNotFound":
      return l10n.t("it is not there any more.");
    case "EACCES":
    case "EPERM":
    case "NoPermissions":
      return l10n.t("you may not read it.");
    case "EISDIR":
    case "FileIsADirectory":
      return l10n.t("it is a folder.");
    case "ERR_WORKER_OUT_OF_MEMORY":
      return l10n.t("it needs more memory than there is.");
    default:
      return message;
  }
}
