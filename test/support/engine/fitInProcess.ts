import { type FitRequest } from "../../../src/sandbox/engine/contract";
import { ChainGroup } from "../../../src/sandbox/engine/tasks/chainGroup";
import { prepareFit } from "../../../src/sandbox/engine/tasks/prepareFit";

export interface InProcessFit {
  readonly names: readonly string[];
  /** Unconstrained, row-major, chains one after another. */
  readonly draws: Float64Array;
  readonly drawCount: number;
  readonly divergences: number;
}

/** A fit of fixed length in the calling thread, without workers: the same numbers as fitModel gives. */
export function fitInProcess(request: FitRequest & Required<Pick<FitRequest, "fixedLength">>): InProcessFit {
  const { names, frame, next } = prepareFit(request, () => undefined);
  if (next.kind !== "sample") throw new Error("the request is not for NUTS");
  const { chains, warmup, draws } = request.fixedLength;
  const group = new ChainGroup(
    { ...request, frame },
    next.plan,
    Array.from({ length: chains }, (_, chain) => chain),
  );
  const blocks = group.advance(warmup + draws);
  const all = new Float64Array(chains * draws * names.length);
  blocks.forEach((block, i) => all.set(block.draws, i * draws * names.length));
  return {
    names,
    draws: all,
    drawCount: chains * draws,
    divergences: blocks.reduce((sum, block) => sum + block.divergences, 0),
  };
}
