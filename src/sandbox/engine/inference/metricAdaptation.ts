/** Running variances of every coordinate (Welford 1962). */
class RunningVariance {
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;
  count = 0;

  constructor(dimension: number) {
    this.mean = new Float64Array(dimension);
    this.squares = new Float64Array(dimension);
  }

  add(position: Float64Array): void {
    this.count++;
    for (let i = 0; i < position.length; i++) {
      const deviation = position[i] - this.mean[i];
      this.mean[i] += deviation / this.count;
      this.squares[i] += deviation * (position[i] - this.mean[i]);
    }
  }

  /** Sample variances, drawn towards 0.001 as if by five more draws (as Stan does). */
  regularised(out: Float64Array): void {
    const n = this.count;
    for (let i = 0; i < out.length; i++) {
      const variance = this.squares[i] / Math.max(1, n - 1);
      out[i] = (n / (n + 5)) * variance + 1e-3 * (5 / (n + 5));
    }
  }

  clear(): void {
    this.count = 0;
    this.mean.fill(0);
    this.squares.fill(0);
  }
}

/** Shares of the warm-up before, and after, the windows in which variances are learned. */
interface Schedule {
  readonly firstWindow: number;
  readonly windowStart: number;
  readonly windowEnd: number;
}

function scheduleOf(warmup: number): Schedule {
  if (warmup >= 150) return { firstWindow: 25, windowStart: 75, windowEnd: warmup - 50 };
  const windowStart = Math.floor(0.15 * warmup);
  const windowEnd = warmup - Math.floor(0.1 * warmup);
  return { firstWindow: windowEnd - windowStart, windowStart, windowEnd };
}

/**
 * Learns the diagonal metric in windows of doubling length, the last one stretched to the end (Stan Reference Manual, "Automatic
 * parameter tuning").
 */
export class MetricAdaptation {
  private readonly variance: RunningVariance;
  private readonly schedule: Schedule;
  private windowSize: number;
  private windowEnd: number;

  constructor(dimension: number, warmup: number) {
    this.variance = new RunningVariance(dimension);
    this.schedule = scheduleOf(warmup);
    this.windowSize = this.schedule.firstWindow;
    this.windowEnd = this.schedule.windowStart + this.windowSize;
  }

  /** Takes the position after warm-up iteration `iteration` (from 0); true when `inverseMetric` was renewed. */
  update(iteration: number, position: Float64Array, inverseMetric: Float64Array): boolean {
    const { windowStart, windowEnd } = this.schedule;
    if (iteration < windowStart || iteration >= windowEnd) return false;
    this.variance.add(position);
    if (iteration + 1 !== this.windowEnd) return false;
    this.variance.regularised(inverseMetric);
    this.variance.clear();
    this.windowSize *= 2;
    this.windowEnd += this.windowSize;
    if (this.windowEnd + 2 * this.windowSize > windowEnd) this.windowEnd = windowEnd;
    return true;
  }
}
