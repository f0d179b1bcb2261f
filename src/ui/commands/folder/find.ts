import { l10n, ThemeIcon } from "vscode";
import { type ObjectRef } from "../../../platform/ids";
import { Refusal } from "../../kit/explain";
import { folderFor } from "../ask/folder";
import { askPick } from "../ask/inputs";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

/** Picks one of everything in a folder, also of what the tree has not loaded, and shows it there. */
export async function findInFolder(tools: Tools, node?: Given): Promise<void> {
  const title = l10n.t("Find in List");
  const folder = await folderFor(tools, title, node);
  if (folder === undefined) return;
  const tree = await tools.explorer.open();
  const answer = await askPick<ObjectRef>(
    { title: l10n.t("Find in {0}", tree.nameOf(folder)), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Type a part of its name, id or date"),
      choices: async () => {
        const all = await tree.everything(folder);
        if (all.length === 0) throw new Refusal(l10n.t("There is nothing in this folder yet."));
        return all.map(({ record, active, label, words, icon }) => ({
          label,
          description: words,
          icon: new ThemeIcon(active ? "star-full" : icon),
          value: { kind: record.kind, id: record.id },
        }));
      },
    },
  );
  if (answer === undefined || typeof answer === "symbol") return;
  await tree.filter(folder, undefined);
  await tree.ways.showObject(folder, answer.value);
}
