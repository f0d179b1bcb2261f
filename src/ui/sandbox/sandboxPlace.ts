import { homedir } from "node:os";
import { join } from "node:path";
import { type ExtensionContext, Uri } from "vscode";
import { setting } from "../kit/settings";
import { type SandboxPlace } from "./sandboxProcess";

/** Where this installation's sandbox is, and what the settings say about it. */
export function sandboxPlace({ extension, extensionUri, globalStorageUri }: ExtensionContext): SandboxPlace {
  return {
    script: Uri.joinPath(extensionUri, "dist", "sandbox.js").fsPath,
    dataFolder: () => written(setting("sandbox.dataFolder")) ?? Uri.joinPath(globalStorageUri, "sandbox").fsPath,
    engine: () => setting("sandbox.engine"),
    workers: () => setting("sandbox.maxWorkers"),
    version: String((extension.packageJSON as { version?: unknown }).version),
  };
}

/** A path as people write it: `~` is their home. */
function written(text: string): string | undefined {
  const path = text.trim().replace(/^~(?=$|[/\\])/, homedir());
  return path === "" ? undefined : join(path);
}
