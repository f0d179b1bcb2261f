import type { LowNodeOf } from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";
import { DriftingBaseline } from "../program/likelihood/driftingBaseline";
import { NormalLikelihood } from "../program/likelihood/normal";
import type { Observations } from "../program/likelihood/observations";
import { StudentTLikelihood } from "../program/likelihood/studentT";
import type { Variable } from "../program/tensor";
import type { GraphCompiler } from "./graphCompiler";
import type { WiredNode } from "./lowGraphOrder";

/** What the observe node sees: expected sales, noise, and how sales were scaled. */
export interface Observation {
  readonly predictor: Variable;
  readonly expected: Variable;
  readonly sigma: Variable;
  readonly scale: Float64Array;
  readonly link: "identity" | "log";
  readonly drift: DriftingBaseline | undefined;
  /** Id of the sum node. */
  readonly sum: string;
}

export function compileObservation(wired: WiredNode, node: LowNodeOf<"observe">, compiler: GraphCompiler): Observation {
  const { drift: driftType, likelihood, nu } = node.attrs;
  const mean = compiler.input(wired, "mu");
  const expected = compiler.variable(wired, "mu");
  const sum = mean.kind === "link" ? compiler.input(compiler.wired(mean.id), "x") : mean;
  const predictor = compiler.variables.get(sum.id);
  if (sum.kind !== "sum" || predictor === undefined)
    throw new ModelError(`"${node.id}" must observe a sum or the link of one`);
  const link = mean.kind === "link" ? "log" : "identity";
  const sigma = compiler.perUnit(wired, "sigma");
  compiler.checkSupport(compiler.input(wired, "sigma"), "positive");
  const data = observations(node, compiler);
  let drift: DriftingBaseline | undefined;
  if (driftType !== "none") {
    if (link === "log") throw new ModelError("a drifting baseline needs the identity link");
    if (likelihood !== "normal") throw new ModelError("a drifting baseline needs the normal likelihood");
    const tau = driftType === "ar1" ? undefined : compiler.scalar(wired, "tau", "positive");
    const phi = driftType === "level" ? undefined : compiler.scalar(wired, "phi", "fraction");
    drift = new DriftingBaseline(driftType, data, expected, sigma, tau, phi);
    compiler.program.addDensity(drift);
  } else if (likelihood === "normal") compiler.program.addDensity(new NormalLikelihood(data, expected, sigma));
  else compiler.program.addDensity(new StudentTLikelihood(data, expected, sigma, nu));
  return { predictor, expected, sigma, scale: Float64Array.from(node.attrs.scale), link, drift, sum: sum.id };
}

function observations(node: LowNodeOf<"observe">, compiler: GraphCompiler): Observations {
  const { units, dates, frame, training } = compiler;
  const { scale } = node.attrs;
  if (scale.length !== units)
    throw new ModelError(`"${node.id}" was made for ${scale.length} units, the data have ${units}`);
  const sales = new Float64Array(units * dates);
  const weights = new Float64Array(units * dates);
  for (let u = 0; u < units; u++) {
    for (let t = 0; t < dates; t++) {
      const i = u * frame.dates.length + t;
      if (training[t] === 0 || frame.observed[i] === 0) continue;
      weights[u * dates + t] = 1;
      sales[u * dates + t] = frame.sales[i] / scale[u];
    }
  }
  return { units, dates, sales, weights };
}
