import { type EngineHost } from "../contract";
import { withThreads } from "../engineThread";
import { type Explained, type ExplanationRequest } from "./explain";

/** Throws the signal's reason when it is aborted. */
export type ExplainAttributions = (
  request: ExplanationRequest,
  host: Pick<EngineHost, "workerUrl" | "signal">,
) => Promise<Explained | undefined>;

/**
 * What some attributions say together (explain.ts), on one worker thread: a thousand draws take a second. The memory of
 * the contributions, which may be most of all, goes to that thread and does not come back.
 */
export const explainAttributions: ExplainAttributions = (request, host) =>
  withThreads(host, 1, async ([thread]) => thread.ask({ kind: "explain", request }, buffersOf(request)));

const buffersOf = ({ members }: ExplanationRequest): ArrayBuffer[] =>
  [
    ...new Set(members.flatMap(({ contributions }) => (contributions ? [contributions.contributions.buffer] : []))),
  ] as ArrayBuffer[];
