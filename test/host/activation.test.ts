import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("activation", () => {
  const extension = vscode.extensions.getExtension("alviss-vscode.alviss-vscode");

  it("finds the extension of this folder", () => {
    assert.ok(extension, "no extension alviss-vscode.alviss-vscode in this window");
  });

  it("activates without an error", async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it("has a handler for every command of package.json", async () => {
    await extension?.activate();
    const manifest = extension?.packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = (manifest.contributes?.commands ?? []).map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });
});
