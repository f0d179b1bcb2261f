import { studentTLogNormaliser } from "../../priors/wholeLine";
import type { DensityPart, Variable } from "../tensor";
import type { Observations } from "./observations";

/** y_ut ~ Student-t with nu degrees of freedom, location mu_ut, scale sigma_u: outliers count less (Lange, Little & Taylor 1989). */
export class StudentTLikelihood implements DensityPart {
  private readonly logNormaliser: number;
  constructor(
    private readonly data: Observations,
    private readonly mu: Variable,
    private readonly sigma: Variable,
    private readonly nu: number,
  ) {
    this.logNormaliser = studentTLogNormaliser(nu);
  }
  logDensity(): number {
    const { mu, sigma, data, nu } = this;
    let logDensity = 0;
    for (let u = 0; u < data.units; u++) {
      const k = sigma.length === 1 ? 0 : u;
      const s = sigma.values[k];
      let count = 0;
      let logs = 0;
      let bySigma = 0;
      for (let i = u * data.dates; i < (u + 1) * data.dates; i++) {
        if (data.weights[i] === 0) continue;
        const z = (data.sales[i] - mu.values[i]) / s;
        const d = ((nu + 1) * z) / (nu + z * z);
        count++;
        logs += Math.log1p((z * z) / nu);
        mu.adjoint[i] += d / s;
        bySigma += d * z - 1;
      }
      logDensity += count * (this.logNormaliser - Math.log(s)) - 0.5 * (nu + 1) * logs;
      sigma.adjoint[k] += bySigma / s;
    }
    return logDensity;
  }
}
