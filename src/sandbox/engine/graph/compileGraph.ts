import type { LowGraph, LowNode, LowNodeOf } from "../../../graphs/sandboxSchema";
import type { DriverKind } from "../contract";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";
import { priorTransform } from "../priors/priorTransforms";
import { FiniteLagAdstock } from "../program/adstock/finiteLag";
import { GeometricAdstock } from "../program/adstock/geometric";
import { GeometricLagAdstock } from "../program/adstock/geometricLag";
import { binomialKernel, delayedKernel, weibullKernel } from "../program/adstock/lagKernels";
import type { CompiledModel } from "../program/compiledModel";
import { LogLink } from "../program/logLink";
import { CentredPooling, NonCentredPooling } from "../program/partialPooling";
import { HillSaturation } from "../program/saturation/hill";
import { LogisticSaturation } from "../program/saturation/logistic";
import { MichaelisMentenSaturation } from "../program/saturation/michaelisMenten";
import { CentredIntercept } from "../program/terms/centredIntercept";
import { CoefficientTerm } from "../program/terms/coefficientTerm";
import { Intercept } from "../program/terms/intercept";
import { LinearTerm } from "../program/terms/linearTerm";
import { ShareTerm } from "../program/terms/shareTerm";
import { SumOfTerms } from "../program/terms/sumOfTerms";
import { basisColumns } from "./basisColumns";
import { compileObservation, type Observation } from "./compileObservation";
import { driverKind } from "./frameSeries";
import { GraphCompiler } from "./graphCompiler";
import { GraphModel } from "./graphModel";
import type { WiredNode } from "./lowGraphOrder";

/**
 * Compiles a low-level graph for a frame. `training` has one flag per date of the frame: it says which dates enter the
 * likelihood and fixes the means of share terms. Adstock runs over every date of the program: all of the frame's, or
 * with `dates: "training"` up to the last training date (cheaper, for fitting). Throws a ModelError that names the node.
 */
export function compileGraph(
  graph: LowGraph,
  frame: Frame,
  training: Uint8Array,
  options: { readonly dates?: "all" | "training" } = {},
): CompiledModel {
  if (training.length !== frame.dates.length) {
    throw new ModelError(`training dates: ${training.length} flags for ${frame.dates.length} dates`);
  }
  const compiler = new GraphCompiler(graph, frame, training, options.dates === "training");
  const standIns = parametersWithStandIns(compiler);
  let observation: Observation | undefined;
  for (const wired of compiler.order) {
    if (standIns.has(wired.node.id)) continue;
    if (wired.node.kind === "observe") observation = compileObservation(wired, wired.node, compiler);
    else compileNode(wired, compiler);
  }
  if (observation === undefined) throw new ModelError("the graph has no observe node");
  compiler.program.seal();
  return new GraphModel(compiler, observation);
}

/** Parameters that are not sampled themselves: a centred intercept's and a centred hierarchy's. */
function parametersWithStandIns(compiler: GraphCompiler): Set<string> {
  const ids = new Set<string>();
  for (const wired of compiler.order) {
    if (wired.node.kind === "broadcast" && wired.node.attrs.centred) ids.add(compiler.input(wired, "x").id);
    if (wired.node.kind === "hier" && wired.node.attrs.centred) ids.add(compiler.input(wired, "z").id);
  }
  return ids;
}

function compileNode(wired: WiredNode, compiler: GraphCompiler): void {
  const { node } = wired;
  switch (node.kind) {
    case "data":
      compiler.tensors.set(node.id, compiler.scaledSeries(node.id, node.attrs.series, node.attrs.scale));
      break;
    case "basis":
      compiler.columns.set(node.id, basisColumns(node.id, node.attrs, compiler.frame, compiler.dates));
      break;
    case "param":
      compiler.variables.set(node.id, compiler.parameter(node.id, node.attrs, priorTransform(node.attrs.prior)));
      break;
    case "adstock":
      compileAdstock(wired, node, compiler);
      break;
    case "saturation":
      compileSaturation(wired, node, compiler);
      break;
    case "term":
      compileResponseTerm(wired, node, compiler);
      break;
    case "linear":
      compileLinearTerm(wired, node, compiler);
      break;
    case "hier":
      compilePooling(wired, node, compiler);
      break;
    case "broadcast":
      compileBase(wired, node, compiler);
      break;
    case "sum":
      compileSum(wired, node, compiler);
      break;
    case "link": {
      const out = compiler.series(node.id);
      compiler.program.add(new LogLink(compiler.variable(wired, "x"), out));
      compiler.variables.set(node.id, out);
      break;
    }
    case "observe":
      break;
  }
}

function compileAdstock(wired: WiredNode, node: LowNodeOf<"adstock">, compiler: GraphCompiler): void {
  const { units, dates } = compiler;
  const { type, max_lag: lags, normalise } = node.attrs;
  const x = compiler.tensor(wired, "x");
  const out = compiler.series(node.id);
  const first = compiler.scalar(wired, "p1", type === "weibull_pdf" ? "positive" : "fraction");
  const second = (support: "positive" | "fraction") => compiler.scalar(wired, "p2", support);
  const finite = (...kernel: ConstructorParameters<typeof FiniteLagAdstock>) => new FiniteLagAdstock(...kernel);
  const step = {
    geometric: () => new GeometricAdstock(x, first, out, units, dates, normalise),
    geometric_lag: () => new GeometricLagAdstock(x, first, second("fraction"), out, units, dates, normalise),
    delayed: () => finite(delayedKernel, x, first, second("positive"), out, units, dates, lags, normalise),
    binomial: () => finite(binomialKernel, x, first, undefined, out, units, dates, lags, normalise),
    weibull_pdf: () => finite(weibullKernel, x, first, second("positive"), out, units, dates, lags, normalise),
  }[type];
  compiler.program.add(step());
  compiler.variables.set(node.id, out);
}

function compileSaturation(wired: WiredNode, node: LowNodeOf<"saturation">, compiler: GraphCompiler): void {
  const x = compiler.tensor(wired, "x");
  const half = compiler.scalar(wired, "half", "positive");
  const slope = compiler.optionalScalar(wired, "slope", "positive");
  const out = compiler.series(node.id);
  if (slope !== undefined && node.attrs.type !== "hill") {
    throw new ModelError(`"${node.id}": only the hill curve has a slope`);
  }
  if (node.attrs.type === "logistic") compiler.program.add(new LogisticSaturation(x, half, out));
  else if (slope === undefined) compiler.program.add(new MichaelisMentenSaturation(x, half, out));
  else compiler.program.add(new HillSaturation(x, half, slope, out));
  compiler.variables.set(node.id, out);
}

function compileResponseTerm(wired: WiredNode, node: LowNodeOf<"term">, compiler: GraphCompiler): void {
  const { window, units, dates } = compiler;
  const response = compiler.tensor(wired, "x");
  const effect = compiler.perUnit(wired, "coef");
  const term =
    node.attrs.mode === "share"
      ? new ShareTerm(response, effect, window, units, dates)
      : new CoefficientTerm(response, effect, window, units, dates);
  compiler.centred.set(node.id, term);
  const vehicle = compiler.vehicle(wired);
  compiler.terms.set(node.id, { term, node, kind: "media", zeroSum: false, ...(vehicle !== undefined && { vehicle }) });
}

function compileLinearTerm(wired: WiredNode, node: LowNodeOf<"linear">, compiler: GraphCompiler): void {
  const basis = compiler.input(wired, "basis");
  const columns = compiler.columns.get(basis.id);
  if (columns === undefined || basis.kind !== "basis")
    throw new ModelError(`"${basis.id}" is not a basis; "${node.id}" needs one`);
  const coefficients = compiler.variable(wired, "coef");
  const { units, dates } = compiler;
  if (coefficients.length !== columns.length && coefficients.length !== units * columns.length) {
    throw new ModelError(
      `"${coefficients.name}" has ${coefficients.length} values for the ${columns.length} columns of "${basis.id}"`,
    );
  }
  const term = new LinearTerm(columns, coefficients, units, dates);
  compiler.terms.set(node.id, { term, node, kind: basisKind(basis), zeroSum: basis.attrs.type !== "column" });
}

function basisKind({ attrs }: LowNodeOf<"basis">): DriverKind {
  if (attrs.type === "trend") return "trend";
  return attrs.type === "fourier" ? "seasonality" : driverKind(attrs.series);
}

function compilePooling(wired: WiredNode, node: LowNodeOf<"hier">, compiler: GraphCompiler): void {
  const { program, units } = compiler;
  const mu = compiler.scalar(wired, "mu", "any");
  const tau = compiler.scalar(wired, "tau", "positive");
  const deviations = compiler.input(wired, "z");
  const centreOfMu = parameterCentre(compiler.input(wired, "mu"));
  const exponential = node.attrs.transform === "exp";
  const inner =
    node.attrs.centred && deviations.kind === "param"
      ? compiler.derivedParameter(deviations, ".z", ".eta", centreOfMu)
      : compiler.variable(wired, "z");
  if (inner.length !== units)
    throw new ModelError(`"${deviations.id}" must have one value per unit (${units}), not ${inner.length}`);
  const out = program.variable(node.id, units);
  if (node.attrs.centred) {
    const pooling = new CentredPooling(mu, tau, inner, out, exponential);
    program.add(pooling);
    program.addDensity(pooling);
  } else program.add(new NonCentredPooling(mu, tau, inner, out, exponential));
  compiler.variables.set(node.id, out);
}

function parameterCentre(node: LowNode): number {
  return node.kind === "param" ? GraphCompiler.centre(node.attrs.prior) : 0;
}

function compileBase(wired: WiredNode, node: LowNodeOf<"broadcast">, compiler: GraphCompiler): void {
  // A centred base is made with the sum, which knows the terms to leave out.
  if (node.attrs.centred) return;
  const term = new Intercept(compiler.perUnit(wired, "x"), compiler.units, compiler.dates);
  compiler.terms.set(node.id, { term, node, kind: "base", zeroSum: false });
}

function compileCentredBase(wired: WiredNode, node: LowNodeOf<"broadcast">, compiler: GraphCompiler): void {
  const { program, units, dates } = compiler;
  const parameter = compiler.input(wired, "x");
  if (parameter.kind !== "param" || parameter.attrs.prior.dist !== "normal") {
    throw new ModelError(
      `"${parameter.id}" needs a normal prior to be centred; set "centred" of "${node.id}" to false`,
    );
  }
  const { mu, sd } = parameter.attrs.prior;
  // Mean scaled sales are 1; on the log scale 0.
  const level = compiler.derivedParameter(parameter, ".intercept", ".level", mu > 0.2 ? 1 : 0);
  if (level.length !== 1 && level.length !== units)
    throw new ModelError(`"${parameter.id}" must have one value per unit`);
  const intercept = program.variable(parameter.id, units);
  const centred = [...compiler.centred.values()];
  const term = new CentredIntercept(level, intercept, centred, mu, sd, units, dates);
  program.addDensity(term);
  compiler.terms.set(node.id, { term, node, kind: "base", zeroSum: false });
}

function compileSum(wired: WiredNode, node: LowNodeOf<"sum">, compiler: GraphCompiler): void {
  for (const id of wired.inputs.get("term") ?? []) {
    const base = compiler.wired(id);
    if (base.node.kind === "broadcast" && base.node.attrs.centred) compileCentredBase(base, base.node, compiler);
  }
  const out = compiler.series(node.id);
  const terms = compiler.summands(node.id).map(({ term }) => term);
  compiler.program.add(new SumOfTerms(terms, out));
  compiler.variables.set(node.id, out);
}
