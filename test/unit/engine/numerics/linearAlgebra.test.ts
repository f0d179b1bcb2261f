import assert from "node:assert/strict";
import {
  affine,
  cholesky,
  choleskySolve,
  symmetricEigen,
  transposedProduct,
} from "../../../../src/sandbox/engine/numerics/linearAlgebra";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { assertClose } from "../../../support/engine/analyticDensities";

/** A random symmetric positive definite matrix with eigenvalues over six orders of magnitude. */
function randomCovariance(n: number): Float64Array {
  const random = new RandomStream(5);
  const root = Float64Array.from({ length: n * n }, (_, i) => random.normal() * 10 ** ((6 * (i % n)) / n - 3));
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++)
        product[i * n + j] = (product[i * n + j] ?? 0) + (root[i * n + k] ?? 0) * (root[j * n + k] ?? 0);
  return product;
}

describe("dense algebra", function () {
  this.timeout(20_000);
  it("factors 2 x 2 by hand and refuses what is not positive definite", () => {
    assert.deepEqual(cholesky(Float64Array.of(4, 2, 2, 5), 2), Float64Array.of(2, 0, 1, 2));
    assert.equal(cholesky(Float64Array.of(1, 2, 2, 1), 2), undefined);
    const right = Float64Array.of(8, 9);
    choleskySolve(Float64Array.of(2, 0, 1, 2), right);
    assertClose(right[0], 1.375, 1e-12);
    assertClose(right[1], 1.25, 1e-12);
  });

  it("multiplies by a matrix and by its transpose", () => {
    const matrix = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const out = new Float64Array(3);
    affine(matrix, Float64Array.of(1, 0, -1), Float64Array.of(10, 20, 30), out);
    assert.deepEqual(out, Float64Array.of(8, 18, 28));
    transposedProduct(matrix, Float64Array.of(1, 0, -1), out);
    assert.deepEqual(out, Float64Array.of(-6, -6, -6));
  });

  it("finds the eigenvalues of a matrix whose answer is known", () => {
    const { values } = symmetricEigen(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((expected, i) => assertClose([...values].sort()[i], expected, 1e-13));
  });

  it("rebuilds a badly scaled matrix from its eigenvectors, which are orthonormal", () => {
    const n = 30;
    const matrix = randomCovariance(n);
    const largest = Math.max(...matrix);
    const { values, vectors } = symmetricEigen(matrix, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let rebuilt = 0;
        let product = 0;
        for (let k = 0; k < n; k++) {
          rebuilt += (values[k] ?? NaN) * (vectors[k * n + i] ?? NaN) * (vectors[k * n + j] ?? NaN);
          product += (vectors[i * n + k] ?? NaN) * (vectors[j * n + k] ?? NaN);
        }
        assertClose(rebuilt, matrix[i * n + j] ?? NaN, 1e-12 * largest);
        assertClose(product, i === j ? 1 : 0, 1e-12);
      }
    }
  });
});
