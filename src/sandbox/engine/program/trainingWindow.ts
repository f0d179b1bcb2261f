import { addConstant, sum } from "./seriesLoops";

/**
 * The dates whose mean normalises a share term. Fixed by the training flags, so that the same parameters give the same
 * response on a longer calendar.
 */
export class TrainingWindow {
  readonly count: number;
  /** One past the last training date. */
  readonly end: number;
  private readonly isPrefix: boolean;

  constructor(private readonly flags: Uint8Array) {
    let count = 0;
    let end = 0;
    for (let t = 0; t < flags.length; t++) {
      if (flags[t] === 0) continue;
      count++;
      end = t + 1;
    }
    this.count = count;
    this.end = end;
    this.isPrefix = count === end;
  }

  /** Mean over the window of the series that starts at `start`. */
  mean(series: Float64Array, start: number): number {
    if (this.isPrefix) return sum(series, start, start + this.end) / this.count;
    let total = 0;
    for (let t = 0; t < this.end; t++) if (this.flags[t] !== 0) total += series[start + t];
    return total / this.count;
  }

  /** Backward pass of `mean`. */
  pullBackMean(adjoint: Float64Array, gradient: number, start: number): void {
    const each = gradient / this.count;
    if (this.isPrefix) return addConstant(adjoint, each, start, start + this.end);
    for (let t = 0; t < this.end; t++) if (this.flags[t] !== 0) adjoint[start + t] += each;
  }
}
