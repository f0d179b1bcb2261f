import { Disposable, type LogOutputChannel } from "vscode";
import { registerCommand } from "../kit/commandWrapper";
import { commandIds } from "./commandIds";
import { type Tools } from "./tools";

/** Registers every command; what one does is loaded when the first is run, and waits for what it works with. */
export function registerCommands(log: LogOutputChannel, tools: () => Promise<Tools>): Disposable {
  const registered = commandIds.map((id) =>
    registerCommand(log, id, async (...args: never[]) => {
      // The log tells why there are no tools, so it needs none.
      if (id === "alviss.showLog") return log.show();
      const [{ handlers }, ready] = await Promise.all([import("./handlers"), tools()]);
      const handler: (tools: Tools, ...args: never[]) => Promise<unknown> = handlers[id];
      await handler(ready, ...args);
    }),
  );
  return Disposable.from(...registered);
}
