import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import {
  type ComparedHeader,
  type ComparisonHeader,
  type ComparisonView,
} from "../../../../webview/shared/comparisonMessages";
import { type Problem } from "../../../../webview/shared/resultsMessages";
import { objectTitle } from "../objectTitle";
import { combinationOf, type ComparedSide } from "./comparedFacts";
import { type ComparedObject, type ComparedPlace } from "./comparedPlace";
import { type ComparedState, type Sides } from "./readCompared";

export const comparisonHeader = ({ first, second }: ComparedPlace, sides?: Sides): ComparisonHeader => ({
  first: headerOf(first, sides?.first),
  second: headerOf(second, sides?.second),
});

function headerOf({ kind, id }: ComparedObject, side?: ComparedSide): ComparedHeader {
  const { record, model } = side ?? {};
  const modelId = record?.kind === "attribution" ? record.modelId : undefined;
  return {
    kind,
    id: showId(id),
    model: modelId === undefined ? null : showId(modelId),
    combination: combinationOf(model) ?? null,
  };
}

/** What stands on the page while there is nothing to compare. */
export function unfinishedView(
  place: ComparedPlace,
  state: Exclude<ComparedState, { readonly kind: "done" }>,
): ComparisonView {
  if (state.kind === "deleted") return { kind: "deleted", header: comparisonHeader(place), which: state.which };
  const { sides, which } = state;
  const { record } = sides[which];
  const header = comparisonHeader(place, sides);
  if (state.kind === "running") {
    const word = record.stage ?? record.status ?? "";
    return { kind: "running", header, which, word, fraction: record.progress ?? null };
  }
  const problem: Problem = {
    sentence: l10n.t(
      '{0} ended without a result: its status is "{1}".',
      objectTitle(place[which]),
      record.status ?? "",
    ),
    words: record.message ?? null,
    advice: l10n.t("Choose another one to compare with."),
  };
  return { kind: "failed", header, problem };
}

/** The server compares no draws; its records and fits are compared all the same. */
export const notCompared = (): Problem => ({
  sentence: l10n.t("This server publishes no way to compare what two results found draw by draw."),
  words: null,
  advice: l10n.t("What their fits and records say is compared below."),
});
