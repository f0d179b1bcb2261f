import { l10n } from "vscode";
import { type Id, type Kind, parseTypedId, showId } from "../../../platform/ids";
import { explain } from "../../kit/explain";
import { folderFor } from "../ask/folder";
import { askText } from "../ask/inputs";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

/**
 * Puts an object into a list that the server does not give; the box stays open until the server has it. The list then
 * shows it; with "stay" whoever asked from elsewhere stays there.
 */
export async function addById(tools: Tools, node?: Given, nodesOrStay?: unknown): Promise<void> {
  const title = l10n.t("Add by Id");
  const folder = await folderFor(tools, title, node);
  if (folder === undefined) return;
  const tree = await tools.explorer.open();
  let found: Id<Kind> | undefined;
  await askText(
    { title: l10n.t("Add to {0} by Id", tree.nameOf(folder)), step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t("Id, as the server or the web app writes it"),
      problem: (text) => (parseTypedId(text) === undefined ? l10n.t("Give an id, such as 12.") : undefined),
      attempt: async (text) => {
        const id = parseTypedId<Kind>(text) as Id<Kind>;
        try {
          // The client gives up by itself, and says so.
          if (!(await tree.searches.find(folder, id, new AbortController().signal)))
            return l10n.t("The server has no #{0} in this project.", showId(id));
          found = id;
          return undefined;
        } catch (error) {
          return explain(error)?.sentence ?? l10n.t("Cancelled.");
        }
      },
    },
  );
  if (found !== undefined && nodesOrStay !== "stay")
    await tree.ways.showObject(folder, { kind: folder.holds, id: found });
}
