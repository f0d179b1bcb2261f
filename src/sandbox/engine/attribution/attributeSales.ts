import type { AttributeSales } from "../contract";
import { withThreads } from "../engineThread";
import { ProgressReport } from "../progressReport";

/**
 * Decomposes expected sales by driver (decomposeSales.ts) on one worker thread.
 * Throws a ModelError when graph, frame and fit do not belong together, the signal's reason when it is aborted.
 */
export const attributeSales: AttributeSales = async (request, host) => {
  const progress = new ProgressReport(host.onProgress);
  try {
    return await withThreads(host, 1, async ([thread]) => {
      thread.onNews = (news) => {
        if (news.kind === "progress") progress.report(news.progress);
      };
      return thread.ask({ kind: "attribute", request });
    });
  } finally {
    progress.close();
  }
};
