/** Defaults of a medium's priors that hang on the type of its carry-over or saturation; all others stand in the schema. */
import { type Prior } from "./sandboxSchema";

/** Of the adstock's two parameters and the saturation's two; undefined where the type has no such parameter. */
export function mediaPriorDefault(field: string, type: string, schemaDefault: Prior | undefined): Prior | undefined {
  if (type === "none") return undefined;
  switch (field) {
    case "adstock.prior":
      return type === "weibull_pdf" ? { dist: "lognormal", mu: 0.4, sd: 0.5 } : schemaDefault;
    case "adstock.lag_prior":
      if (type === "delayed") return { dist: "half_normal", sd: 2 };
      if (type === "weibull_pdf") return { dist: "lognormal", mu: Math.log(2), sd: 0.7 };
      return type === "geometric_lag" ? schemaDefault : undefined;
    case "saturation.half_prior":
      return type === "logistic" ? { dist: "gamma", shape: 3, rate: 1 } : schemaDefault;
    case "saturation.slope_prior":
      return type === "hill" ? schemaDefault : undefined;
    default:
      return schemaDefault;
  }
}
