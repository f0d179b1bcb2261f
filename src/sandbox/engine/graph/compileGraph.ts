import type { LowGraph, LowNode, LowNodeOf } from "../../../graphs/sandboxSchema";
import type { DriverKind } from "../contract";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";
import { LogNormalPrior } from "../priors/positive";
import { priorTransform } from "../priors/priorTransforms";
import { NormalPrior } from "../priors/wholeLine";
import type { CompiledModel } from "../program/compiledModel";
import { LogLink } from "../program/logLink";
import { CentredPooling, NonCentredPooling } from "../program/partialPooling";
import { CentredIntercept } from "../program/terms/centredIntercept";
import { Intercept } from "../program/terms/intercept";
import { LinearTerm } from "../program/terms/linearTerm";
import { SumOfTerms } from "../program/terms/sumOfTerms";
import { basisColumns } from "./basisColumns";
import { compileAdstock, compileResponseTerm, compileSaturation } from "./compileMedia";
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
      compileParameter(node, compiler);
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

function compileParameter({ id, attrs }: LowNodeOf<"param">, compiler: GraphCompiler): void {
  const transform = priorTransform(attrs.prior);
  const variable = compiler.parameter(id, attrs, transform);
  compiler.variables.set(id, variable);
  compiler.quantities.push({ id, names: compiler.parameterNames(id, attrs), variable, transform });
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
  compiler.quantities.push({
    id: node.id,
    names: compiler.parameterNames(node.id, { size: 1, per_unit: true }),
    variable: out,
    transform: exponential ? new LogNormalPrior(0, 1) : new NormalPrior(0, 1),
    pooled: true,
  });
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
  const names = compiler.parameterNames(parameter.id, { size: 1, per_unit: true });
  compiler.quantities.push({ id: parameter.id, names, variable: intercept, transform: new NormalPrior(mu, sd) });
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
