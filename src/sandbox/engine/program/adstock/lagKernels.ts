/**
 * Weights of adstocks with a finite number of lags, before normalising. Each writes the weights w_l, l = 0 .. lags - 1,
 * and their derivatives by the first and second parameter.
 */
export type LagKernel = (p1: number, p2: number, weights: Float64Array, byP1: Float64Array, byP2: Float64Array) => void;

/** w_l = a^((l - theta)^2): peaks theta periods late (Jin, Wang, Sun, Chan & Koehler, "Bayesian methods for media mix modeling", 2017, eq. 3). */
export const delayedKernel: LagKernel = (retention, peak, weights, byRetention, byPeak) => {
  const logRetention = Math.log(retention);
  for (let l = 0; l < weights.length; l++) {
    const distance = l - peak;
    const power = distance * distance;
    const w = Math.exp(power * logRetention);
    weights[l] = w;
    byRetention[l] = (power * w) / retention;
    byPeak[l] = -2 * distance * w * logRetention;
  }
};

/** w_l = (1 - l / L)^(1/a - 1): never longer than L lags, whatever a (the "binomial" decay of Google Meridian 1.x). */
export const binomialKernel: LagKernel = (retention, _unused, weights, byRetention, byUnused) => {
  const exponent = 1 / retention - 1;
  for (let l = 0; l < weights.length; l++) {
    const logBase = Math.log1p(-l / weights.length);
    const w = Math.exp(exponent * logBase);
    weights[l] = w;
    byRetention[l] = (-w * logBase) / (retention * retention);
    byUnused[l] = 0;
  }
};

/** w_l = density of a Weibull(shape, scale) at l + 1/2, the middle of period l (the "weibull_pdf" of Meta's Robyn). */
export const weibullKernel: LagKernel = (shape, scale, weights, byShape, byScale) => {
  for (let l = 0; l < weights.length; l++) {
    const logRatio = Math.log((l + 0.5) / scale);
    const power = Math.exp(shape * logRatio);
    const w = (shape / scale) * Math.exp((shape - 1) * logRatio - power);
    weights[l] = w;
    byShape[l] = w * (1 / shape + logRatio - power * logRatio);
    byScale[l] = (w * shape * (power - 1)) / scale;
  }
};
