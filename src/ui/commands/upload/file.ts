import { basename } from "node:path";
import { l10n, Uri, window } from "vscode";
import { type Node, type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type DataFile } from "../../dataFiles/dataFiles";
import { askPick } from "../ask/inputs";
import { placeFor, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { typeStep } from "./fileType";

interface State {
  readonly place?: Place;
  /** By file, in the order of the files. */
  readonly types: readonly string[];
}

/** From the Explorer (one file or several), from a project in the tree, or bare from the palette. */
export async function uploadFiles(tools: Tools, target?: Uri | Node, uris?: readonly unknown[]): Promise<void> {
  const isNode = target !== undefined && !(target instanceof Uri) && "kind" in target;
  const place = await placeFor(tools, isNode ? target : undefined);
  const files = await tools.dataFiles.look(await filesFor(isNode ? undefined : target, uris));
  if (files.length === 0) return;
  const title =
    files.length === 1
      ? l10n.t("Upload {0}", basename(files[0]?.name ?? ""))
      : l10n.t("Upload {0} Files", files.length);
  const steps: AskStep<State>[] = [
    placeStep(tools),
    ...files.map((file, index) => typeStep<State>(file, index, files.length)),
  ];
  const answers = await askSteps<State>(title, steps, { types: [], ...(place && { place }) });
  if (answers?.place === undefined) return;
  for (const [index, file] of files.entries()) await upload(tools, answers.place, file, answers.types[index] ?? "");
}

async function upload(tools: Tools, place: Place, file: DataFile, datasetName: string): Promise<void> {
  const local = await tools.dataFiles.onDisk(file.uri);
  const plan = { workflow: "uploadFile", path: local.path, datasetName } as const;
  try {
    const run = await startJob(tools, place, {
      plan,
      label: l10n.t("Upload {0}", file.name),
      startedBy: "alviss.upload.file",
    });
    void tools.jobs.settled(run.runId).finally(local.done);
  } catch (error) {
    await local.done();
    throw error;
  }
}

async function filesFor(target: Uri | undefined, uris: readonly unknown[] | undefined): Promise<readonly Uri[]> {
  const given = (uris ?? []).filter((uri) => uri instanceof Uri);
  const selected = given.length > 0 || target === undefined ? given : [target];
  if (selected.length > 0) return dataFilesOf(selected);
  const open = window.activeTextEditor?.document.uri;
  if (open !== undefined && isDataFile(open)) {
    const name = basename(open.path);
    const answer = await askPick(
      { title: l10n.t("Upload to Alviss"), step: 1, totalSteps: 1, canGoBack: false },
      {
        placeholder: l10n.t("Which file?"),
        choices: [
          { label: name, description: l10n.t("the open editor"), value: true },
          { label: l10n.t("Other Files..."), value: false },
        ],
      },
    );
    if (answer === undefined || typeof answer === "symbol") return [];
    if (answer.value) return [open];
  }
  const filters = { [l10n.t("Data files")]: ["csv", "xlsx"] };
  return (await window.showOpenDialog({ canSelectMany: true, filters, openLabel: l10n.t("Upload") })) ?? [];
}

/** A selection in the Explorer may hold folders and other files as well. */
function dataFilesOf(selected: readonly Uri[]): readonly Uri[] {
  const files = selected.filter(isDataFile);
  if (files.length === 0) throw new Refusal(l10n.t("Only CSV and XLSX files can be uploaded."));
  return files;
}

const isDataFile = ({ path }: Uri): boolean => /\.(csv|xlsx)$/i.test(path);
