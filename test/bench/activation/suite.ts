// Runs in the extension host of a real VS Code: activates an extension when the window has come to rest.
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { extensions } from "vscode";

const restMs = 8000;

export async function run(): Promise<void> {
  const { ALVISS_EXTENSION: id = "", ALVISS_ACTIVATION: result = "" } = process.env;
  const extension = extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not there.`);
  await sleep(restMs);
  if (extension.isActive) throw new Error(`${id} was activated before it was asked to.`);
  const start = performance.now();
  await extension.activate();
  const activated = performance.now() - start;
  // What is built after that, by itself and for whoever asks.
  await (extension.exports as { parts?(): Promise<unknown> } | undefined)?.parts?.();
  writeFileSync(result, JSON.stringify({ activated, built: performance.now() - start }));
}
