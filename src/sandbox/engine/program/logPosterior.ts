/** What inference needs of a model: the log posterior density over an unconstrained parameter vector, with its gradient. */
export interface LogPosterior {
  /** Number of unconstrained parameters. */
  readonly dim: number;
  /** Parameter names, length `dim`: "media.TV.alpha", "seasonality.coef[0]", "sales.sigma[Espresso]". */
  names(): string[];
  /** Gradients computed so far. */
  readonly evaluations: number;
  /**
   * Log density at `theta` up to a constant, the Jacobian of the transforms included; writes d/d theta into `gradient`.
   * Not finite (NaN or -Infinity) where the density cannot be computed; never throws.
   */
  logDensity(theta: Float64Array, gradient: Float64Array): number;
  /** Values on their natural scales (a retention in 0..1, a share above 0), length `dim`. */
  constrain(theta: Float64Array, natural: Float64Array): void;
  /**
   * A starting point: unconstrained value of every prior's centre, plus `spread` times standard normal noise.
   * Noise comes from the caller so that starts are reproducible.
   */
  startingPoint(spread: number, normal: () => number): Float64Array;
}
