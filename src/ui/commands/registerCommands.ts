import { Disposable } from "vscode";
import { registerCommand } from "../kit/commandWrapper";
import { commandIds } from "./commandIds";
import { type Tools } from "./tools";

/** Registers every command; what one does is loaded when the first is run. */
export function registerCommands(tools: Tools): Disposable {
  const registered = commandIds.map((id) =>
    registerCommand(tools.log, id, async (...args: never[]) => {
      const { handlers } = await import("./handlers");
      const handler: (tools: Tools, ...args: never[]) => Promise<unknown> = handlers[id];
      await handler(tools, ...args);
    }),
  );
  return Disposable.from(...registered);
}
