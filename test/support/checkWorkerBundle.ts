import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A CommonJS library inside an ESM bundle still asks for this. */
const BRIDGE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** Builds the thread that checks files into a folder of its own; remove it after. */
export async function checkWorkerBundle(): Promise<{ readonly url: URL; readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "alviss-check-"));
  const outfile = join(folder, "checkWorker.mjs");
  const entryPoints = ["src/ui/dataFiles/worker/checkWorker.ts"];
  const banner = { js: BRIDGE };
  await build({ absWorkingDir: root, entryPoints, outfile, banner, bundle: true, platform: "node", format: "esm" });
  return { url: pathToFileURL(outfile), folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
