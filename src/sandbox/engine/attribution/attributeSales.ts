import type { AttributeSales } from "../contract";
import { withThreads } from "../engineThread";

/**
 * Decomposes expected sales by driver (decomposeSales.ts) on one worker thread.
 * Throws a ModelError when graph, frame and fit do not belong together, the signal's reason when it is aborted.
 */
export const attributeSales: AttributeSales = (request, host) =>
  withThreads(host, 1, async ([thread]) => thread.ask({ kind: "attribute", request }));
