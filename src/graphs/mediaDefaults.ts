/** Defaults of a medium's priors that hang on its carry-over, its saturation, or what its effect is measured by. */
import { type Prior } from "./sandboxSchema";

/** `type`: of the carry-over or saturation, or the effect's parameter. Undefined where that has no such prior. */
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
    case "effect.prior":
      return type === "roi" ? schemaDefault : { dist: "half_normal", sd: 0.1 };
    default:
      return schemaDefault;
  }
}
