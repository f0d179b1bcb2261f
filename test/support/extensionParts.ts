import assert from "node:assert/strict";
import { extensions } from "vscode";
import { type activate } from "../../src/extension";
import { type Parts } from "../../src/parts";

/** The parts of the extension that runs in this window. */
export async function extensionParts(): Promise<Parts> {
  const extension = extensions.getExtension<ReturnType<typeof activate>>("alviss-vscode.alviss-vscode");
  const exported = await extension?.activate();
  assert.ok(exported);
  return exported.parts();
}
