import { build } from "esbuild";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** CommonJS libraries inside an ESM bundle still ask for these. */
const BRIDGE = `import { createRequire as __r } from "node:module"; import { fileURLToPath as __f } from "node:url";
import { dirname as __d } from "node:path"; const require = __r(import.meta.url);
const __filename = __f(import.meta.url); const __dirname = __d(__filename);`;

/** Builds the data worker of the sandbox into a folder of its own for one describe block; answers its URL. */
export function dataWorkerBundle(): () => URL {
  let folder = "";
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "alviss-worker-"));
    await build({
      absWorkingDir: root,
      entryPoints: ["src/sandbox/training/ingestWorker.ts"],
      outfile: join(folder, "ingestWorker.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      banner: { js: BRIDGE },
    });
    const wasm = "node-sqlite3-wasm.wasm";
    const library = dirname(createRequire(import.meta.url).resolve("node-sqlite3-wasm"));
    copyFileSync(join(library, wasm), join(folder, wasm));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => pathToFileURL(join(folder, "ingestWorker.mjs"));
}
