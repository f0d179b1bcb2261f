/** An additive part of the predictor. Its own series is only written on demand: a gradient needs just the sum. */
export interface Term {
  /** Computes what `addTo` needs; called for every term before the first `addTo`. */
  prepare(): void;
  /** Adds the term's series (units x dates) to the predictor. */
  addTo(predictor: Float64Array): void;
  /** Passes the predictor's adjoint on to what the term depends on. */
  pullBack(adjoint: Float64Array): void;
}

/** A term whose mean over the training dates can be taken out of the intercept (centredIntercept.ts). */
export interface CentredTerm extends Term {
  windowMean(unit: number): number;
  /** Passes the adjoint of `windowMean(unit)` on. */
  pullBackWindowMean(unit: number, gradient: number): void;
}

/** A response times a factor for each unit. */
export interface ResponseTerm extends CentredTerm {
  factor(unit: number): number;
}
