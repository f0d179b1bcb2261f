import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as l10n from "@vscode/l10n";
import { checkSandboxGraph } from "../../../src/graphs/sandboxSchemaCheck";
import {
  HIGH_FIELDS,
  HIGH_SCHEMA,
  LOW_FIELDS,
  LOW_PORTS,
  LOW_SCHEMA,
  recogniseLevel,
  type Fields,
} from "../../../src/graphs/sandboxSchema";

type Json = Record<string, unknown>;
const high = (): { nodes: Json[]; edges: Json[] } & Json => ({
  nodes: [
    { id: "sales", type: "target", link: "identity" },
    {
      id: "media.TV",
      type: "media",
      data: { file: "Media", select: { Media: ["TV"] } },
      adstock: { type: "delayed", max_lag: 8 },
      colour: "red",
    },
    { id: "trend", type: "trend", drift: "ou" },
  ],
  edges: [
    { from: "media.TV", to: "sales" },
    { from: "trend", to: "sales", note: 7 },
  ],
});
const low = (): { nodes: Json[]; edges: Json[] } & Json => ({
  nodes: [
    { id: "a", kind: "param", attrs: { size: 1, per_unit: true, prior: { dist: "normal", mu: 0.8, sd: 0.5 } } },
    { id: "base", kind: "broadcast", attrs: { centred: true } },
    { id: "mu", kind: "sum", attrs: {} },
    { id: "s", kind: "param", attrs: { size: 1, per_unit: true, prior: { dist: "half_normal", sd: 0.3 } } },
    { id: "obs", kind: "observe", attrs: { scale: [5000], likelihood: "normal", nu: 4, drift: "none" } },
  ],
  edges: [
    { from: "a", to: "base", port: "x" },
    { from: "base", to: "mu", port: "term" },
    { from: "mu", to: "obs", port: "mu" },
    { from: "s", to: "obs", port: "sigma" },
  ],
});

function findings(value: unknown): string[] {
  const check = checkSandboxGraph(value);
  return check.ok ? [] : check.findings.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
function assertFinding(value: unknown, expected: RegExp): void {
  const all = findings(value);
  assert.ok(
    all.some((finding) => expected.test(finding)),
    `${expected} is not among ${all.join(" | ") || "no findings"}`,
  );
}

describe("a sandbox graph from outside", () => {
  it("passes unchanged, unknown keys included, and says its level", () => {
    const [first, second] = [high(), low()];
    const checked = checkSandboxGraph(first);
    assert.ok(checked.ok && checked.level === "high" && (checked.graph as unknown) === first);
    assert.deepEqual(first, high());
    const checkedLow = checkSandboxGraph(second);
    assert.ok(checkedLow.ok && checkedLow.level === "low");
  });

  it("the nodes say the level; neither or both is an error", () => {
    assert.equal(recogniseLevel(high().nodes), "high");
    assert.equal(recogniseLevel(low().nodes), "low");
    assert.equal(recogniseLevel([]), "neither");
    assert.equal(recogniseLevel([{ id: "a" }]), "neither");
    assert.equal(recogniseLevel([{ type: "media" }, { kind: "param" }]), "mixed");
    assert.equal(recogniseLevel([{ type: "media" }, { id: "b" }, null]), "high");
    assertFinding({ nodes: [...high().nodes, ...low().nodes], edges: [] }, /^nodes: some nodes have `type`/);
    assertFinding({ nodes: [{ id: "a" }], edges: [] }, /^nodes: every node needs/);
    assertFinding({ nodes: [...high().nodes, { id: "b" }], edges: [] }, /^nodes\.\d+\.type: node "b": no type; one of/);
    assertFinding({ nodes: [...high().nodes, null], edges: [] }, /^nodes\.\d+: a node is an object/);
    assertFinding({ nodes: [], edges: [] }, /^nodes: the graph has no nodes/);
  });

  it("a schema, if given, must be that of the nodes", () => {
    assert.deepEqual(findings({ schema: HIGH_SCHEMA, ...high() }), []);
    assert.deepEqual(findings({ schema: LOW_SCHEMA, ...low() }), []);
    assertFinding({ schema: LOW_SCHEMA, ...high() }, /^schema: /);
  });

  const shapes: readonly [unknown, RegExp][] = [
    [null, /a graph is an object/],
    [[], /a graph is an object/],
    [{ edges: [] }, /^nodes: nodes must be a list/],
    [{ nodes: high().nodes }, /^edges: edges must be a list/],
    [{ ...high(), nodes: [...high().nodes, { type: "price" }] }, /^nodes\.3\.id: a node needs an id/],
    [
      { ...high(), nodes: [...high().nodes, { id: "x", type: "wizard" }] },
      /^nodes\.3\.type: node "x": unknown type "wizard"/,
    ],
    [
      { ...high(), nodes: [...high().nodes, { id: "trend", type: "price" }] },
      /^nodes\.3\.id: the id "trend" is used twice/,
    ],
    [{ ...high(), edges: [7] }, /^edges\.0: an edge is an object/],
    [{ ...high(), edges: [{ from: "trend" }] }, /^edges\.0: an edge needs from and to/],
    [
      { ...high(), edges: [{ from: "ghost", to: "sales" }] },
      /^edges\.0\.from: edge ghost -> sales names the unknown node "ghost"/,
    ],
    [{ ...high(), nodes: high().nodes.slice(1), edges: [] }, /^nodes: the graph has no target/],
    [{ ...high(), nodes: [...high().nodes, { id: "other", type: "target" }] }, /^nodes\.3: "other" is a second target/],
    [
      { ...high(), edges: [{ from: "trend", to: "media.TV" }] },
      /^edges\.0\.to: edge trend -> media\.TV: only the target/,
    ],
    [
      {
        ...high(),
        edges: [
          { from: "sales", to: "trend" },
          { from: "trend", to: "sales" },
        ],
      },
      /^edges: the graph has a cycle through/,
    ],
    [
      {
        ...high(),
        edges: [
          { from: "trend", to: "sales" },
          { from: "trend", to: "sales" },
        ],
      },
      /^edges\.1: edge trend -> sales is there twice/,
    ],
  ];
  for (const [value, expected] of shapes) it(`finding ${String(expected)}`, () => assertFinding(value, expected));

  const fields: readonly [Json, RegExp][] = [
    [{ adstock: { max_lag: 0 } }, /^nodes\.1\.adstock\.max_lag: .*is 0, outside 1 to 365/],
    [{ adstock: { max_lag: 2.5 } }, /must be a whole number/],
    [{ adstock: { max_lag: "8" } }, /must be a number/],
    [{ adstock: { type: "cubic" } }, /^nodes\.1\.adstock\.type: .*"cubic"; one of geometric_lag/],
    [{ adstock: 5 }, /^nodes\.1\.adstock: .*adstock must be an object/],
    [{ adstock: { prior: { dist: "cauchy" } } }, /unknown dist "cauchy"/],
    [{ adstock: { prior: { dist: "beta", a: 1 } } }, /\(beta\): b is missing/],
    [{ adstock: { prior: { dist: "beta", a: -1, b: 1 } } }, /\(beta\): a is -1/],
    [{ adstock: { prior: { dist: "uniform", lo: 1, hi: 0 } } }, /lo must be below hi/],
    [
      { adstock: { prior: { dist: "gamma", shape: 1, rate: 1 } } },
      /^nodes\.1\.adstock\.prior: .*must not allow values above 1/,
    ],
    [{ effect: { prior: { dist: "normal", mu: 0, sd: 1 } } }, /must not allow negative values/],
    [{ effect: { sign: "negative" } }, /^nodes\.1\.effect\.sign/],
    [{ data: { select: { Media: "TV" } } }, /^nodes\.1\.data\.select: .*lists of texts/],
  ];
  for (const [change, expected] of fields) {
    it(`${JSON.stringify(change)}: finding ${String(expected)}`, () => {
      const graph = high();
      assertFinding(
        { ...graph, nodes: graph.nodes.map((node) => (node.id === "media.TV" ? { ...node, ...change } : node)) },
        expected,
      );
    });
  }

  it("a drift goes with neither log link nor student_t", () => {
    for (const change of [{ link: "log" }, { likelihood: "student_t" }]) {
      const graph = high();
      const nodes = graph.nodes.map((node) => (node.type === "target" ? { ...node, ...change } : node));
      assertFinding({ ...graph, nodes }, /^nodes\.2\.drift: node "trend": a drift does not go with/);
    }
  });

  it("Weibull shapes may exceed 1", () => {
    const graph = high();
    const adstock = { type: "weibull_pdf", prior: { dist: "gamma", shape: 2, rate: 1 } };
    assert.deepEqual(
      findings({ ...graph, nodes: graph.nodes.map((node) => (node.id === "media.TV" ? { ...node, adstock } : node)) }),
      [],
    );
  });

  const wiring: readonly [(graph: ReturnType<typeof low>) => Json, RegExp][] = [
    [
      (graph) => ({ ...graph, edges: [...graph.edges, { from: "a", to: "base", port: "half" }] }),
      /^edges\.4\.port: edge a -> base: broadcast has no port "half"; x/,
    ],
    [(graph) => ({ ...graph, edges: [...graph.edges, { from: "a", to: "base" }] }), /broadcast has no port undefined/],
    [
      (graph) => ({ ...graph, edges: [...graph.edges, { from: "s", to: "a", port: "x" }] }),
      /param has no port "x"; it takes no edges/,
    ],
    [
      (graph) => ({ ...graph, edges: [...graph.edges, { from: "s", to: "base", port: "x" }] }),
      /port x of "base" has two edges/,
    ],
    [
      (graph) => ({ ...graph, edges: [...graph.edges, { from: "a", to: "mu", port: "term" }] }),
      /^edges\.4\.from: .*port term takes term \/ linear \/ broadcast, not param/,
    ],
    [(graph) => ({ ...graph, edges: graph.edges.slice(1) }), /^nodes\.1: node "base" lacks an edge to its port x/],
    [
      (graph) => ({ ...graph, nodes: graph.nodes.slice(0, 4), edges: graph.edges.slice(0, 2) }),
      /the graph has no observe node/,
    ],
    [
      (graph) => ({
        ...graph,
        nodes: graph.nodes.map((node) => (node.id === "obs" ? { id: "obs", kind: "observe" } : node)),
      }),
      /^nodes\.4\.attrs: node "obs" needs attrs/,
    ],
    [
      (graph) => ({
        ...graph,
        nodes: graph.nodes.map((node) =>
          node.id === "obs" ? { ...node, attrs: { scale: [0], likelihood: "normal", nu: 4 } } : node,
        ),
      }),
      /^nodes\.4\.attrs\.drift: node "obs" lacks drift/,
    ],
    [
      (graph) => ({
        ...graph,
        nodes: graph.nodes.map((node) =>
          node.id === "obs" ? { ...node, attrs: { scale: [0], likelihood: "normal", nu: 4, drift: "none" } } : node,
        ),
      }),
      /^nodes\.4\.attrs\.scale: .*must hold numbers from/,
    ],
    [
      (graph) => ({
        ...graph,
        nodes: [...graph.nodes, { id: "x", kind: "basis", attrs: { type: "fourier", harmonics: 2 } }],
      }),
      /^nodes\.5\.attrs\.period: node "x" lacks period/,
    ],
  ];
  for (const [change, expected] of wiring)
    it(`low level: finding ${String(expected)}`, () => assertFinding(change(low()), expected));

  it("says every finding in the language of its reader", () => {
    const bundle = new URL("../../../l10n/bundle.l10n.json", import.meta.url);
    const texts = Object.keys(JSON.parse(readFileSync(bundle, "utf8")) as Json);
    const graph = high();
    const spoilt = [
      ...shapes.map(([value]) => value),
      ...fields.map(([change]) => ({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, ...change })) })),
      ...wiring.map(([change]) => change(low())),
    ];
    l10n.config({ contents: Object.fromEntries(texts.map((text) => [text, text.replace(/[a-z]+/gi, "~")])) });
    try {
      for (const finding of spoilt.flatMap(findings))
        assert.doesNotMatch(finding, /\b(is|has|must|needs|lacks|of|the|not|at)\b/);
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("reports everything at once", () => {
    const graph = high();
    const spoilt = {
      ...graph,
      nodes: [...graph.nodes, { id: "x", type: "trend", knots: -1 }],
      edges: [...graph.edges, { from: "y", to: "sales" }],
    };
    assert.equal(findings(spoilt).length, 2);
  });

  it("a node with edges up to the limit is checked in seconds, and only so many findings are said", function () {
    this.timeout(30_000);
    const edges = Array.from({ length: 100_000 }, () => ({ from: "media.TV", to: "sales" }));
    const found = findings({ ...high(), edges });
    assert.equal(found.length, 300);
    assert.deepEqual(findings({ ...high(), edges: [...edges, ...edges.slice(0, 1)] }), ["edges: at most 100000 edges"]);
  });

  it("a graph at the size limit is checked in seconds", function () {
    this.timeout(30_000);
    const nodes = Array.from({ length: 19_999 }, (_, i) => ({ id: `n${i}`, type: "control" }));
    const graph = {
      nodes: [{ id: "sales", type: "target" }, ...nodes],
      edges: nodes.map(({ id }) => ({ from: id, to: "sales" })),
    };
    const begin = performance.now();
    assert.deepEqual(findings(graph), []);
    assert.ok(performance.now() - begin < 10_000);
    assertFinding({ ...graph, nodes: [...graph.nodes, { id: "more", type: "control" }] }, /at most 20000 nodes/);
  });
});

describe("the limits of fields", () => {
  const tables: readonly [string, Readonly<Record<string, Fields>>][] = [
    ["high", HIGH_FIELDS],
    ["low", LOW_FIELDS],
  ];
  it("every default lies within its limits", () => {
    for (const [level, table] of tables) {
      for (const [word, fields] of Object.entries(table)) {
        for (const [name, field] of Object.entries(fields)) {
          if (field.kind === "number" && field.default !== undefined)
            assert.ok(field.default >= field.min && field.default <= field.max, `${level} ${word} ${name}`);
          if (field.kind === "choice")
            assert.ok(field.choices.includes(field.default ?? ""), `${level} ${word} ${name}`);
        }
      }
    }
  });

  it("a graph of defaults passes", () => {
    for (const [type, fields] of Object.entries(HIGH_FIELDS)) {
      if (type === "target") continue;
      const node: Json = { id: "x", type };
      for (const [name, field] of Object.entries(fields)) {
        if (!("default" in field)) continue;
        const [outer = "", inner] = name.split(".");
        if (inner === undefined) node[outer] = field.default;
        else node[outer] = { ...(node[outer] as Json | undefined), [inner]: field.default };
      }
      assert.deepEqual(
        findings({ nodes: [{ id: "sales", type: "target" }, node], edges: [{ from: "x", to: "sales" }] }),
        [],
      );
    }
  });

  it("every kind of low-level node has its ports", () => {
    assert.deepEqual(Object.keys(LOW_PORTS).sort(), Object.keys(LOW_FIELDS).sort());
  });
});
