import { basename } from "node:path";
import { l10n, type Uri } from "vscode";
import { FILE_TYPES } from "../../../dataFiles/fileTypes";
import { setting } from "../../kit/settings";
import { askDataFiles } from "../ask/dataFile";
import { askPick, type Choice } from "../ask/inputs";
import { back } from "../ask/steps";
import { type Tools } from "../tools";

/** Says which type a file is, for this workspace; or leaves it to the header again. */
export async function chooseFileType({ dataFiles }: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const title = l10n.t("Choose File Type");
  const [file] = await askDataFiles({ title, openLabel: l10n.t("Choose"), many: false }, target, uris);
  if (file === undefined) return;
  const desk = await dataFiles.desk();
  const { type, sureness } = await desk.recognise(file);
  const sure = Math.round(sureness * 100);
  const shown = type === null ? l10n.t("it shows none") : l10n.t("{0}, {1} % sure", type, sure);
  const types = [...new Set<string>([...FILE_TYPES, ...setting("api.uploadTypes")])];
  const choices: Choice<string>[] = [
    { label: l10n.t("As the Header Shows"), description: shown, value: "" },
    ...types.map((name) => ({ label: name, value: name })),
  ];
  const chosen = desk.typeOf(file) ?? "";
  const answer = await askPick(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("What kind of data is {0}?", basename(file.path)),
      choices,
      active: (value) => value === chosen,
    },
  );
  if (answer === undefined || answer === back) return;
  await desk.chooseType(file, answer.value === "" ? undefined : answer.value);
}
