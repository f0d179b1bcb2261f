import assert from "node:assert/strict";
import fc from "fast-check";
import { layoutGraph } from "../../../../src/graphs/layout/layoutGraph";

const input = (count: number, pairs: readonly (readonly [number, number])[], groups: readonly number[] = []) => ({
  widths: new Float64Array(count).fill(100),
  heights: new Float64Array(count).fill(40),
  groups: Int32Array.from({ length: count }, (_, i) => groups[i] ?? -1),
  from: Int32Array.from(pairs.map(([from]) => from)),
  to: Int32Array.from(pairs.map(([, to]) => to)),
});

describe("laying out a graph", () => {
  it("puts every node left of what it leads to, and the end at the right", () => {
    const { x, width } = layoutGraph(
      input(4, [
        [0, 1],
        [1, 3],
        [2, 3],
        [0, 3],
      ]),
    );
    assert.equal((x[3] ?? 0) + 100, width);
    assert.ok((x[0] ?? 0) < (x[1] ?? 0) && (x[1] ?? 0) < (x[3] ?? 0) && x[1] === x[2]);
    assert.equal(x[0], 0);
  });

  it("puts what is linked with nothing among what leads to an end", () => {
    const { x } = layoutGraph(input(3, [[0, 1]]));
    assert.equal(x[2], x[0]);
  });

  it("keeps groups together, in their order, in a column", () => {
    const { y } = layoutGraph(
      input(
        6,
        [0, 1, 2, 3, 4].map((i) => [i, 5] as const),
        [1, 0, 1, 0, 1, -1],
      ),
    );
    const order = [0, 1, 2, 3, 4].sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0));
    assert.deepEqual(order, [1, 3, 0, 2, 4]);
    assert.equal((y[0] ?? 0) - (y[3] ?? 0), 40 + 26);
  });

  it("untangles what crosses", () => {
    const { y } = layoutGraph(
      input(6, [
        [0, 5],
        [1, 4],
        [2, 3],
      ]),
    );
    const by = (nodes: readonly number[]): number[] => [...nodes].sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0));
    const partner = [5, 4, 3];
    assert.deepEqual(
      by([0, 1, 2]).map((node) => partner[node]),
      by([3, 4, 5]),
    );
  });

  it("draws no two nodes over each other, whatever the graph, cycles too", () => {
    const graph = fc
      .integer({ min: 1, max: 25 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 50 }),
          fc.array(fc.integer({ min: -1, max: 3 }), { minLength: count, maxLength: count }),
        ),
      );
    fc.assert(
      fc.property(graph, ([count, pairs, groups]) => {
        const { x, y, width, height } = layoutGraph(input(count, pairs, groups));
        for (let a = 0; a < count; a++) {
          assert.ok((x[a] ?? -1) >= 0 && (y[a] ?? -1) >= -1e-9);
          assert.ok((x[a] ?? 0) + 100 <= width + 1e-9 && (y[a] ?? 0) + 40 <= height + 1e-9);
          for (let b = 0; b < a; b++)
            assert.ok(Math.abs((x[a] ?? 0) - (x[b] ?? 0)) >= 100 || Math.abs((y[a] ?? 0) - (y[b] ?? 0)) >= 40);
        }
      }),
    );
  });

  it("lays out nothing as nothing", () => {
    assert.deepEqual([layoutGraph(input(0, [])).width, layoutGraph(input(0, [])).height], [0, 0]);
  });
});
