import { zipBytes } from "./zipBytes";

export const changeCommand = "Clock: Change a Text";

/**
 * A packed extension that writes down when the text of a document has changed: a line for each change in `file`, in
 * milliseconds since 1970 with their fractions, as the clock of a page has them. Its one command changes a text:
 * wherever a document has "kind": "box", the first becomes "tin", and the other way round.
 */
export function changeClock(file: string): Buffer {
  const manifest = {
    ...{ name: "clock", publisher: "nobody", version: "1.0.0", engines: { vscode: "^1.100.0" }, main: "extension.js" },
    activationEvents: ["*"],
    contributes: { commands: [{ command: "clock.change", title: changeCommand }] },
  };
  return zipBytes([
    { name: "extension/package.json", content: JSON.stringify(manifest) },
    { name: "extension/extension.js", content: `const file = ${JSON.stringify(file)};\n${source}` },
  ]);
}

const source = `
const { appendFileSync } = require("node:fs");
const { commands, Range, workspace, WorkspaceEdit } = require("vscode");
const change = async () => {
  for (const document of workspace.textDocuments) {
    const found = /"kind": "(box|tin)"/.exec(document.getText());
    if (!found) continue;
    const edit = new WorkspaceEdit();
    const start = found.index + 9;
    const range = new Range(document.positionAt(start), document.positionAt(start + 3));
    edit.replace(document.uri, range, found[1] === "box" ? "tin" : "box");
    await workspace.applyEdit(edit);
  }
};
exports.activate = (context) => {
  const note = ({ document, contentChanges }) => {
    const now = performance.timeOrigin + performance.now();
    if (document.uri.scheme === "file" && contentChanges.length > 0) appendFileSync(file, now + "\\n");
  };
  context.subscriptions.push(
    workspace.onDidChangeTextDocument(note),
    commands.registerCommand("clock.change", change),
  );
};
`;
