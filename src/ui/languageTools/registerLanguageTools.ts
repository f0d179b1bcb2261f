import { Disposable, lm } from "vscode";
import { readNames, writeNames } from "./toolNames";
import { type Input, type ToolParts } from "./toolParts";

/** Offers the tools to language models; what one does is loaded when it is first called. */
export function registerLanguageTools(parts: ToolParts): Disposable {
  const load = () => import("./languageTools");
  return Disposable.from(
    ...readNames.map((name) =>
      lm.registerTool<Input>(name, {
        invoke: async ({ input }, token) => (await load()).read(parts, name, input, token),
      }),
    ),
    ...writeNames.map((name) =>
      lm.registerTool<Input>(name, {
        prepareInvocation: async ({ input }) => (await load()).confirmation(parts, name, input),
        invoke: async ({ input }) => (await load()).write(parts, name, input),
      }),
    ),
  );
}
