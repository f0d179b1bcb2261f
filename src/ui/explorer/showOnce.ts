import { commands, type Memento } from "vscode";

const shownKey = "alviss.shownOnce";

/** Brings the view to the front once in the life of a profile: whoever has just installed it need not search for it. */
export async function showOnce(storage: Memento): Promise<void> {
  if (storage.get<boolean>(shownKey) === true) return;
  await storage.update(shownKey, true);
  await commands.executeCommand("workbench.view.extension.alviss");
}
