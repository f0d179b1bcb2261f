// Bundles every process of the extension: host, sandbox, workers and webviews.
//   node esbuild.js           production build into dist/
//   node esbuild.js --tests   the same, plus the host tests into out/
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = import.meta.dirname;
const inRoot = (path) => join(root, path);
const require = createRequire(import.meta.url);

const shared = { bundle: true, minify: true, sourcemap: false, legalComments: "none", logLevel: "warning", absWorkingDir: root };

// CommonJS libraries inside an ESM bundle still ask for require and __dirname.
const commonJsBridge = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { dirname as __pathDirname } from "node:path";',
  'import { fileURLToPath as __fileURLToPath } from "node:url";',
  "const require = __createRequire(import.meta.url);",
  "const __filename = __fileURLToPath(import.meta.url);",
  "const __dirname = __pathDirname(__filename);",
].join("\n");

const node = { ...shared, platform: "node", format: "esm", target: "node20", banner: { js: commonJsBridge } };

rmSync(inRoot("dist"), { recursive: true, force: true });
mkdirSync(inRoot("dist"), { recursive: true });

const present = (entries) => Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(inRoot(file))));

const jobs = [
  {
    ...node,
    splitting: true,
    external: ["vscode"],
    entryPoints: present({ extension: "src/extension.ts" }),
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
  },
  ...Object.entries(
    present({
      sandbox: "src/sandbox/main.ts",
      ingestWorker: "src/sandbox/store/ingestWorker.ts",
      engineWorker: "src/sandbox/engine/engineWorker.ts",
    }),
  ).map(([name, file]) => ({ ...node, entryPoints: { [name]: file }, outdir: "dist" })),
  {
    ...shared,
    platform: "browser",
    format: "iife",
    target: "chrome128",
    entryPoints: present({ results: "webview/results/main.ts" }),
    outdir: "dist/webview",
  },
];

if (process.argv.includes("--tests")) {
  const suite = existsSync(inRoot("test/host")) ? readdirSync(inRoot("test/host")).filter((file) => file.endsWith(".ts")) : [];
  jobs.push({
    ...node,
    minify: false,
    sourcemap: "inline",
    splitting: true,
    external: ["vscode", "mocha"],
    entryPoints: suite.map((file) => `test/host/${file}`),
    outdir: "out/host",
  });
}

await Promise.all(jobs.filter((job) => Object.keys(job.entryPoints).length > 0).map((job) => build(job)));

const wasm = "node-sqlite3-wasm.wasm";
cpSync(join(dirname(require.resolve("node-sqlite3-wasm")), wasm), inRoot(`dist/${wasm}`));
