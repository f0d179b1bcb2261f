import { decomposeSales } from "../attribution/decomposeSales";
import { screenOutliers } from "../checks/outliers";
import { type AttributionRequest, type ContributionDraws, type FitProgress } from "../contract";

type Report = (progress: FitProgress) => void;

export const attributeFit = (request: AttributionRequest, report: Report): ContributionDraws =>
  decomposeSales(asFitted(request), attributing(report));

/** The request on data as they were fitted: a drifting baseline must not follow the periods that the fit had masked. */
export function asFitted(request: AttributionRequest): AttributionRequest {
  const { graph, frame, training } = request;
  const drifts = graph.nodes.some((node) => node.kind === "observe" && node.attrs.drift !== "none");
  return drifts ? { ...request, frame: screenOutliers(graph, frame, training).frame } : request;
}

export const attributing =
  (report: Report) =>
  (fraction: number): void =>
    report({ phase: "attributing", fraction });
