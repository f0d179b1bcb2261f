import { l10n, window } from "vscode";
import { isWholeNumber, parseTypedId } from "../../../platform/ids";
import { mostScanned } from "../../../platform/projectObjects";
import { Refusal } from "../../kit/explain";
import { folderFor } from "../ask/folder";
import { askText } from "../ask/inputs";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

/** Where the server has no list: asks for the ids next to the known ones, a bounded number of them, further each time. */
export async function findNeighbours(tools: Tools, node?: Given): Promise<void> {
  const title = l10n.t("Find Neighbours by Id");
  const folder = await folderFor(tools, title, node);
  if (folder === undefined) return;
  const name = tools.explorer.nameOf(folder);
  if (folder.listed === true) throw new Refusal(l10n.t("{0}: this server lists all of them.", name));
  const { searches } = await tools.explorer.open();
  const needsStart = searches.needsStart(folder);
  const around = needsStart ? await askStart(title, name) : undefined;
  if (needsStart && around === undefined) return;
  const looking =
    around === undefined
      ? l10n.t("{0}: looking through {1} ids next to the known ones", name, mostScanned)
      : l10n.t("{0}: looking through {1} ids around {2}", name, mostScanned, String(around));
  const count = await waitFor(looking, (signal) => searches.findNeighbours(folder, around, signal));
  if (count === 0)
    throw new Refusal(l10n.t("{0}: none of the {1} ids looked at is there.", name, mostScanned), [
      { title: l10n.t("Look Further"), command: "alviss.findNeighbours", arguments: [folder] },
      { title: l10n.t("Add by Id..."), command: "alviss.addById", arguments: [folder] },
    ]);
  window.setStatusBarMessage(
    count === 1 ? l10n.t("{0}: 1 found", name) : l10n.t("{0}: {1} found", name, count),
    10_000,
  );
}

/** Nothing is known that could have neighbours. */
async function askStart(title: string, name: string): Promise<bigint | undefined> {
  const numberIn = (text: string): bigint | undefined => {
    const id = parseTypedId(text);
    return id !== undefined && isWholeNumber(id) && BigInt(id) > 0n ? BigInt(id) : undefined;
  };
  const typed = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t("{0}: nothing is known here yet. Look around which id?", name),
      value: "1",
      problem: (text) => (numberIn(text) === undefined ? l10n.t("Give a whole number, such as 12.") : undefined),
    },
  );
  return typed === undefined || typeof typed === "symbol" ? undefined : numberIn(typed.value);
}
