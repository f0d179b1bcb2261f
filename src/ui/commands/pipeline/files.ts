import { l10n, type Uri, workspace } from "vscode";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { openDataFiles } from "../ask/dataFile";
import { askMany, askPick, type Choice } from "../ask/inputs";
import { lastChoices, namePattern } from "../../../workflows/lastChoices";
import { type AskStep, back, type StepPlace } from "../ask/steps";
import { type Tools } from "../tools";
import { typeStep } from "../upload/fileType";

export interface Files {
  readonly place?: Place;
  readonly files?: readonly DataFile[];
  /** By file, in the order of the files. */
  readonly types: readonly string[];
}

const mostFiles = 200;

/** Which data files: of the open folders, or others from the disk. */
export function filesStep<S extends Files>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    const answer = await askMany<Uri | undefined>(at, {
      placeholder: l10n.t("Which data files are new?"),
      choices: async () => [
        ...(await workspace.findFiles("**/*.{csv,xlsx,CSV,XLSX}", "**/node_modules/**", mostFiles))
          .sort(byPath)
          .map(choice),
        { label: l10n.t("Other Files..."), value: undefined },
      ],
    });
    if (answer === undefined || answer === back) return answer;
    const others = answer.includes(undefined) ? await openDataFiles(l10n.t("Use")) : [];
    const files = await tools.dataFiles.look([...answer.filter((uri) => uri !== undefined), ...others]);
    return files.length === 0 ? undefined : { next: { ...state, files, types: [] } };
  };
}

const byPath = (one: Uri, other: Uri): number => one.path.localeCompare(other.path);

const choice = (uri: Uri): Choice<Uri> => {
  const path = workspace.asRelativePath(uri);
  const name = path.split("/").at(-1) ?? path;
  return { label: name, description: name === path ? undefined : path, value: uri };
};

/** The types of all files in one answer where each is recognised, else one question a file. */
export function typesStep<S extends Files>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    const files = state.files ?? [];
    const last = lastChoices(tools.memory, state.place).fileTypes;
    const recognised = files.map((file) => file.guess ?? last?.[namePattern(file.name)]);
    const known = recognised.filter((type) => type !== undefined);
    if (known.length < files.length) return askEach(tools, files, state, at);
    const answer = await askPick(at, {
      placeholder: l10n.t("What kind of data is it?"),
      choices: [
        {
          label: l10n.t("As Recognised"),
          description: files.map((file, index) => `${file.name}: ${known[index] ?? ""}`).join(", "),
          value: true,
        },
        { label: l10n.t("Choose for Each File..."), value: false },
      ],
    });
    if (answer === undefined || answer === back) return answer;
    return answer.value ? { next: { ...state, types: known } } : askEach(tools, files, state, at);
  };
}

async function askEach<S extends Files>(
  tools: Tools,
  files: readonly DataFile[],
  state: S,
  at: StepPlace,
): Promise<{ readonly next: S } | typeof back | undefined> {
  let current: S = { ...state, types: [] };
  for (let index = 0; index < files.length;) {
    const file = files[index];
    if (file === undefined) break;
    const answer = await typeStep<S>(tools, file, index, files.length)(current, at);
    if (answer === undefined) return undefined;
    if (answer === back) {
      if (index === 0) return back;
      index--;
      continue;
    }
    current = "next" in answer ? answer.next : answer.passed;
    index++;
  }
  return { next: current };
}
