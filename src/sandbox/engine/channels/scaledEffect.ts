import { type MediaChain, type SaturationMultiples } from "../program/mediaChain";
import { looseVariable, type Variable } from "../program/tensor";
import { type Channel, type MemberChannels } from "./memberChannels";

/**
 * What a channel would bring if all its activity, before the result's dates too, were a multiple of what it was: the
 * flighting stays as it is. The parameters are those of the member's present draw.
 *
 * With the identity link that is the scaled term. With a log link it is the sales that would be lost without the channel,
 * exp(predictor) - exp(predictor - term), which is not the additive share of the attribution (additiveWeights.ts).
 * As in Google Meridian's response curves (`response_curves`, "historical flighting pattern").
 */
export class ScaledEffect {
  private readonly saturated;
  private readonly multiples;
  private readonly activity;
  private readonly ofUnits: Float64Array;

  constructor(
    private readonly member: MemberChannels,
    private readonly channel: Channel,
  ) {
    const { chain } = channel;
    this.activity = looseVariable("activity", member.cells.length);
    this.saturated = looseVariable("saturated", member.cells.length);
    this.ofUnits = new Float64Array(member.cells.length / member.dates);
    this.multiples =
      chain.multiples?.(this.activity, this.saturated) ?? byScaling(chain, this.activity, this.saturated);
  }

  /** Turns to the member's present draw. */
  prepare(): void {
    const { member, channel, activity } = this;
    const carried = channel.chain.carried.values;
    member.cells.forEach((cell, j) => (activity.values[j] = carried[cell]));
    this.multiples.prepare();
  }

  /** Units sold over all cells, each times its weight. */
  at(multiple: number, weights?: Float64Array): number {
    this.byUnit(multiple, weights, this.ofUnits);
    return this.ofUnits.reduce((sum, value) => sum + value, 0);
  }

  /** The same of each unit, into `out`. */
  byUnit(multiple: number, weights: Float64Array | undefined, out: Float64Array): void {
    const { member, channel, saturated } = this;
    const { model, cells } = member;
    this.multiples.at(multiple);
    // The cells go unit by unit.
    for (let start = 0; start < cells.length; start += member.dates) {
      const unit = member.unitOf(cells[start]);
      const factor = channel.chain.factor(unit);
      const end = start + member.dates;
      const ofUnit =
        model.link === "identity"
          ? factor * weightedSum(saturated.values, weights, start, end)
          : this.throughLink(factor, weights, start, end);
      out[start / member.dates] = model.salesScale[unit] * ofUnit;
    }
  }

  private throughLink(factor: number, weights: Float64Array | undefined, start: number, end: number): number {
    const { member, channel, saturated } = this;
    let sum = 0;
    for (let j = start; j < end; j++) {
      const cell = member.cells[j];
      const without = Math.exp(member.model.predictor[cell] - channel.term.values[cell]);
      sum += (weights ? weights[j] : 1) * without * Math.expm1(factor * saturated.values[j]);
    }
    return sum;
  }
}

function weightedSum(values: Float64Array, weights: Float64Array | undefined, start: number, end: number): number {
  let sum = 0;
  if (weights) for (let j = start; j < end; j++) sum += weights[j] * values[j];
  else for (let j = start; j < end; j++) sum += values[j];
  return sum;
}

/** Multiples of a saturation that knows no quicker way, or of a proportional effect. */
function byScaling({ saturation }: MediaChain, activity: Variable, out: Variable): SaturationMultiples {
  const scaled = saturation ? looseVariable("scaled", activity.length) : out;
  const saturate = saturation?.(scaled, out);
  return {
    prepare: () => undefined,
    at: (multiple) => {
      for (let j = 0; j < activity.length; j++) scaled.values[j] = multiple * activity.values[j];
      saturate?.forward();
    },
  };
}
