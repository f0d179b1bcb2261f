export const LOG_2PI = Math.log(2 * Math.PI);

/** Value of a polynomial whose coefficients go from the constant upwards (Horner). */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i];
  return value;
}

// Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function" (1969).
const ERF_SMALL_P = [
  3.209377589138469472562e3, 3.774852376853020208137e2, 1.138641541510501556495e2, 3.161123743870565596947,
  1.85777706184603152673e-1,
];
const ERF_SMALL_Q = [
  2.844236833439170622273e3, 1.282616526077372275645e3, 2.440246379344441733056e2, 2.360129095234412093499e1, 1,
];
const ERFC_MIDDLE_P = [
  1.23033935479799725272e3, 2.05107837782607146532e3, 1.71204761263407058314e3, 8.81952221241769090411e2,
  2.98635138197400131132e2, 6.61191906371416294775e1, 8.88314979438837594118, 5.6418849698867008918e-1,
  2.15311535474403846343e-8,
];
const ERFC_MIDDLE_Q = [
  1.23033935480374942043e3, 3.43936767414372163696e3, 4.3626190901432471582e3, 3.29079923573345962678e3,
  1.62138957456669018874e3, 5.37181101862009857509e2, 1.17693950891312499305e2, 1.57449261107098347253e1, 1,
];
const ERFC_LARGE_P = [
  6.58749161529837803157e-4, 1.60837851487422766278e-2, 1.25781726111229246204e-1, 3.60344899949804439429e-1,
  3.05326634961232344035e-1, 1.63153871373020978498e-2,
];
const ERFC_LARGE_Q = [
  2.33520497626869185443e-3, 6.05183413124413191178e-2, 5.27905102951428412248e-1, 1.87295284992346725209,
  2.56852019228982242072, 1,
];
const ONE_OVER_SQRT_PI = 0.56418958354775628695;

/** Complementary error function, relative error about 1e-15. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return 1 - (x * polynomial(ERF_SMALL_P, x * x)) / polynomial(ERF_SMALL_Q, x * x);
  let upper: number;
  if (size < 4) {
    upper = (Math.exp(-x * x) * polynomial(ERFC_MIDDLE_P, size)) / polynomial(ERFC_MIDDLE_Q, size);
  } else {
    const z = 1 / (x * x);
    upper =
      (Math.exp(-x * x) / size) * (ONE_OVER_SQRT_PI - (z * polynomial(ERFC_LARGE_P, z)) / polynomial(ERFC_LARGE_Q, z));
  }
  return x < 0 ? 2 - upper : upper;
}

/** Density of the standard normal. */
export function normalPdf(z: number): number {
  return 0.3989422804014327 * Math.exp(-0.5 * z * z);
}

/** Distribution function of the standard normal; exact in the lower tail, so use normalCdf(-z) for upper tails. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988), PPND16.
const QUANTILE_CENTRE_P = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const QUANTILE_CENTRE_Q = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
];
const QUANTILE_TAIL_P = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const QUANTILE_TAIL_Q = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const QUANTILE_FAR_P = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const QUANTILE_FAR_Q = [
  1, 0.59983220653258796, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/** Inverse of normalCdf, relative error about 1e-15; +-40 at 1 and 0. Near 1 call -normalQuantile(1 - p) with an exact 1 - p. */
export function normalQuantile(p: number): number {
  const centred = p - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(QUANTILE_CENTRE_P, r)) / polynomial(QUANTILE_CENTRE_Q, r);
  }
  const tail = centred < 0 ? p : 1 - p;
  if (tail <= 0) return centred < 0 ? -40 : 40;
  const r = Math.sqrt(-Math.log(tail));
  const size =
    r <= 5
      ? polynomial(QUANTILE_TAIL_P, r - 1.6) / polynomial(QUANTILE_TAIL_Q, r - 1.6)
      : polynomial(QUANTILE_FAR_P, r - 5) / polynomial(QUANTILE_FAR_Q, r - 5);
  return centred < 0 ? -size : size;
}

// C. Lanczos, "A precision approximation of the gamma function" (1964), g = 7, nine terms.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** log Gamma(x) for x > 0, relative error about 1e-14. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let series = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) series += LANCZOS[i] / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * LOG_2PI + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** 1 / (1 + exp(-z)) without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** log(1 + exp(z)) without overflow. */
export function log1pExp(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

/** log(exp(a) + exp(b)) without overflow; -Infinity stands for a probability of zero. */
export function logAddExp(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  const larger = Math.max(a, b);
  return larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
}
