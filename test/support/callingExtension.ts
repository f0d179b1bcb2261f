import { zipBytes } from "./zipBytes";

/** A call of a language-model tool, and the title of the command that makes it. */
export interface ToolCall {
  readonly title: string;
  readonly tool: string;
  readonly input: object;
}

/**
 * A packed extension that calls tools as a chat would, and shows as a message what they answer. Who calls from outside
 * a chat is asked for the confirmation in a dialog.
 */
export function callingExtension(calls: readonly ToolCall[]): Buffer {
  const commands = calls.map(({ title }, index) => ({
    command: `caller.call${String(index)}`,
    title,
    category: "Caller",
  }));
  const manifest = {
    ...{ name: "caller", publisher: "nobody", version: "1.0.0", engines: { vscode: "^1.100.0" }, main: "extension.js" },
    contributes: { commands },
  };
  return zipBytes([
    { name: "extension/package.json", content: JSON.stringify(manifest) },
    { name: "extension/extension.js", content: `const calls = ${JSON.stringify(calls)};\n${source}` },
  ]);
}

const source = `
const { commands, lm, window } = require("vscode");
exports.activate = (context) => {
  calls.forEach(({ tool, input }, index) => {
    const call = async () => {
      try {
        const { content } = await lm.invokeTool(tool, { input, toolInvocationToken: undefined });
        void window.showInformationMessage("Answer: " + content.map(({ value }) => value).join(""));
      } catch (error) {
        void window.showInformationMessage("No answer: " + error.message);
      }
    };
    context.subscriptions.push(commands.registerCommand("caller.call" + index, call));
  });
};
`;
