const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;

/** Adam (Kingma & Ba 2015), ascending: moves every coordinate by about the learning rate per step. */
export class Adam {
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private steps = 0;

  constructor(
    dimension: number,
    private readonly learningRate: number,
  ) {
    this.first = new Float64Array(dimension);
    this.second = new Float64Array(dimension);
  }

  /** Moves `parameters` uphill along `factor * gradient`. */
  ascend(parameters: Float64Array, gradient: Float64Array, factor: number): void {
    this.steps++;
    const firstCorrection = 1 - Math.pow(FIRST_DECAY, this.steps);
    const secondCorrection = 1 - Math.pow(SECOND_DECAY, this.steps);
    const { first, second, learningRate } = this;
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i] * factor;
      first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * g;
      second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * g * g;
      parameters[i] += (learningRate * (first[i] / firstCorrection)) / (Math.sqrt(second[i] / secondCorrection) + 1e-8);
    }
  }
}
