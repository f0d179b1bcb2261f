// Bundles every process of the extension: host, sandbox, workers and webviews.
//   node esbuild.js           production build into dist/
//   node esbuild.js --debug   the same, readable and with source maps
//   node esbuild.js --tests   only the host tests, into out/host/
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { workerText } from "./workerText.js";

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
  "const require = /* @__PURE__ */ __createRequire(import.meta.url);",
  "const __filename = /* @__PURE__ */ __fileURLToPath(import.meta.url);",
  "const __dirname = /* @__PURE__ */ __pathDirname(__filename);",
].join("\n");

const node = { ...shared, platform: "node", format: "esm", target: "node20", banner: { js: commonJsBridge } };

// What the libraries of the HTTP client bring along and nothing here needs, each by what it is replaced with.
const unneeded = {
  name: "unneeded",
  setup(building) {
    const replace = (filter, contents, loader = "js") => building.onLoad({ filter }, () => ({ contents, loader }));
    // The world's media types: an upload names its own.
    replace(/mime-db.db\.json$/, "{}", "json");
    // How a property is set in runtimes far older than Node 20.
    replace(
      /es-set-tostringtag.index\.js$/,
      "module.exports = (object, value) => Object.defineProperty(object, Symbol.toStringTag, { value });",
    );
    // Requests of a browser; redirects and proxies, which are left to our own rules and to VS Code.
    replace(/axios.lib.adapters.xhr\.js$/, "export default false;");
    replace(/axios.lib.helpers.shouldBypassProxy\.js$/, "export default () => true;");
    replace(/axios.lib.adapters.fetch\.js$/, "export const getFetch = () => undefined;");
    replace(/follow-redirects.index\.js$/, "module.exports = {};");
    replace(/https-proxy-agent.dist.(index|agent)\.js$/, "module.exports = class HttpsProxyAgent {};");
  },
};

// VS Code writes an ES module of two hundred exports for each extension that imports its API, and reads that: it takes
// two milliseconds of an activation. Asked for as a CommonJS module, the API is the object that is there already.
const apiAsObject = {
  name: "API as object",
  setup(building) {
    const types = readFileSync(require.resolve("@types/vscode/index.d.ts"), "utf8");
    const values = /^\texport (?:abstract )?(?:class|namespace|enum|const|function|let) (\w+)/gm;
    const names = new Set(Array.from(types.matchAll(values), ([, name]) => name));
    const contents = [
      'import { createRequire } from "node:module";',
      'const api = createRequire(import.meta.url)("vscode");',
      "const part = (name) => api[name];",
      ...Array.from(names, (name) => `export const ${name} = /* @__PURE__ */ part("${name}");`),
    ].join("\n");
    building.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "api" }));
    building.onLoad({ filter: /^vscode$/, namespace: "api" }, () => ({ contents }));
    // What workers and pages need a library for, VS Code does itself where its API is.
    const texts = 'import { l10n } from "vscode"; export const t = (...words) => l10n.t(...words);';
    building.onResolve({ filter: /^@vscode\/l10n$/ }, () => ({ path: "@vscode/l10n", namespace: "api" }));
    building.onLoad({ filter: /^@vscode\/l10n$/, namespace: "api" }, () => ({ contents: texts }));
  },
};

// What VS Code loads, and what that loads as soon as the activation is over.
const entries = ["extension", "parts"];

const shippedJobs = (outdir) => [
  {
    ...node,
    plugins: [unneeded, apiAsObject],
    splitting: true,
    entryPoints: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
  },
  ...Object.entries({
    checkWorker: "src/ui/dataFiles/worker/checkWorker.ts",
    sandbox: "src/sandbox/main.ts",
    ingestWorker: "src/sandbox/training/ingestWorker.ts",
    engineWorker: "src/sandbox/engine/engineWorker.ts",
  }).map(([name, file]) => ({ ...node, entryPoints: { [name]: file }, outdir })),
  {
    ...shared,
    platform: "browser",
    format: "iife",
    target: "chrome128",
    plugins: [workerText],
    entryPoints: {
      results: "webview/results/main.ts",
      graphEditor: "webview/graph-editor/main.ts",
      buildPage: "webview/build-page/main.ts",
      dataPreview: "webview/data-preview/main.ts",
    },
    outdir: `${outdir}/webview`,
  },
  {
    ...shared,
    target: "chrome128",
    entryPoints: {
      results: "webview/results/results.css",
      graphEditor: "webview/graph-editor/graphEditor.css",
      buildPage: "webview/build-page/buildPage.css",
      dataPreview: "webview/data-preview/dataPreview.css",
    },
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

// What an entry shares with what loads later lies in one chunk for each set of sharers, and every file costs a
// millisecond. So the entry takes those chunks in and exports what they did; they only point to it. What activation
// loads comes first, what is built right after it next.
async function takeInSharedChunks(outdir, { outputs }) {
  const taken = new Set();
  for (const entry of entries) {
    const chunks = [...chunksLoadedWith(`${outdir}/${entry}.js`, outputs)].filter((path) => !taken.has(path));
    await takeIn(inRoot(outdir), `${entry}.js`, chunks, outputs);
    chunks.forEach((path) => taken.add(path));
  }
}

async function takeIn(folder, entry, paths, outputs) {
  const chunks = paths.map((path, i) => ({
    path: inRoot(path),
    names: outputs[path].exports.map((name) => ({ name, inEntry: `${name}_${i}` })),
  }));
  const lists = (as) => chunks.map(({ path, names }) => ({ path, list: names.map(as).join(",") }));
  const contents = lists(({ name, inEntry }) => `${name} as ${inEntry}`).map(
    ({ path, list }) => `export {${list}} from ${JSON.stringify(path)};`,
  );
  await build({
    ...node,
    banner: {},
    stdin: { contents: [`export * from "./${entry}";`, ...contents].join("\n"), resolveDir: folder },
    plugins: [onlyItsOwn(folder, entry)],
    outfile: join(folder, entry),
    allowOverwrite: true,
  });
  for (const name of readdirSync(join(folder, "chunks"))) {
    const path = join(folder, "chunks", name);
    writeFileSync(path, withoutBridge(readFileSync(path, "utf8")).trimStart());
  }
  for (const { path, list } of lists(({ name, inEntry }) => `${inEntry} as ${name}`))
    writeFileSync(path, `export {${list}} from "../${entry}";\n`);
}

// Leaves outside what loads later, and the other entries.
const onlyItsOwn = (folder, entry) => ({
  name: "only its own",
  setup(building) {
    const others = entries.map((name) => join(folder, `${name}.js`)).filter((path) => path !== join(folder, entry));
    building.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const target = join(resolveDir, path);
      const isOutside = kind === "dynamic-import" || others.includes(target);
      return isOutside ? { path: `./${relative(folder, target)}`, external: true } : undefined;
    });
    building.onLoad({ filter: /\.js$/ }, ({ path }) => ({ contents: withoutBridge(readFileSync(path, "utf8")) }));
  },
});

// Each chunk has the bridge, and making it takes time: twenty of them a millisecond.
function withoutBridge(text) {
  const code = text.replace(commonJsBridge, "");
  return /\b(require|__filename|__dirname)\b/.test(code) ? text : code;
}

function chunksLoadedWith(file, outputs, seen = new Set()) {
  for (const { path, kind, external } of outputs[file].imports)
    if (kind === "import-statement" && !external && !seen.has(path)) chunksLoadedWith(path, outputs, seen.add(path));
  return seen;
}

// The texts of a schema are in the user's language when its file is chosen by package.nls.json: one file a language.
async function writeGraphSchemas(outdir) {
  const german = readFileSync(inRoot("l10n/bundle.l10n.de.json"), "utf8");
  for (const [name, words] of [
    ["graphSchema", "{}"],
    ["graphSchema.de", german],
  ]) {
    const filled = "(words[text] ?? text).replace(/\\{(\\d+)\\}/g, (place, at) => values[at] ?? place)";
    const contents = `const words = ${words}; export const l10n = { t: (text, ...values) => ${filled} };`;
    const vscode = {
      name: "vscode",
      setup(building) {
        building.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "vscode" }));
        building.onLoad({ filter: /./, namespace: "vscode" }, () => ({ contents }));
      },
    };
    const entryPoints = ["src/ui/graphEditor/graphSchema.ts"];
    const made = await build({ ...node, banner: {}, entryPoints, plugins: [vscode], write: false });
    const code = Buffer.from(made.outputFiles[0].contents).toString("base64");
    const { graphSchema } = await import(`data:text/javascript;base64,${code}`);
    writeFileSync(inRoot(`${outdir}/${name}.json`), `${JSON.stringify(graphSchema())}\n`);
  }
}

// A folder takes its place only when it is complete, so that whoever runs from the old one never finds half of a new one.
async function replaceFolder(folder, makeJobs, finish = () => {}) {
  const next = join(dirname(folder), `.next-${process.pid}`);
  mkdirSync(inRoot(next), { recursive: true });
  try {
    const [first] = await Promise.all(makeJobs(next).map((job) => build(job)));
    await finish(next, first);
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
  await replaceFolder("dist", shippedJobs, async (next, { metafile }) => {
    if (!debug) await takeInSharedChunks(next, metafile);
    await writeGraphSchemas(next);
    cpSync(join(dirname(require.resolve("node-sqlite3-wasm")), wasm), inRoot(`${next}/${wasm}`));
  });
}
