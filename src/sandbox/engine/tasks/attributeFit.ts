import { decomposeSales } from "../attribution/decomposeSales";
import { screenOutliers } from "../checks/outliers";
import { type AttributionRequest, type ContributionDraws } from "../contract";

/** Decomposes sales as they were fitted: a drifting baseline must not follow the periods that the fit had masked. */
export function attributeFit(request: AttributionRequest): ContributionDraws {
  const { graph, frame, training } = request;
  const drifts = graph.nodes.some((node) => node.kind === "observe" && node.attrs.drift !== "none");
  if (!drifts) return decomposeSales(request);
  return decomposeSales({ ...request, frame: screenOutliers(graph, frame, training).frame });
}
