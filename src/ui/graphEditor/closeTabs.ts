import { TabInputCustom, TabInputText, type TabGroups, type Uri } from "vscode";

/** Closes the editors of a file; false where one is still open, such as one whose changes somebody wants to keep. */
export async function closeTabs({ all, close }: Pick<TabGroups, "all" | "close">, uri: Uri): Promise<boolean> {
  const tabs = all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      const shown = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
      return shown?.toString() === uri.toString();
    });
  return tabs.length === 0 || close(tabs);
}
