/** A small high-level graph of the sandbox's schema, as its server writes one. */
export function demoGraph(): string {
  const drivers: readonly (readonly [string, Record<string, unknown>])[] = [
    ["TV", media("TV")],
    ["Online video", media("Online video")],
    ["Search", media("Search")],
    ["Price", { type: "price", data: { file: "Sales", metric: "PricePerUnit" }, effect: { sign: "negative" } }],
    ["Black Week", { type: "events", data: { file: "Events", select: { Event: ["Black Week"] } } }],
    ["Seasonality", { type: "seasonality", harmonics: 2 }],
    ["Trend", { type: "trend", effect: { prior: { dist: "normal", mu: 0, sd: 0.3 } } }],
  ];
  const nodes = [{ id: "Sales", type: "target" }, ...drivers.map(([id, fields]) => ({ id, ...fields }))];
  const edges = drivers.map(([from]) => ({ from, to: "Sales" }));
  return `${JSON.stringify({ schema: "alviss-sandbox/high/1", nodes, edges }, undefined, 2)}\n`;
}

const media = (name: string) => ({
  type: "media",
  data: { file: "Media", select: { Media: [name] } },
  adstock: { type: "geometric", max_lag: name === "TV" ? 13 : 12, prior: { dist: "beta", a: 1, b: 3 } },
  saturation: { type: "hill" },
  effect: { parameter: "roi", prior: { dist: "lognormal", mu: 0.2, sd: 0.9 }, sign: "positive" },
});

/** A low-level graph of one medium and the sales. */
export function lowGraph(): string {
  const param = (id: string, parent: string) => ({
    id,
    kind: "param",
    parent,
    attrs: { size: 1, per_unit: false, prior: { dist: "lognormal", mu: 0, sd: 0.4 } },
  });
  const nodes = [
    { id: "tv.x", kind: "data", parent: "tv", attrs: { series: "media:TV", scale: 118 } },
    param("tv.alpha", "tv"),
    {
      id: "tv.adstock",
      kind: "adstock",
      parent: "tv",
      attrs: { type: "geometric", max_lag: 13, normalise: true },
    },
    param("tv.half", "tv"),
    { id: "tv.sat", kind: "saturation", parent: "tv", attrs: { type: "hill" } },
    param("tv.coef", "tv"),
    { id: "tv.term", kind: "term", parent: "tv", attrs: { mode: "coef" } },
    { id: "sales.mu", kind: "sum", parent: "sales", attrs: {} },
    param("sales.sigma", "sales"),
    {
      id: "sales.obs",
      kind: "observe",
      parent: "sales",
      attrs: { scale: [5000], likelihood: "normal", nu: 4, drift: "none" },
    },
  ];
  const edges = [
    ["tv.x", "tv.adstock", "x"],
    ["tv.alpha", "tv.adstock", "p1"],
    ["tv.adstock", "tv.sat", "x"],
    ["tv.half", "tv.sat", "half"],
    ["tv.sat", "tv.term", "x"],
    ["tv.coef", "tv.term", "coef"],
    ["tv.term", "sales.mu", "term"],
    ["sales.mu", "sales.obs", "mu"],
    ["sales.sigma", "sales.obs", "sigma"],
  ].map(([from, to, port]) => ({ from, to, port }));
  return JSON.stringify({ nodes, edges }, undefined, 2);
}
