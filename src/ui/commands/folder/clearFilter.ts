import { l10n } from "vscode";
import { type FolderNode } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { askPick } from "../ask/inputs";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

export async function clearFilter(tools: Tools, node?: Given): Promise<void> {
  const folder = node?.kind === "folder" ? node : await filteredFolder(tools);
  if (folder !== undefined) await (await tools.explorer.open()).filter(folder, undefined);
}

async function filteredFolder(tools: Tools): Promise<FolderNode | undefined> {
  const folders = (await tools.explorer.open()).filtered();
  if (folders.length === 0) throw new Refusal(l10n.t("No folder has a filter."));
  const answer = await askPick(
    { title: l10n.t("Clear Filter"), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Of which folder?"),
      passesIfOnly: true,
      choices: folders.map((folder) => ({
        label: tools.explorer.nameOf(folder),
        description: `${folder.project.name ?? folder.project.id}: ${folder.filter ?? ""}`,
        value: folder,
      })),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}
