import { basename } from "node:path";
import { FileType, l10n, RelativePattern, TabInputCustom, Uri, window, workspace } from "vscode";
import { Refusal } from "../../kit/explain";
import { askMany, askPick } from "./inputs";

export interface FilesQuestion {
  /** Of the box that asks. */
  readonly title: string;
  /** The button of the dialog that opens files. */
  readonly openLabel: string;
  readonly many: boolean;
}

/** The files that a menu handed over; bare from the palette the open one, or others from a dialog. */
export async function askDataFiles(
  { title, openLabel, many }: FilesQuestion,
  target: Uri | undefined,
  uris: readonly unknown[] | undefined,
): Promise<readonly Uri[]> {
  const given = (uris ?? []).filter((uri) => uri instanceof Uri);
  const selected = given.length > 0 || target === undefined ? given : [target];
  if (selected.length > 0) {
    const files = await withFolders(selected, title);
    if (files?.length === 0) throw await noneOf(selected);
    return files ?? [];
  }
  const open = window.activeTextEditor?.document.uri ?? shownFile();
  if (open !== undefined && isFile(open)) {
    const answer = await askPick(
      { title, step: 1, totalSteps: 1, canGoBack: false },
      {
        placeholder: l10n.t("Which file?"),
        choices: [
          { label: basename(open.path), description: l10n.t("the open editor"), value: true },
          { label: l10n.t("Other Files..."), value: false },
        ],
      },
    );
    if (answer === undefined || typeof answer === "symbol") return [];
    if (answer.value) return [open];
  }
  return openDataFiles(openLabel, undefined, many);
}

/** The file of an editor that is no text, such as the preview. */
function shownFile(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom ? input.uri : undefined;
}

/** The files among what is selected, and those that are picked in its folders. Undefined: none was picked. */
async function withFolders(selected: readonly Uri[], title: string): Promise<readonly Uri[] | undefined> {
  const files: Uri[] = [];
  const inFolders: Uri[] = [];
  for (const uri of selected) {
    if (await isFolder(uri)) inFolders.push(...(await filesIn(uri)).filter(isFile));
    else if (isFile(uri)) files.push(uri);
  }
  if (inFolders.length === 0) return files;
  const picked = await askMany(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Which files of the folder?"),
      choices: inFolders.map((uri) => ({ label: workspace.asRelativePath(uri), picked: true, value: uri })),
    },
  );
  return picked === undefined || typeof picked === "symbol" ? undefined : [...files, ...picked];
}

async function noneOf(selected: readonly Uri[]): Promise<Refusal> {
  const folders = await Promise.all(selected.map(isFolder));
  if (!folders.every(Boolean)) return new Refusal(l10n.t("Only CSV and XLSX files hold data for Alviss."));
  const names = selected.map(({ path }) => basename(path)).join(", ");
  return new Refusal(l10n.t("There is no CSV or XLSX file in {0}.", names));
}

const isFile = ({ path }: Uri): boolean => /\.(csv|xlsx)$/i.test(path);

const isFolder = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    ({ type }) => (type & FileType.Directory) !== 0,
    () => false,
  );

const mostFiles = 200;

async function filesIn(folder: Uri): Promise<readonly Uri[]> {
  const pattern = new RelativePattern(folder, "**/*.{csv,xlsx,CSV,XLSX}");
  const files = await workspace.findFiles(pattern, "**/node_modules/**", mostFiles);
  return files.sort((one, other) => one.path.localeCompare(other.path));
}

/** Asks for files on disk. */
export async function openDataFiles(openLabel: string, title?: string, many = true): Promise<readonly Uri[]> {
  const filters = { [l10n.t("Data files")]: ["csv", "xlsx"] };
  return (await window.showOpenDialog({ canSelectMany: many, filters, openLabel, ...(title && { title }) })) ?? [];
}
