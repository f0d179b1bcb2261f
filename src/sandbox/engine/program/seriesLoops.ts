/** Plain loops over [from, to) of a series: functions with array arguments keep every pointer in a register under V8. */

/** out += c x */
export function addScaled(out: Float64Array, x: Float64Array, c: number, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] += c * x[i];
}

/** out += c */
export function addConstant(out: Float64Array, c: number, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] += c;
}

/** sum of x, in two accumulators so that additions overlap. */
export function sum(x: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let i = from;
  for (; i + 1 < to; i += 2) {
    a += x[i];
    b += x[i + 1];
  }
  return i < to ? a + b + x[i] : a + b;
}

/** x . y, in four accumulators. */
export function innerProduct(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += x[i] * y[i];
    b += x[i + 1] * y[i + 1];
    c += x[i + 2] * y[i + 2];
    d += x[i + 3] * y[i + 3];
  }
  for (; i < to; i++) a += x[i] * y[i];
  return a + b + c + d;
}

/** out += c g and returns g . x: the backward pass of y = c x for x and c at once. */
export function pullBackScaled(
  g: Float64Array,
  x: Float64Array,
  out: Float64Array,
  c: number,
  from: number,
  to: number,
): number {
  let product = 0;
  for (let i = from; i < to; i++) {
    const gi = g[i];
    product += gi * x[i];
    out[i] += gi * c;
  }
  return product;
}
