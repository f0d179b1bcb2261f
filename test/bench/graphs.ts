// Speed of reading, checking, editing and laying out graphs. Prints one "name value unit budget" line for each figure.
import { graphChanges, isRefusal } from "../../src/graphs/applyEdit";
import { graphProblems } from "../../src/graphs/graphProblems";
import { readGraphView } from "../../src/graphs/graphView";
import { type Layout, layoutGraph } from "../../src/graphs/layout/layoutGraph";
import { randomLinks } from "../support/randomGraph";

function graphText(count: number): string {
  const { from, to } = randomLinks(count);
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `node ${String(i)}`,
    type: i === 0 ? "target" : "media",
    adstock: { type: "geometric", max_lag: 13 },
    effect: { parameter: "roi", prior: { dist: "lognormal", mu: 0.2, sd: 0.9 } },
  }));
  const edges = [...from].map((end, i) => ({ from: `node ${String(end)}`, to: `node ${String(to[i])}` }));
  return JSON.stringify({ nodes, edges }, undefined, 2);
}

/** Median of nine. */
function milliseconds(work: () => unknown): number {
  const times = Array.from({ length: 9 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}

function laidOut(count: number): () => Layout {
  const { from, to } = randomLinks(count);
  const widths = new Float64Array(count).fill(160);
  const heights = new Float64Array(count).fill(44);
  const groups = new Int32Array(count).fill(-1);
  return () => layoutGraph({ widths, heights, groups, from, to });
}

/** Pairs of edges whose straight lines cross. */
function crossings({ x, y }: Layout, count: number): number {
  const { from, to } = randomLinks(count);
  const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
    Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  const at = (node = 0): readonly [number, number] => [x[node] ?? 0, y[node] ?? 0];
  let found = 0;
  for (let i = 0; i < from.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b, c, d] = [at(from[i]), at(to[i]), at(from[j]), at(to[j])];
      if (side(...a, ...b, ...c) * side(...a, ...b, ...d) < 0 && side(...c, ...d, ...a) * side(...c, ...d, ...b) < 0)
        found++;
    }
  return found;
}

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

for (const count of [100, 1000, 10_000]) {
  const text = graphText(count);
  const view = readGraphView(text);
  if (view === undefined) throw new Error("no graph");
  const size = `${String(count)} nodes`;
  report(
    `read ${size}`,
    milliseconds(() => readGraphView(text)),
    "ms",
  );
  report(
    `check ${size}`,
    milliseconds(() => graphProblems(view)),
    "ms",
  );
  const node = { index: count - 1, id: `node ${String(count - 1)}` };
  const change = (): void => {
    const path = ["adstock", "max_lag"];
    if (isRefusal(graphChanges(text, view, { kind: "setNodeField", node, path, json: "8" })))
      throw new Error("refused");
  };
  report(`edit as text, ${size}`, milliseconds(change), "ms", 50);
  report(`layout ${size}`, milliseconds(laidOut(count)), "ms", count === 1000 ? 100 : undefined);
  if (count <= 1000) report(`crossings ${size}`, crossings(laidOut(count)(), count), "pairs");
}
