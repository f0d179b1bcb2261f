import { type LowGraph, type LowNode, type LowNodeOf, type Prior } from "../../../graphs/sandboxSchema";
import { meanOf, varianceOf } from "../diagnostics/chains";
import { type Frame } from "../frame";
import { compileGraph } from "../graph/compileGraph";
import { resample } from "../inference/importanceResampling";
import { laplaceScale } from "../inference/laplace";
import { findPosteriorMode } from "../inference/posteriorMode";
import { fitVariational } from "../inference/variationalInference";
import { WhitenedDensity } from "../inference/whitening";
import { RandomStream, STREAM } from "../numerics/random";

const LARGEST_Z = 3;
/** Plausible shares of sales that all media together bring. */
const PLAUSIBLE_SHARE = { least: 0.002, most: 1.5 };
/** Beyond this factor between prior and data a slip of units is likelier than a wrong opinion. */
const SLIP_FACTOR = 30;
const WEAK_SD = 1.5;
const WEAK_MEDIA_SHARE = 0.2;
const DRAWS = 400;

/** A media term whose effect is a share of sales with a log-normal prior. */
interface ShareTerm {
  readonly term: string;
  readonly vehicle: string;
  readonly coefficient: LowNodeOf<"param"> | LowNodeOf<"hier">;
  /** Of the log share. */
  readonly mu: number;
  readonly sd: number;
}

/**
 * Compares what the ROI priors say about all media together with what the data say under weak priors. A conflict (|z| above 3 on
 * the log, or an implied media share of sales outside 0.2 % to 150 %) is usually a slip of currency or unit.
 * @returns a sentence, or undefined when there is nothing to say: no conflict, or no ROI to speak of
 */
export function checkRoiPriors(graph: LowGraph, frame: Frame, training: Uint8Array): string | undefined {
  const terms = shareTerms(graph);
  const money = moneyOf(terms, frame, training);
  if (terms.length === 0 || !money) return undefined;
  const prior = totalOfPriors(terms);
  const data = totalFromData(graph, terms, frame, training);
  const z = (data.logShare - prior.logShare) / Math.hypot(data.sd, prior.sd);
  const share = Math.exp(prior.logShare);
  const conflict = Math.abs(z) > LARGEST_Z || share < PLAUSIBLE_SHARE.least || share > PLAUSIBLE_SHARE.most;
  if (!conflict) return undefined;
  const toRoi = money.revenue / money.spend;
  const priorRoi = share * toRoi;
  const dataRoi = Math.exp(data.logShare) * toRoi;
  const apart = Math.abs(data.logShare - prior.logShare);
  const centre = `centre the ROI prior at ${short(dataRoi)} (lognormal, mu ${Math.log(dataRoi).toFixed(2)})`;
  const advice =
    apart > Math.log(SLIP_FACTOR)
      ? `They differ by a factor of about ${short(10 ** Math.round(apart / Math.LN10))}: check that Investment and PricePerUnit use the same currency and unit; otherwise ${centre} or use share priors.`
      : `If the figures are right, ${centre} or widen it.`;
  return `The ROI priors contradict the data: they expect a return of ${short(priorRoi)} on all media (${short(100 * share)} % of sales), the data suggest ${short(dataRoi)}. ${advice}`;
}

function shareTerms(graph: LowGraph): ShareTerm[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const input = (to: string, port: string): LowNode | undefined =>
    byId.get(graph.edges.find((edge) => edge.to === to && edge.port === port)?.from ?? "");
  const seriesOf = (id: string): string | undefined => {
    const node = input(id, "x");
    if (!node) return undefined;
    return node.kind === "data" ? node.attrs.series : seriesOf(node.id);
  };
  return graph.nodes.flatMap((node): ShareTerm[] => {
    if (node.kind !== "term" || node.attrs.mode !== "share") return [];
    const coefficient = input(node.id, "coef");
    const series = seriesOf(node.id);
    if (!series?.startsWith("media:")) return [];
    const vehicle = series.slice("media:".length);
    if (coefficient?.kind === "param" && coefficient.attrs.prior.dist === "lognormal") {
      return [{ term: node.id, vehicle, coefficient, ...logPrior(coefficient.attrs.prior) }];
    }
    const mu = coefficient?.kind === "hier" ? input(coefficient.id, "mu") : undefined;
    if (coefficient?.kind === "hier" && mu?.kind === "param" && mu.attrs.prior.dist === "normal") {
      return [{ term: node.id, vehicle, coefficient, ...logPrior(mu.attrs.prior) }];
    }
    return [];
  });
}

function logPrior({ mu, sd }: Extract<Prior, { mu: number; sd: number }>): { mu: number; sd: number } {
  return { mu, sd };
}

/** Spend and revenue over the training dates; undefined when a vehicle has no spend or the data have no price. */
function moneyOf(
  terms: readonly ShareTerm[],
  frame: Frame,
  training: Uint8Array,
): { spend: number; revenue: number } | undefined {
  const { price } = frame;
  if (!price) return undefined;
  const dates = frame.dates.length;
  const overTraining = (valueAt: (index: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < frame.sales.length; i++) if (training[i % dates] !== 0) sum += valueAt(i);
    return sum;
  };
  let spend = 0;
  for (const { vehicle } of terms) {
    const investment = frame.investment.get(vehicle);
    const own = investment ? overTraining((i) => investment[i]) : 0;
    if (!(own > 0)) return undefined;
    spend += own;
  }
  const revenue = overTraining((i) => frame.sales[i] * price[i] * frame.observed[i]);
  return revenue > 0 ? { spend, revenue } : undefined;
}

/** Log of the sum of the shares' prior medians, and its standard deviation to first order. */
function totalOfPriors(terms: readonly ShareTerm[]): { logShare: number; sd: number } {
  const medians = terms.map(({ mu }) => Math.exp(mu));
  const total = medians.reduce((sum, value) => sum + value, 0);
  return { logShare: Math.log(total), sd: Math.hypot(...terms.map(({ sd }, i) => medians[i] * sd)) / total };
}

/** The same from the data: a quick variational fit in which every share has a weak prior and is common to all units. */
function totalFromData(
  graph: LowGraph,
  terms: readonly ShareTerm[],
  frame: Frame,
  training: Uint8Array,
): { logShare: number; sd: number } {
  const model = compileGraph(weakVariant(graph, terms), frame, training, { dates: "training" });
  const start = model.startingPoint(0, () => 0);
  const centre = findPosteriorMode(model, [start]).position;
  const whitened = new WhitenedDensity(model, { centre, scale: laplaceScale(model, centre) });
  const options = { epochs: 300, learningRate: 0.02, samples: 3 };
  const fit = fitVariational(whitened, options, new RandomStream(1, STREAM.variational));
  const { draws } = resample(whitened, fit, DRAWS, new RandomStream(1, STREAM.resampling));
  const names = model.names();
  const indices = terms.map(({ coefficient }) => names.indexOf(coefficient.id));
  const theta = new Float64Array(model.dim);
  const natural = new Float64Array(model.dim);
  const logTotals = Float64Array.from({ length: DRAWS }, (_, i) => {
    whitened.unwhiten(draws.subarray(i * model.dim, (i + 1) * model.dim), theta);
    model.constrain(theta, natural);
    return Math.log(indices.reduce((sum, index) => sum + natural[index], 0));
  });
  return { logShare: meanOf(logTotals), sd: Math.sqrt(varianceOf(logTotals)) };
}

function weakVariant(graph: LowGraph, terms: readonly ShareTerm[]): LowGraph {
  const prior: Prior = { dist: "lognormal", mu: Math.log(WEAK_MEDIA_SHARE / terms.length), sd: WEAK_SD };
  const replaced = new Set(terms.map(({ coefficient }) => coefficient.id));
  const pooled = new Set(graph.edges.filter((edge) => replaced.has(edge.to)).map((edge) => edge.from));
  return {
    ...graph,
    nodes: graph.nodes
      .filter((node) => !pooled.has(node.id))
      .map((node): LowNode => {
        if (!replaced.has(node.id)) return node;
        return { id: node.id, kind: "param", attrs: { size: 1, per_unit: false, prior } };
      }),
    edges: graph.edges.filter((edge) => !replaced.has(edge.to)),
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
