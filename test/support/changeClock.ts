import { zipBytes } from "./zipBytes";

/**
 * A packed extension that writes down when the text of a document has changed: a line for each change in `file`, in
 * milliseconds since 1970 with their fractions, as the clock of a page has them.
 */
export function changeClock(file: string): Buffer {
  const manifest = {
    ...{ name: "clock", publisher: "nobody", version: "1.0.0", engines: { vscode: "^1.100.0" }, main: "extension.js" },
    activationEvents: ["*"],
  };
  return zipBytes([
    { name: "extension/package.json", content: JSON.stringify(manifest) },
    { name: "extension/extension.js", content: `const file = ${JSON.stringify(file)};\n${source}` },
  ]);
}

const source = `
const { appendFileSync } = require("node:fs");
const { workspace } = require("vscode");
exports.activate = (context) => {
  const note = ({ document, contentChanges }) => {
    const now = performance.timeOrigin + performance.now();
    if (document.uri.scheme === "file" && contentChanges.length > 0) appendFileSync(file, now + "\\n");
  };
  context.subscriptions.push(workspace.onDidChangeTextDocument(note));
};
`;
