import type { LowNodeOf } from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";
import { FiniteLagAdstock } from "../program/adstock/finiteLag";
import { GeometricAdstock } from "../program/adstock/geometric";
import { GeometricLagAdstock } from "../program/adstock/geometricLag";
import { binomialKernel, delayedKernel, weibullKernel } from "../program/adstock/lagKernels";
import type { MediaChain } from "../program/mediaChain";
import { HillSaturation } from "../program/saturation/hill";
import { HillMultiples } from "../program/saturation/hillMultiples";
import { LogisticSaturation } from "../program/saturation/logistic";
import { MichaelisMentenSaturation } from "../program/saturation/michaelisMenten";
import { CoefficientTerm } from "../program/terms/coefficientTerm";
import { ShareTerm } from "../program/terms/shareTerm";
import type { GraphCompiler } from "./graphCompiler";
import type { WiredNode } from "./lowGraphOrder";

export function compileAdstock(wired: WiredNode, node: LowNodeOf<"adstock">, compiler: GraphCompiler): void {
  const { type, max_lag: lags } = node.attrs;
  const x = compiler.tensor(wired, "x");
  const out = compiler.series(node.id);
  const first = compiler.scalar(wired, "p1", type === "weibull_pdf" ? "positive" : "fraction");
  const second =
    type === "geometric" || type === "binomial"
      ? undefined
      : compiler.scalar(wired, "p2", type === "geometric_lag" ? "fraction" : "positive");
  const adstock: NonNullable<MediaChain["adstock"]> = (x, out, { units, dates }, normalise = node.attrs.normalise) => {
    if (type === "geometric") return new GeometricAdstock(x, first, out, units, dates, normalise);
    if (type === "geometric_lag" && second) {
      return new GeometricLagAdstock(x, first, second, out, units, dates, normalise);
    }
    const kernel = type === "binomial" ? binomialKernel : type === "delayed" ? delayedKernel : weibullKernel;
    return new FiniteLagAdstock(kernel, x, first, second, out, units, dates, lags, normalise);
  };
  compiler.program.add(adstock(x, out, compiler));
  compiler.adstocks.set(node.id, adstock);
  compiler.variables.set(node.id, out);
}

export function compileSaturation(wired: WiredNode, node: LowNodeOf<"saturation">, compiler: GraphCompiler): void {
  const x = compiler.tensor(wired, "x");
  const half = compiler.scalar(wired, "half", "positive");
  const slope = compiler.optionalScalar(wired, "slope", "positive");
  const out = compiler.series(node.id);
  if (slope !== undefined && node.attrs.type !== "hill") {
    throw new ModelError(`"${node.id}": only the hill curve has a slope`);
  }
  const saturation: NonNullable<MediaChain["saturation"]> = (x, out) => {
    if (node.attrs.type === "logistic") return new LogisticSaturation(x, half, out);
    return slope === undefined ? new MichaelisMentenSaturation(x, half, out) : new HillSaturation(x, half, slope, out);
  };
  compiler.program.add(saturation(x, out));
  compiler.saturations.set(node.id, {
    saturation,
    ...(slope && { multiples: (x, out) => new HillMultiples(x, half, slope, out) }),
  });
  compiler.variables.set(node.id, out);
}

export function compileResponseTerm(wired: WiredNode, node: LowNodeOf<"term">, compiler: GraphCompiler): void {
  const { window, units, dates } = compiler;
  const response = compiler.tensor(wired, "x");
  const effect = compiler.perUnit(wired, "coef");
  const term =
    node.attrs.mode === "share"
      ? new ShareTerm(response, effect, window, units, dates)
      : new CoefficientTerm(response, effect, window, units, dates);
  compiler.centred.set(node.id, term);
  const vehicle = compiler.vehicle(wired);
  const metric = compiler.frame.mediaMetrics.get(vehicle ?? "") ?? "";
  const chain = chainInto(wired, compiler, metric, (unit) => term.factor(unit));
  compiler.terms.set(node.id, {
    term,
    node,
    kind: "media",
    zeroSum: false,
    ...(vehicle !== undefined && { vehicle }),
    ...(chain && { chain }),
  });
}

/** The chain that ends in a term: an adstock, a saturation, both or none of them; undefined for any other order. */
function chainInto(
  wired: WiredNode,
  compiler: GraphCompiler,
  metric: string,
  factor: MediaChain["factor"],
): MediaChain | undefined {
  let node = compiler.input(wired, "x");
  const before = (): void => void (node = compiler.input(compiler.wired(node.id), "x"));
  const saturation = compiler.saturations.get(node.id);
  if (saturation) before();
  const carriedId = node.id;
  const adstock = compiler.adstocks.get(node.id);
  if (adstock) before();
  const activity = compiler.tensors.get(node.id);
  const carried = compiler.tensors.get(carriedId) ?? compiler.variables.get(carriedId);
  if (node.kind !== "data" || !activity || !carried) return undefined;
  return {
    activity,
    scale: node.attrs.scale,
    metric: node.attrs.metric ?? metric,
    carried,
    ...(adstock && { adstock }),
    ...saturation,
    factor,
  };
}
