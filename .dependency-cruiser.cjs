/** The import table of the house. Each message says the way round. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: "^(src|webview|test)/", pathNot: [from, ...allowed].join("|") },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Move the shared part to the floor below, or hand it in as a parameter.",
      from: {},
      to: { circular: true },
    },
    only("jsonText-alone", "^src/jsonText/", [], "jsonText knows nothing of ours: pass text and offsets in."),
    only("dataFiles-alone", "^src/dataFiles/", [], "dataFiles is pure: hand the source in as an AsyncIterable."),
    only(
      "platform",
      "^src/platform/",
      ["^src/jsonText/"],
      "platform speaks HTTP only: what it needs from above arrives as a parameter.",
    ),
    only("graphs", "^src/graphs/", ["^src/jsonText/"], "graphs is pure: hand text in."),
    only(
      "workflows",
      "^src/workflows/",
      ["^src/platform/", "^src/dataFiles/", "^src/graphs/"],
      "A workflow gets before/reached/report handed in; it does not know the ledger.",
    ),
    only("jobs", "^src/jobs/", ["^src/platform/", "^src/workflows/"], "jobs announces by a Listen; ui shows."),
    only(
      "ui-kit",
      "^src/ui/kit/",
      ["^src/platform/errors"],
      "ui/kit is a closed list: a part that needs more belongs in a room.",
    ),
    {
      name: "ui-rooms",
      severity: "error",
      comment: "A ui room uses another only by a type it is handed: import type, and let parts.ts pass the object.",
      from: { path: "^src/ui/([^/]+)/" },
      to: { path: "^src/ui/", pathNot: ["^src/ui/$1/", "^src/ui/kit/"].join("|"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "ui-not-sandbox",
      severity: "error",
      comment: "The sandbox is reached over HTTP, never imported.",
      from: { path: "^(src/(?!sandbox/)|webview/)" },
      to: { path: "^src/sandbox/" },
    },
    {
      name: "ui-webview",
      severity: "error",
      comment: "Host and webview meet in webview/shared.",
      from: { path: "^src/" },
      to: { path: "^webview/(?!shared/)" },
    },
    {
      name: "webview-shared-only-from-ui",
      severity: "error",
      comment: "Only ui rooms speak to webviews.",
      from: { path: "^src/(?!ui/)" },
      to: { path: "^webview/" },
    },
    only(
      "engine",
      "^src/sandbox/engine/",
      ["^src/graphs/sandboxSchema"],
      "The engine works on numbers: training hands frames in.",
    ),
    only(
      "store",
      "^src/sandbox/store/",
      ["^src/dataFiles/"],
      "store keeps records and rows; training decides what to do with them.",
    ),
    only(
      "training",
      "^src/sandbox/training/",
      ["^src/sandbox/store/", "^src/sandbox/engine/"],
      "training joins store and engine; HTTP belongs above.",
    ),
    only("http", "^src/sandbox/(http/|[^/]+$)", ["^src/sandbox/", "^src/dataFiles/"], "http asks training and store."),
    {
      name: "http-not-engine",
      severity: "error",
      comment: "Ask training; it owns the engine.",
      from: { path: "^src/sandbox/(http/|[^/]+$)" },
      to: { path: "^src/sandbox/engine/" },
    },
    {
      name: "webview-shared",
      severity: "error",
      comment: "webview/shared is neutral ground: types of graphs only, no DOM-free rule broken by pulling an app in.",
      from: { path: "^webview/shared/" },
      to: { path: "^(src|webview)/", pathNot: ["^webview/shared/", "^src/graphs/"].join("|") },
    },
    {
      name: "webview-apps",
      severity: "error",
      comment: "An app knows webview/shared, graphs, and jsonText, in which graphs are written.",
      from: { path: "^webview/((?!shared)[^/]+)/" },
      to: {
        path: "^(src|webview)/",
        pathNot: ["^webview/$1/", "^webview/shared/", "^src/graphs/", "^src/jsonText/"].join("|"),
      },
    },
    {
      name: "vscode-only-in-ui",
      severity: "error",
      comment: "Declare a small type for what you need from VS Code and take it as a parameter.",
      from: { path: "^(src|webview)/", pathNot: "^src/(ui/|extension\\.ts$|parts\\.ts$)" },
      // The types are all there is of it outside a window.
      to: { path: "@types/vscode/" },
    },
    {
      name: "toolkit-behind-controls",
      severity: "error",
      comment: "The toolkit is archived upstream: only webview/shared/controls.ts may import it.",
      from: { pathNot: "^webview/shared/controls\\.ts$" },
      to: { path: "webview-ui-toolkit" },
    },
    {
      name: "charts-behind-plot-door",
      severity: "error",
      comment:
        "Only webview/results/plot/plotDoor.ts may import the chart library: what it needs to obey the policy stands there.",
      from: { pathNot: "^webview/results/plot/plotDoor\\.ts$" },
      to: { path: "@observablehq/plot" },
    },
    {
      name: "src-not-test",
      severity: "error",
      comment: "Shipped code never imports tests.",
      from: { path: "^(src|webview)/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
