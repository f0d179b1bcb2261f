/**
 * Everything that one model sees of its data: U units (products, or one unit "all" when summed) by T dates.
 * Every array is unit-major: index = unit * T + date.
 */
export interface Frame {
  /** ISO dates (first day of the period), ascending, length T. */
  readonly dates: readonly string[];
  /** Length of a period in days: 1, 7, 30.4375, 91.3125 or 365.25. */
  readonly daysPerPeriod: number;
  /** Names of the units, length U. */
  readonly units: readonly string[];
  /** Units sold, U x T; 0 where not observed. */
  readonly sales: Float64Array;
  /** U x T, 1 where the sales enter the likelihood, 0 where the period is missing or masked. */
  readonly observed: Uint8Array;
  /** Average price, currency per unit sold, U x T; absent when the data have no usable price. */
  readonly price?: Float64Array;
  /** Average profit, currency per unit sold and possibly negative, U x T; absent when the data have none for some unit. */
  readonly profit?: Float64Array;
  /** Exposure per media vehicle (impressions, GRP, ... or spend), U x T each. */
  readonly media: ReadonlyMap<string, Float64Array>;
  /** The metric that `media` holds for a vehicle: "GRP", "Impression", "Investment", ... */
  readonly mediaMetrics: ReadonlyMap<string, string>;
  /** Spend per media vehicle, currency, U x T each; a vehicle without Investment rows is absent. */
  readonly investment: ReadonlyMap<string, Float64Array>;
  /** Spend for all products was split evenly over them, since the data do not tell which part is whose. */
  readonly sharedSpend?: true;
  /** Distribution per sales channel, counts, U x T each. */
  readonly distribution: ReadonlyMap<string, Float64Array>;
  /** Share of the period that an event covers, 0..1, U x T each. */
  readonly events: ReadonlyMap<string, Float64Array>;
  /** Further controls (macro indicators, visits, ...), U x T each. */
  readonly controls: ReadonlyMap<string, Float64Array>;
}
