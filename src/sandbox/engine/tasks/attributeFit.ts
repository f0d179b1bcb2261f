import { decomposeSales } from "../attribution/decomposeSales";
import { screenOutliers } from "../checks/outliers";
import { type AttributionRequest, type ContributionDraws, type FitProgress } from "../contract";

/** Decomposes sales as they were fitted: a drifting baseline must not follow the periods that the fit had masked. */
export function attributeFit(request: AttributionRequest, report: (progress: FitProgress) => void): ContributionDraws {
  const { graph, frame, training } = request;
  const drifts = graph.nodes.some((node) => node.kind === "observe" && node.attrs.drift !== "none");
  const told = (fraction: number): void => report({ phase: "attributing", fraction });
  if (!drifts) return decomposeSales(request, told);
  return decomposeSales({ ...request, frame: screenOutliers(graph, frame, training).frame }, told);
}
