import { type Convergence } from "../contract";
import { type Chains } from "../diagnostics/chains";
import { bulkEffectiveSampleSize, tailEffectiveSampleSize } from "../diagnostics/effectiveSampleSize";
import { rhat } from "../diagnostics/rhat";

/** When a run is long enough, for every monitored quantity. */
export const STOPPING = {
  rhat: 1.01,
  /** Bulk and tail. */
  ess: 400,
  seconds: 30,
  /** Draws per chain of the first block. */
  firstBlock: 150,
  maxDraws: 5000,
  smallestBlock: 50,
} as const;

/** Judges named quantities, each given as one array of draws per chain. A quantity that never moves counts as converged. */
export function diagnose(
  quantities: readonly { readonly name: string; readonly chains: Chains }[],
): Omit<Convergence, "divergences"> {
  const judged = quantities.map(({ name, chains }) => {
    const reduction = rhat(chains);
    return {
      name,
      rhat: Number.isNaN(reduction) ? 1 : reduction,
      essBulk: bulkEffectiveSampleSize(chains),
      essTail: tailEffectiveSampleSize(chains),
    };
  });
  return {
    quantities: judged,
    rhat: Math.max(...judged.map((quantity) => quantity.rhat)),
    ess: Math.min(...judged.map((quantity) => Math.min(quantity.essBulk, quantity.essTail))),
  };
}

/**
 * Draws per chain still wanted after `have`; 0 = enough. Depends on the draws alone, so that a result does not depend on the
 * number of workers.
 */
export function nextBlock(state: { readonly rhat: number; readonly ess: number }, have: number): number {
  if ((state.rhat < STOPPING.rhat && state.ess > STOPPING.ess) || have >= STOPPING.maxDraws) return 0;
  const wanted = state.ess > STOPPING.ess ? have / 2 : have * ((STOPPING.ess / Math.max(state.ess, 1)) * 1.1 - 1);
  const rounded = Math.ceil(Math.min(wanted, have) / 25) * 25;
  return Math.min(Math.max(STOPPING.smallestBlock, rounded), STOPPING.maxDraws - have);
}
