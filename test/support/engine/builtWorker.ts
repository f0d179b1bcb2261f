import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bundles the engine worker into a folder of its own, so that a test does not depend on dist/. */
export async function buildEngineWorker(): Promise<{ url: URL; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "engine-worker-"));
  const outfile = join(folder, "engineWorker.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../../src/sandbox/engine/engineWorker.ts", import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return { url: pathToFileURL(outfile), remove: () => rm(folder, { recursive: true, force: true }) };
}
