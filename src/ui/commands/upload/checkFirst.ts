import { basename } from "node:path";
import { commands, l10n, ProgressLocation, window } from "vscode";
import { isCancelled } from "../../../platform/errors";
import { type FileContents } from "../../../dataFiles/acrossFiles";
import { PERIODICITIES, type Periodicity } from "../../../dataFiles/fileTypes";
import { type DatasetId } from "../../../platform/ids";
import { type FileState } from "../../../platform/uploadSource";
import { type CheckOptions, type DataFile, type FileDesk } from "../../dataFiles/fileDesk";
import { type CheckReport } from "../../dataFiles/worker/workerMessages";
import { type Place } from "../../explorer/nodes";
import { signalOf } from "../../kit/cancellation";
import { Refusal } from "../../kit/explain";
import { askAbout, misfitsWith } from "../dataset/fitting";
import { type Tools } from "../tools";

/** So many findings stand in the question itself; Problems has them all. */
const mostQuoted = 5;

/** What the check of a file came to. */
export interface CheckedFile {
  /** Undefined where it could not be read. */
  readonly contents?: FileContents;
  /** As it was before it was read. */
  readonly state: FileState | undefined;
}

interface Checked extends CheckedFile {
  readonly doubtful?: Doubtful;
}

/** A file with errors, or one that could not be read to its end. */
interface Doubtful {
  readonly name: string;
  readonly errors: number;
  readonly sentences: readonly string[];
}

/**
 * Reads the files as what they are to be sent as, and asks where Alviss would probably refuse one, or where those that go
 * into one dataset do not fit together. Answers what is known of each file; undefined: send nothing. Warnings are listed
 * in Problems and not asked about.
 */
export async function checkedFirst(
  tools: Tools,
  place: Place,
  files: readonly DataFile[],
  types: readonly string[],
  /** Datasets that are extended with all of them; undefined: they go nowhere together. */
  together?: readonly DatasetId[],
): Promise<readonly CheckedFile[] | undefined> {
  const desk = await tools.dataFiles.desk();
  if (!(await desk.savedFirst(files.map(({ uri }) => uri)))) return undefined;
  const title =
    files.length === 1 ? l10n.t("Checking {0}", files[0]?.name ?? "") : l10n.t("Checking {0} files", files.length);
  const checked = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const found: Checked[] = [];
      for (const [index, file] of files.entries()) {
        let before = 0;
        const onProgress = (fraction: number) => {
          progress.report({ message: file.name, increment: ((fraction - before) * 100) / files.length });
          before = fraction;
        };
        const wish = {
          type: types[index] ?? "",
          periodicity: periodicityOf(place),
          signal: signalOf(token),
          onProgress,
        };
        found.push(await check(desk, file, wish));
      }
      return found;
    },
  );
  const doubtful = checked.flatMap((one) => one.doubtful ?? []);
  if (doubtful.length > 0 && !(await ask(doubtful, files.length))) return undefined;
  if (together === undefined) return checked;
  const known = checked.flatMap(({ contents }) => contents ?? []);
  const wrong = await misfitsWith(tools, place, known, together);
  const mayGo = wrong.length === 0 || (await askAbout(wrong, l10n.t("Do Not Upload"), l10n.t("Upload Anyway")));
  return mayGo ? checked : undefined;
}

/** The project's, where its server tells it in a word that is known. */
function periodicityOf({ project }: Place): Periodicity | undefined {
  const plain = project.periodicity?.toLowerCase();
  return PERIODICITIES.find((each) => each.toLowerCase() === plain);
}

async function check(desk: FileDesk, file: DataFile, wish: CheckOptions): Promise<Checked> {
  const stated = { state: await desk.stateOf(file.uri) };
  try {
    const report = await desk.check(file.uri, wish);
    const { summary, words } = report;
    const contents = { name: file.name, summary, words };
    const errors = summary.errorCount;
    if (errors === 0) return { contents, ...stated };
    return { contents, ...stated, doubtful: { name: file.name, errors, sentences: sentencesOf(report) } };
  } catch (error) {
    if (isCancelled(error) || !(error instanceof Refusal)) throw error;
    return { ...stated, doubtful: { name: file.name, errors: 1, sentences: [error.message] } };
  }
}

const sentencesOf = ({ findings }: CheckReport): string[] =>
  findings
    .filter(({ severity }) => severity === "error")
    .slice(0, mostQuoted)
    .map(({ message, cell, span }) => `${cell ?? l10n.t("Line {0}", span.startLine + 1)}: ${message}`);

async function ask(doubtful: readonly Doubtful[], count: number): Promise<boolean> {
  const names = doubtful
    .map(({ name, errors }) =>
      errors === 1 ? l10n.t("{0} (1 error)", basename(name)) : l10n.t("{0} ({1} errors)", basename(name), errors),
    )
    .join(", ");
  const question =
    count === 1
      ? l10n.t("Alviss will probably refuse this file: {0}.", names)
      : l10n.t("Alviss will probably refuse {0} of {1} files: {2}.", doubtful.length, count, names);
  // The first button is the one that Enter presses: it must not be the one that sends.
  const look = l10n.t("Show Problems");
  const send = l10n.t("Upload Anyway");
  const detail = doubtful
    .flatMap(({ sentences }) => sentences)
    .slice(0, mostQuoted)
    .join("\n");
  const answer = await window.showWarningMessage(question, { modal: true, detail }, look, send);
  if (answer === look) await commands.executeCommand("workbench.actions.view.problems");
  return answer === send;
}
