/** Dense matrices as Float64Array, row-major. */

/** Lower Cholesky factor L (L L' = A) of a symmetric n x n matrix, or undefined when A is not positive definite. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | undefined {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j];
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}

/** Solves L L' x = b in place, L a lower Cholesky factor. */
export function choleskySolve(lower: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= lower[i * n + k] * b[k];
    b[i] = sum / lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i] * b[k];
    b[i] = sum / lower[i * n + i];
  }
}

/** out = offset + M z for a square matrix; two sums a row keep the processor's adders busy. */
export function affine(matrix: Float64Array, z: Float64Array, offset: Float64Array, out: Float64Array): void {
  const n = z.length;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let even = 0;
    let odd = 0;
    let k = 0;
    for (; k + 1 < n; k += 2) {
      even += matrix[row + k] * z[k];
      odd += matrix[row + k + 1] * z[k + 1];
    }
    if (k < n) even += matrix[row + k] * z[k];
    out[i] = offset[i] + even + odd;
  }
}

/** out = M' g for a square matrix. */
export function transposedProduct(matrix: Float64Array, g: Float64Array, out: Float64Array): void {
  const n = g.length;
  out.fill(0);
  for (let i = 0; i < n; i++) {
    const gi = g[i];
    const row = i * n;
    for (let k = 0; k < n; k++) out[k] += matrix[row + k] * gi;
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Eigenvalues of a symmetric matrix and its orthonormal eigenvectors; vector k is row k of `vectors`. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Turns rows p and q of a row-major matrix by the angle with the given cosine and sine. */
function rotateRows(matrix: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  const rowP = p * n;
  const rowQ = q * n;
  for (let k = 0; k < n; k++) {
    const x = matrix[rowP + k];
    const y = matrix[rowQ + k];
    matrix[rowP + k] = cosine * x - sine * y;
    matrix[rowQ + k] = sine * x + cosine * y;
  }
}

/** The same for columns p and q. */
function rotateColumns(matrix: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < n * n; k += n) {
    const x = matrix[k + p];
    const y = matrix[k + q];
    matrix[k + p] = cosine * x - sine * y;
    matrix[k + q] = sine * x + cosine * y;
  }
}

/** Eigendecomposition of a symmetric n x n matrix by the cyclic Jacobi method (Golub & Van Loan, Matrix Computations, 8.5). */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  let norm = 0;
  for (const value of a) norm += value * value;
  const negligible = 1e-16 * Math.sqrt(norm);
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = a[p * n + q];
        if (Math.abs(off) <= negligible) continue;
        rotations++;
        const theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
        const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        const sine = tangent * cosine;
        rotateRows(a, n, p, q, cosine, sine);
        rotateColumns(a, n, p, q, cosine, sine);
        rotateRows(vectors, n, p, q, cosine, sine);
      }
    }
    if (rotations === 0) break;
  }
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = a[i * n + i];
  return { values, vectors };
}
