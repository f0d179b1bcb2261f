import { type ExtensionContext, ExtensionMode, window } from "vscode";
import { type Parts } from "./parts";
import { registerCommands } from "./ui/commands/registerCommands";
import { showOnce } from "./ui/explorer/showOnce";
import { ServerGraphs } from "./ui/graphEditor/serverGraphs";
import { soon } from "./ui/kit/disposables";
import { unattended } from "./ui/kit/unattended";
import { registerLanguageTools } from "./ui/languageTools/registerLanguageTools";

/**
 * Registers what VS Code may ask for as soon as the activation is over: commands, tools and files. All that answers
 * them is built at the next turn; whoever comes before waits for it.
 */
export function activate(context: ExtensionContext) {
  const log = window.createOutputChannel("Alviss AI", { log: true });
  let building: Promise<Parts> | undefined;
  const parts = (): Promise<Parts> =>
    (building ??= import("./parts").then(({ buildParts }) => buildParts(context, { log, server })));
  const server = new ServerGraphs({ of: async (connectionId) => (await parts()).clients.of(connectionId) });
  const isTest = context.extensionMode === ExtensionMode.Test;
  const failed = async (error: unknown): Promise<void> =>
    (await import("./ui/kit/failedStart")).tellFailedStart(log, error);
  const start = (): Promise<void> => parts().then(() => (isTest ? undefined : showOnce(context.globalState)), failed);
  context.subscriptions.push(
    log,
    server,
    registerCommands(log, parts),
    registerLanguageTools(parts),
    soon(() => void unattended(log, "start", start)),
  );
  // Nobody else is handed anything.
  return isTest ? { parts } : undefined;
}
