import { basename } from "node:path";
import { l10n, Uri } from "vscode";
import { type DatasetId, showId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type DataFile } from "../../dataFiles/fileDesk";
import { Refusal } from "../../kit/explain";
import { mayActivate } from "../ask/activation";
import { askDataFiles } from "../ask/dataFile";
import { placeFor, placeStep } from "../ask/place";
import { type AskStep, askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { checkedFirst } from "./checkFirst";
import { typeStep } from "./fileType";
import { type AfterUploads, extendStep, nextStep } from "./nextStep";
import { startUpload } from "./startUpload";
import { uploadMany } from "./uploadMany";

interface State {
  readonly place?: Place;
  readonly next?: AfterUploads | "nothing";
  /** By file, in the order of the files. */
  readonly types: readonly string[];
}

/**
 * From the Explorer (one file or several), from a project in the tree, bare from the palette, or dropped on the tree: on
 * a dataset to extend that one.
 */
export async function uploadFiles(tools: Tools, target?: Uri | Node, uris?: readonly unknown[]): Promise<void> {
  const isNode = target !== undefined && !(target instanceof Uri) && "kind" in target;
  const place = await placeFor(tools, isNode ? target : undefined);
  const extended = isNode ? datasetIn(target) : undefined;
  const question = { title: l10n.t("Upload to Alviss"), openLabel: l10n.t("Upload"), many: true };
  const chosen = await askDataFiles(question, isNode ? undefined : target, uris);
  if (chosen.length === 0) return;
  const files = await tools.dataFiles.look(chosen);
  if (files.length === 0) return;
  const title =
    files.length === 1
      ? l10n.t("Upload {0}", basename(files[0]?.name ?? ""))
      : l10n.t("Upload {0} Files", files.length);
  const steps: AskStep<State>[] = [
    placeStep(tools),
    ...files.map((file, index) => typeStep<State>(tools, file, index, files.length)),
    ...(extended !== undefined ? [extendStep<State>(extended)] : files.length > 1 ? [nextStep<State>(tools)] : []),
  ];
  const answers = await askSteps<State>(title, steps, { types: [], ...(place && { place }) });
  if (answers?.place === undefined) return;
  await send(tools, answers.place, files, answers);
}

/** Undefined where the node is no dataset. */
function datasetIn(node: Node): DatasetId | undefined {
  if (node.kind !== "dataset") return undefined;
  const { id, phase } = node.record;
  if (phase === "done") return id;
  throw new Refusal(l10n.t("Dataset #{0} is not finished, so it cannot be extended yet.", showId(id)));
}

async function send(
  tools: Tools,
  place: Place,
  files: readonly DataFile[],
  { types, next = "nothing" }: State,
): Promise<void> {
  const after = next === "nothing" ? undefined : next;
  const uris = files.map(({ uri }) => uri);
  if (!(await tools.dataFiles.maySend(uris, place.connection.server, l10n.t("Upload")))) return;
  const checked = await checkedFirst(tools, place, files, types, after?.extendIds);
  if (checked === undefined) return;
  if (after?.activate === true && (await mayActivate(tools, place, "dataset")) === undefined) return;
  const [only] = files;
  if (files.length === 1 && only !== undefined && after === undefined)
    await startUpload(tools, place, only, types[0] ?? "", { checked: checked[0] });
  else await uploadMany(tools, place, { files, types, checked, after });
}
