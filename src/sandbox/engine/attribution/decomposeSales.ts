import { ENGINE_VERSION, type AttributionRequest, type ContributionDraws } from "../contract";
import type { Frame } from "../frame";
import { checkFrame } from "../graph/checkFrame";
import { compileGraph } from "../graph/compileGraph";
import { ModelError } from "../modelError";
import { RandomStream, STREAM } from "../numerics/random";
import type { CompiledModel } from "../program/compiledModel";
import { TrainingWindow } from "../program/trainingWindow";
import { Decomposition } from "./decomposition";
import { modelDrivers, type ModelDriver } from "./modelDrivers";

/** 512 MB of contributions; more does not fit a result that people look at. */
const MOST_NUMBERS = 2 ** 26;

/** Contributions one draw at a time, for who needs less of them than would fit in memory. */
export interface DrawByDraw extends Omit<ContributionDraws, "contributions"> {
  /** [driver][unit][date] of each draw in turn; the next one may take the same memory. */
  readonly blocks: Iterable<Float64Array>;
}

/** Those of an attribution that are there already. */
export function storedDraws({ contributions, ...rest }: ContributionDraws): DrawByDraw {
  const block = contributions.length / rest.drawCount;
  const blocks = Array.from({ length: rest.drawCount }, (_, s) => contributions.subarray(s * block, (s + 1) * block));
  return { ...rest, blocks };
}

/**
 * Splits expected sales by driver for evenly spaced posterior draws. Identity link: the terms themselves, a drifting
 * baseline counted to the trend, one posterior path per draw. Log link: see additiveWeights.ts. Either way the drivers
 * add up to the expected sales of the draw. Drivers whose level is a convention (price, distribution, controls, season,
 * trend) are measured from their mean over the training dates; the rest of their level belongs to the base.
 * `report` hears after each draw what share of them is done. Throws a ModelError when the draws do not belong to the graph.
 */
export function decomposeSales(
  request: AttributionRequest,
  report: (fraction: number) => void = () => undefined,
): ContributionDraws {
  const { blocks, ...rest } = decomposeDraws(request, report);
  const { drivers, drawCount, units, dates } = rest;
  const block = drivers.length * units.length * dates.length;
  if (drawCount * block > MOST_NUMBERS) {
    throw new ModelError(
      `${drawCount} samples of ${block} contributions are too many; use at most ${Math.floor(MOST_NUMBERS / block)} samples`,
    );
  }
  const contributions = new Float64Array(drawCount * block);
  let at = 0;
  for (const values of blocks) {
    contributions.set(values, at);
    at += block;
  }
  return { ...rest, contributions };
}

/** The same, each draw made when it is asked for. */
export function decomposeDraws(
  request: AttributionRequest,
  report: (fraction: number) => void = () => undefined,
): DrawByDraw {
  const { frame, training, fit, from, to } = request;
  checkFrame(frame);
  const model = compileGraph(request.graph, frame, training);
  checkRequest(request, model);
  const drivers = modelDrivers(model);
  const drawCount = drawsUsed(request);
  return {
    engine: ENGINE_VERSION,
    seed: fit.seed,
    drivers: drivers.map(({ name, kind, zeroSum }) => ({ name, kind, zeroSum })),
    units: frame.units,
    dates: frame.dates.slice(from, to),
    reference: "training mean",
    drawCount,
    blocks: blocksOf(request, model, drivers, report),
    ...(frame.price !== undefined && { price: dateRange(frame.price, frame, from, to) }),
    investment: investments(drivers, frame, from, to),
  };
}

function* blocksOf(
  request: AttributionRequest,
  model: CompiledModel,
  drivers: readonly ModelDriver[],
  report: (fraction: number) => void,
): Generator<Float64Array> {
  const { training, fit, from, to } = request;
  const decomposition = new Decomposition(model, drivers, new TrainingWindow(training));
  const random = new RandomStream(fit.seed, STREAM.attribution);
  const drawCount = drawsUsed(request);
  const values = new Float64Array(drivers.length * model.units * (to - from));
  for (let s = 0; s < drawCount; s++) {
    decomposition.at(drawOf(request, s), () => random.normal());
    decomposition.write(values, from, to);
    yield values;
    report((s + 1) / drawCount);
  }
}

/** How many of the fit's draws an attribution uses. */
export const drawsUsed = ({ samples, fit }: Pick<AttributionRequest, "samples" | "fit">): number =>
  Math.max(1, Math.min(Math.floor(samples), fit.drawCount));

/** The parameters of one of those draws; they are evenly spaced over the fit's. */
export function drawOf(request: Pick<AttributionRequest, "samples" | "fit">, draw: number): Float64Array {
  const { draws, drawCount, names } = request.fit;
  const row = Math.floor((draw * drawCount) / drawsUsed(request));
  return draws.subarray(row * names.length, (row + 1) * names.length);
}

function checkRequest({ fit, frame, from, to }: AttributionRequest, model: CompiledModel): void {
  const names = model.names();
  if (names.length !== fit.names.length || names.some((name, k) => name !== fit.names[k])) {
    throw new ModelError("the draws belong to another graph: its parameters have other names");
  }
  if (fit.drawCount < 1 || fit.draws.length !== fit.drawCount * model.dim)
    throw new ModelError("the fit holds no complete draws");
  if (!(from >= 0 && from < to && to <= frame.dates.length)) {
    throw new ModelError(`the dates ${from} to ${to} are outside the ${frame.dates.length} dates of the data`);
  }
}

/** Units x dates of the frame, cut to [from, to). */
function dateRange(series: Float64Array, { units, dates }: Frame, from: number, to: number): Float64Array {
  const out = new Float64Array(units.length * (to - from));
  units.forEach((_, u) => out.set(series.subarray(u * dates.length + from, u * dates.length + to), u * (to - from)));
  return out;
}

/** Spend by driver; a driver takes its vehicle's spend. */
function investments(
  drivers: readonly ModelDriver[],
  frame: Frame,
  from: number,
  to: number,
): Map<string, Float64Array> {
  const spends = new Map<string, Float64Array>();
  for (const { name, kind, vehicle } of drivers) {
    const spend = kind === "media" ? frame.investment.get(vehicle) : undefined;
    if (spend !== undefined) spends.set(name, dateRange(spend, frame, from, to));
  }
  return spends;
}
