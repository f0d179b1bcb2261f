import { l10n, window } from "vscode";
import { Refusal } from "../kit/explain";
import { setting } from "../kit/settings";

interface SizedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

const megabyte = 1_000_000;

export function refuseTooLarge(files: readonly SizedFile[]): void {
  const most = setting("upload.maxMegabytes");
  const tooLarge = files.find(({ size }) => most > 0 && size > most * megabyte);
  if (tooLarge === undefined) return;
  throw new Refusal(
    l10n.t("{0} is {1} MB, more than the {2} MB your settings allow.", tooLarge.name, megabytes(tooLarge.size), most),
    [
      {
        title: l10n.t("Open Settings"),
        command: "workbench.action.openSettings",
        arguments: ["alviss.upload.maxMegabytes"],
      },
    ],
  );
}

/** False when the user would rather not upload files so large. */
export async function mayBeLarge(files: readonly SizedFile[]): Promise<boolean> {
  const ask = setting("upload.askMegabytes");
  const large = files.filter(({ size }) => ask > 0 && size > ask * megabyte);
  const [first] = large;
  if (first === undefined) return true;
  const upload = l10n.t("Upload");
  const what = large.map(({ name, size }) => l10n.t("{0} ({1} MB)", name, megabytes(size))).join(", ");
  return (await window.showWarningMessage(l10n.t("Upload {0}?", what), { modal: true }, upload)) === upload;
}

const megabytes = (size: number): string => (size / megabyte).toFixed(0);
