import { l10n, Uri, workspace } from "vscode";
import { type FileToUpload } from "../../../workflows/plans";
import { type UploadNode } from "../../explorer/nodes";
import { openDataFiles } from "../ask/dataFile";
import { refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { checkedFirst } from "./checkFirst";
import { startUpload } from "./startUpload";
import { typeStep } from "./fileType";

interface State {
  readonly place: UploadNode;
  readonly types: readonly string[];
}

/** Looks at the file of a failed upload as it is now, and sends it again once its type is agreed. */
export async function retryUpload(tools: Tools, node?: UploadNode): Promise<void> {
  if (node === undefined) return;
  const before = await sentBefore(tools, node);
  const name = node.record.fileName ?? l10n.t("upload {0}", node.record.id);
  const uri =
    (await stillThere(before?.path)) ?? (await openDataFiles(l10n.t("Upload"), l10n.t("Where is {0}?", name)))[0];
  if (uri === undefined) return;
  const [file] = await tools.dataFiles.look([uri]);
  if (file === undefined) return;
  const type = before?.datasetName ?? node.record.datasetName;
  const answers = await askSteps<State>(l10n.t("Check Again and Upload"), [typeStep(tools, file, 0, 1, type)], {
    place: node,
    types: [],
  });
  const [chosen] = answers?.types ?? [];
  if (chosen === undefined) return;
  if (!(await tools.dataFiles.maySend([uri], node.connection.server, l10n.t("Upload")))) return;
  const checked = await checkedFirst(tools, node, [file], [chosen]);
  if (checked === undefined) return;
  await startUpload(tools, node, file, chosen, { startedBy: "alviss.upload.retry", checked: checked[0] });
}

/** Where the file lay, if it was sent from here. */
async function sentBefore(tools: Tools, node: UploadNode): Promise<FileToUpload | undefined> {
  const { team, project } = refOf(node);
  for (const run of await tools.jobs.load()) {
    if (run.connectionId !== node.connection.id || run.team !== team || run.project !== project) continue;
    const index = run.steps.findIndex(({ kind, object }) => kind === "upload" && object?.id === node.record.id);
    if (index < 0) continue;
    return "files" in run.plan ? run.plan.files[index] : run.plan.workflow === "uploadFile" ? run.plan : undefined;
  }
  return undefined;
}

async function stillThere(path: string | undefined): Promise<Uri | undefined> {
  if (path === undefined) return undefined;
  const uri = Uri.file(path);
  return workspace.fs.stat(uri).then(
    () => uri,
    () => undefined,
  );
}
