/** The scaled sales that enter the likelihood. */
export interface Observations {
  readonly units: number;
  readonly dates: number;
  /** Scaled sales, units x dates; 0 where not observed. */
  readonly sales: Float64Array;
  /** 1 where the sales enter the likelihood (observed and training date), else 0. */
  readonly weights: Float64Array;
}
