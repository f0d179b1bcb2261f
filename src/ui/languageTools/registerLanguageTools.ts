import { Disposable, lm } from "vscode";
import { readNames, writeNames } from "./toolNames";
import { type Input, type ToolParts } from "./toolParts";

/** Offers the tools to language models; what one does is loaded when it is first called. */
export function registerLanguageTools(ready: () => Promise<ToolParts>): Disposable {
  const load = () => Promise.all([import("./languageTools"), ready()]);
  return Disposable.from(
    ...readNames.map((name) =>
      lm.registerTool<Input>(name, {
        invoke: async ({ input }, token) => {
          const [{ read }, parts] = await load();
          return read(parts, name, input, token);
        },
      }),
    ),
    ...writeNames.map((name) =>
      lm.registerTool<Input>(name, {
        prepareInvocation: async ({ input }) => {
          const [{ confirmation }, parts] = await load();
          return confirmation(parts, name, input);
        },
        invoke: async ({ input }) => {
          const [{ write }, parts] = await load();
          return write(parts, name, input);
        },
      }),
    ),
  );
}
