import { drawOrder } from "../attribution/drawOrder";
import { drawOf, drawsUsed } from "../attribution/decomposeSales";
import { Decomposition } from "../attribution/decomposition";
import { type Cells } from "../attribution/memberCells";
import { modelDrivers } from "../attribution/modelDrivers";
import { type ResultMember, type ReturnBasis } from "../contract";
import { compileGraph } from "../graph/compileGraph";
import { uncentred } from "../graph/uncentred";
import { RandomStream, STREAM } from "../numerics/random";
import { type CompiledModel, type ModelTerm } from "../program/compiledModel";
import { type MediaChain } from "../program/mediaChain";
import { TrainingWindow } from "../program/trainingWindow";

/** A medium of a model. */
export interface Channel {
  readonly name: string;
  /** Its row in the decomposition. */
  readonly driver: number;
  readonly term: ModelTerm;
  readonly chain: MediaChain;
  /** Currency of each cell; absent where the data have no spend. */
  readonly spend?: Float64Array;
  /** The same of every unit and date of the data, unit by unit. */
  readonly wholeSpend?: Float64Array;
}

/** Draws from the priors behind a prior's interval. */
export const PRIOR_DRAWS = 1000;

/** The media of one attribution over the cells that a result is about, at one draw of its parameters. */
export class MemberChannels {
  readonly model: CompiledModel;
  readonly channels: readonly Channel[];
  /** Indexes unit * dates + date of the model's series, unit by unit. */
  readonly cells: readonly number[];
  /** What a return counts of a unit sold, currency, of each cell; absent where the data do not tell. */
  readonly worth?: Float64Array;
  readonly dates: number;
  readonly drawCount: number;
  private readonly decomposition: Decomposition;

  /** `beliefs`: "prior" makes draws from the priors of the same model. `fit`: as in drawOrder.ts. */
  constructor(
    readonly member: ResultMember,
    private readonly about: Cells,
    private readonly beliefs: "posterior" | "prior",
    basis: ReturnBasis = "revenue",
    private readonly fit = 0,
  ) {
    const { request } = member;
    const { frame, training } = request;
    const { from, to, units } = about;
    const graph = beliefs === "prior" ? uncentred(request.graph) : request.graph;
    this.model = compileGraph(graph, frame, training);
    const drivers = modelDrivers(this.model);
    this.decomposition = new Decomposition(this.model, drivers, new TrainingWindow(training));
    this.drawCount = beliefs === "prior" ? PRIOR_DRAWS : drawsUsed(request);
    this.dates = to - from;
    this.cells = units.flatMap((unit) =>
      Array.from({ length: to - from }, (_, date) => unit * frame.dates.length + request.from + from + date),
    );
    const worth = { revenue: frame.price, profit: frame.profit }[basis];
    if (worth) this.worth = this.ofCells(worth);
    this.channels = drivers.flatMap(({ name, term, vehicle }, driver): Channel[] => {
      if (!term?.chain) return [];
      const spend = frame.investment.get(vehicle);
      const paid = spend && { spend: this.ofCells(spend), wholeSpend: spend };
      return [{ name, driver, term, chain: term.chain, ...paid }];
    });
  }

  /** Goes through `count` draws, evenly spaced over this member's. */
  *draws(count: number): Generator<number> {
    // Beliefs about two models are no more tied to one another than what was found in them.
    const random = new RandomStream(this.member.request.fit.seed, STREAM.priors + this.fit);
    const order = drawOrder(this.fit, this.drawCount, count);
    for (let draw = 0; draw < count; draw++) {
      const theta =
        this.beliefs === "prior" ? this.model.samplePrior(random) : drawOf(this.member.request, order[draw]);
      // A drifting baseline concerns no medium: its mean path does.
      this.decomposition.at(theta, () => 0);
      yield draw;
    }
  }

  /** The values of a series of the model in the cells. */
  ofCells(series: Float64Array): Float64Array {
    return Float64Array.from(this.cells, (cell) => series[cell]);
  }

  /** The dates of the data with what was spent on a channel on each, in the units that the result is about. */
  *spendOfData({ wholeSpend }: Channel): Generator<readonly [date: string, spend: number]> {
    const { dates } = this.member.request.frame;
    for (const [at, date] of dates.entries()) {
      yield [date, this.about.units.reduce((sum, unit) => sum + (wholeSpend?.[unit * dates.length + at] ?? 0), 0)];
    }
  }

  unitOf(cell: number): number {
    return Math.floor(cell / this.model.dates);
  }

  /** Units sold through a channel in one cell, as the attribution counts them. */
  contribution({ driver }: Channel, cell: number): number {
    const unit = this.unitOf(cell);
    return this.decomposition.value(driver, unit, cell - unit * this.model.dates);
  }
}

/** Draws that are gone through where the whole model is computed for each: more of them move no interval visibly. */
export const MOST_DRAWS = 1000;

/** The fewest draws that any member has, since a draw of all together needs one of each, and no more than are gone through. */
export const sharedDraws = (members: readonly MemberChannels[]): number =>
  Math.min(MOST_DRAWS, ...members.map(({ drawCount }) => drawCount));

/** Names of the channels of all members, in the order of their first appearance. */
export const channelNames = (members: readonly MemberChannels[]): string[] => [
  ...new Set(members.flatMap(({ channels }) => channels.map(({ name }) => name))),
];

/** What was spent on a channel on each date, all units and members together; undefined where nobody knows of spend. */
export function spendByDate(members: readonly MemberChannels[], name: string): Float64Array | undefined {
  const spends = members.flatMap(({ channels }) => channels.find((channel) => channel.name === name)?.spend ?? []);
  const [first] = members;
  if (!first || spends.length === 0) return undefined;
  const out = new Float64Array(first.dates);
  for (const spend of spends) spend.forEach((value, at) => (out[at % first.dates] += value));
  return out;
}

/** The most that was spent on a channel in a period, all units and members together: of all the data, not of the result alone. */
export function largestSpend(members: readonly MemberChannels[], name: string): number {
  const byDate = new Map<string, number>();
  for (const member of members) {
    for (const channel of member.channels.filter((each) => each.name === name)) {
      for (const [date, spend] of member.spendOfData(channel)) byDate.set(date, (byDate.get(date) ?? 0) + spend);
    }
  }
  return [...byDate.values()].reduce((a, b) => Math.max(a, b), 0);
}
