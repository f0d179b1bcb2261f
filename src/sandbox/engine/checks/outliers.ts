import { type LowGraph, type LowNode } from "../../../graphs/sandboxSchema";
import { median } from "../diagnostics/quantile";
import { type Frame } from "../frame";
import { compileGraph } from "../graph/compileGraph";
import { findPosteriorMode } from "../inference/posteriorMode";
import { RandomStream, STREAM } from "../numerics/random";

/** A residual this many robust standard deviations out is an outlier. */
const CUT = 8;
/** More outliers than this share of the training periods are a heavy tail, not mistakes. */
const LARGEST_SHARE = 0.03;
const NAMED = 5;

export interface OutlierScreen {
  /** The frame, outliers masked in `observed` where they are few. */
  readonly frame: Frame;
  readonly warnings: readonly string[];
}

interface Outlier {
  readonly index: number;
  readonly sold: number;
  readonly expected: number;
}

/**
 * Finds training periods whose sales no reasonable model explains: the residuals of a Student-t fit (mode only, 3 degrees of
 * freedom, bending trend, no drift) beyond 8 robust standard deviations (1.4826 times the median absolute deviation). A model
 * that already has Student-t noise is left alone.
 */
export function screenOutliers(graph: LowGraph, frame: Frame, training: Uint8Array): OutlierScreen {
  const observe = graph.nodes.find((node) => node.kind === "observe");
  if (observe?.attrs.likelihood === "student_t") return { frame, warnings: [] };
  const outliers = findOutliers(graph, frame, training);
  if (outliers.length === 0) return { frame, warnings: [] };
  const periods = countTrainingPeriods(frame, training);
  const named = outliers
    .slice(0, NAMED)
    .map(
      ({ index, sold, expected }) => `${placeOf(frame, index)}: ${short(sold)} sold, about ${short(expected)} expected`,
    )
    .join("; ");
  const list = outliers.length > NAMED ? `${named}; and ${outliers.length - NAMED} more` : named;
  if (outliers.length > Math.max(2, LARGEST_SHARE * periods)) {
    return {
      frame,
      warnings: [
        `${outliers.length} of ${periods} training periods are far from anything the model expects (${list}). They were kept; give the target node the student_t likelihood if the data are right.`,
      ],
    };
  }
  const observed = Uint8Array.from(frame.observed);
  for (const { index } of outliers) observed[index] = 0;
  return {
    frame: { ...frame, observed },
    warnings: [
      `${outliers.length === 1 ? "1 outlying period was" : `${outliers.length} outlying periods were`} left out of the fit (${list}). Correct the data, or add an event if it really happened.`,
    ],
  };
}

function findOutliers(graph: LowGraph, frame: Frame, training: Uint8Array): Outlier[] {
  const model = compileGraph(robustVariant(graph), frame, training, { dates: "training" });
  const random = new RandomStream(1, STREAM.starts);
  const starts = [0, 0.5].map((spread) => model.startingPoint(spread, () => random.normal()));
  model.evaluate(findPosteriorMode(model, starts).position);
  const total = frame.dates.length;
  return frame.units.flatMap((_, unit) => {
    const candidates: Outlier[] = [];
    for (let date = 0; date < model.dates; date++) {
      const index = unit * total + date;
      if (training[date] === 0 || frame.observed[index] === 0) continue;
      const expected = model.expected[unit * model.dates + date] * model.salesScale[unit];
      candidates.push({ index, sold: frame.sales[index], expected });
    }
    const residual = ({ sold, expected }: Outlier): number => sold - expected;
    const centre = median(candidates.map(residual));
    const spread = 1.4826 * median(candidates.map((candidate) => Math.abs(residual(candidate) - centre)));
    return candidates.filter((candidate) => Math.abs(residual(candidate) - centre) > CUT * spread);
  });
}

/** The same model with Student-t noise, a trend with three bends and no drifting baseline: it bends to no single week. */
export function robustVariant(graph: LowGraph): LowGraph {
  const observe = graph.nodes.find((node) => node.kind === "observe");
  const drifting = new Set(
    graph.edges
      .filter((edge) => edge.to === observe?.id && (edge.port === "tau" || edge.port === "phi"))
      .map((edge) => edge.from),
  );
  const bends = [0.25, 0.5, 0.75];
  const trend = graph.nodes.find((node) => node.kind === "basis" && node.attrs.type === "trend");
  const term = graph.edges.find((edge) => edge.from === trend?.id)?.to;
  const coefficient = graph.edges.find((edge) => edge.to === term && edge.port === "coef")?.from;
  const before = trend?.kind === "basis" && trend.attrs.type === "trend" ? trend.attrs.knots.length + 1 : 1;
  const change = (node: LowNode): LowNode => {
    if (node.kind === "observe") {
      return { ...node, attrs: { ...node.attrs, likelihood: "student_t", nu: 3, drift: "none" } };
    }
    if (node.kind === "basis" && node === trend && node.attrs.type === "trend") {
      return { ...node, attrs: { ...node.attrs, knots: bends } };
    }
    if (node.kind === "param" && node.id === coefficient) {
      return { ...node, attrs: { ...node.attrs, size: (node.attrs.size / before) * (bends.length + 1) } };
    }
    return node;
  };
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !drifting.has(node.id)).map(change),
    edges: graph.edges.filter((edge) => !drifting.has(edge.from)),
  };
}

function countTrainingPeriods(frame: Frame, training: Uint8Array): number {
  return frame.observed.reduce((sum, flag, i) => sum + (training[i % frame.dates.length] !== 0 ? flag : 0), 0);
}

/** "2024-01-01", with the unit where there are several. */
function placeOf(frame: Frame, index: number): string {
  const dates = frame.dates.length;
  const date = frame.dates[index % dates];
  return frame.units.length > 1 ? `${date} (${frame.units[Math.floor(index / dates)]})` : date;
}

function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en");
}
