// Bundles every process of the extension: host, sandbox, workers and webviews.
//   node esbuild.js           production build into dist/
//   node esbuild.js --debug   the same, readable and with source maps
//   node esbuild.js --tests   only the host tests, into out/host/
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = import.meta.dirname;
const inRoot = (path) => join(root, path);
const require = createRequire(import.meta.url);

const debug = process.argv.includes("--debug");
const shared = {
  bundle: true,
  minify: !debug,
  sourcemap: debug,
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: root,
  // tsconfig's verbatimModuleSyntax would keep `import { type X } from "./x"` as an import of x, and so load at
  // activation what is meant to be a dynamic import.
  tsconfigRaw: { compilerOptions: { target: "ES2023", verbatimModuleSyntax: false } },
};

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

const shippedJobs = (outdir) => [
  {
    ...node,
    splitting: true,
    external: ["vscode"],
    entryPoints: { extension: "src/extension.ts" },
    outdir,
    chunkNames: "chunks/[name]-[hash]",
  },
  ...Object.entries({
    sandbox: "src/sandbox/main.ts",
    ingestWorker: "src/sandbox/training/ingestWorker.ts",
    engineWorker: "src/sandbox/engine/engineWorker.ts",
  }).map(([name, file]) => ({ ...node, entryPoints: { [name]: file }, outdir })),
  {
    ...shared,
    platform: "browser",
    format: "iife",
    target: "chrome128",
    entryPoints: { results: "webview/results/main.ts" },
    outdir: `${outdir}/webview`,
  },
  {
    ...shared,
    target: "chrome128",
    entryPoints: { results: "webview/results/results.css" },
    outdir: `${outdir}/webview`,
  },
];

const hostTestJobs = (outdir) => [
  {
    ...node,
    minify: false,
    sourcemap: "inline",
    splitting: true,
    external: ["vscode", "mocha"],
    entryPoints: readdirSync(inRoot("test/host"))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `test/host/${file}`),
    outdir,
    chunkNames: "chunks/[name]-[hash]",
  },
];

// A folder takes its place only when it is complete, so that whoever runs from the old one never finds half of a new one.
async function replaceFolder(folder, makeJobs, finish = () => {}) {
  const next = join(dirname(folder), `.next-${process.pid}`);
  mkdirSync(inRoot(next), { recursive: true });
  try {
    await Promise.all(makeJobs(next).map((job) => build(job)));
    finish(next);
    swap(next, folder);
  } finally {
    for (const leftover of [next, `${next}-old`]) rmSync(inRoot(leftover), { recursive: true, force: true });
  }
}

function swap(next, folder, tries = 3) {
  try {
    if (existsSync(inRoot(folder))) renameSync(inRoot(folder), inRoot(`${next}-old`));
    renameSync(inRoot(next), inRoot(folder));
  } catch (error) {
    if (tries === 0) throw error; // another build has put its own there in between
    rmSync(inRoot(`${next}-old`), { recursive: true, force: true });
    swap(next, folder, tries - 1);
  }
}

if (process.argv.includes("--tests")) {
  await replaceFolder("out/host", hostTestJobs);
} else {
  const wasm = "node-sqlite3-wasm.wasm";
  await replaceFolder("dist", shippedJobs, (next) => {
    cpSync(join(dirname(require.resolve("node-sqlite3-wasm")), wasm), inRoot(`${next}/${wasm}`));
  });
}
