import assert from "node:assert/strict";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { assertClose, mean, sd } from "../../../support/engine/analyticDensities";

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

describe("random streams", function () {
  this.timeout(20_000);
  it("repeat for the same seed and stream and differ for another", () => {
    const first = (seed: number, stream: number): number[] => {
      const random = new RandomStream(seed, stream);
      return take(5, () => random.uniform());
    };
    assert.deepEqual(first(7, 3), first(7, 3));
    const streams = [first(7, 3), first(7, 4), first(8, 3), first(7 + 2 ** 33, 3), first(3, 7)];
    assert.equal(new Set(streams.map((values) => values[0])).size, streams.length);
  });

  it("are uncorrelated between neighbouring streams", () => {
    const a = new RandomStream(1, 0);
    const b = new RandomStream(1, 1);
    assertClose(mean(take(20_000, () => a.normal() * b.normal())), 0, 0.03);
  });

  it("have the moments of the uniform, normal, gamma and beta distributions", () => {
    const random = new RandomStream(11);
    const n = 40_000;
    const uniforms = take(n, () => random.uniform());
    assertClose(mean(uniforms), 0.5, 0.006);
    assertClose(sd(uniforms), Math.sqrt(1 / 12), 0.004);
    const normals = take(n, () => random.normal());
    assertClose(mean(normals), 0, 0.02);
    assertClose(sd(normals), 1, 0.015);
    assertClose(mean(normals.map((value) => value ** 4)), 3, 0.25);
    for (const shape of [0.4, 2.5]) {
      const gammas = take(n, () => random.gamma(shape));
      assertClose(mean(gammas), shape, 0.03);
      assertClose(sd(gammas), Math.sqrt(shape), 0.04);
    }
    assertClose(mean(take(n, () => random.beta(2, 3))), 0.4, 0.005);
    assert.deepEqual(new Set(take(1000, () => random.integer(3))), new Set([0, 1, 2]));
  });
});
