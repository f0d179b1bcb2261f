import type { Operation, Variable } from "../tensor";
import type { Term } from "./term";

/** The linear predictor: terms accumulate straight into it and read its adjoint, which saves two passes a term. */
export class SumOfTerms implements Operation {
  constructor(
    private readonly terms: readonly Term[],
    private readonly out: Variable,
  ) {}
  forward(): void {
    const predictor = this.out.values;
    predictor.fill(0);
    for (let k = 0; k < this.terms.length; k++) this.terms[k].prepare();
    for (let k = 0; k < this.terms.length; k++) this.terms[k].addTo(predictor);
  }
  backward(): void {
    for (let k = 0; k < this.terms.length; k++) this.terms[k].pullBack(this.out.adjoint);
  }
}
