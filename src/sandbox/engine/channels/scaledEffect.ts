import { looseVariable } from "../program/tensor";
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
  private readonly activity;
  private readonly saturated;
  private readonly saturate;

  constructor(
    private readonly member: MemberChannels,
    private readonly channel: Channel,
  ) {
    const size = member.cells.length;
    this.activity = looseVariable("activity", size);
    this.saturated = channel.chain.saturation ? looseVariable("saturated", size) : this.activity;
    this.saturate = channel.chain.saturation?.(this.activity, this.saturated);
  }

  /** Units sold over all cells, each times its weight. */
  at(multiple: number, weights?: Float64Array): number {
    const { member, channel, activity, saturated } = this;
    const { model, cells } = member;
    const carried = channel.chain.carried.values;
    for (let j = 0; j < cells.length; j++) activity.values[j] = multiple * carried[cells[j]];
    this.saturate?.forward();
    let sum = 0;
    // The cells go unit by unit.
    for (let start = 0; start < cells.length; start += member.dates) {
      const unit = member.unitOf(cells[start]);
      const factor = channel.chain.factor(unit);
      let ofUnit = 0;
      for (let j = start; j < start + member.dates; j++) {
        const units = this.throughLink(factor * saturated.values[j], cells[j]);
        ofUnit += weights ? weights[j] * units : units;
      }
      sum += model.salesScale[unit] * ofUnit;
    }
    return sum;
  }

  private throughLink(term: number, cell: number): number {
    const { model } = this.member;
    if (model.link === "identity") return term;
    return Math.exp(model.predictor[cell] - this.channel.term.values[cell]) * Math.expm1(term);
  }
}
