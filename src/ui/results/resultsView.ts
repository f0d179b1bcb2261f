import { l10n } from "vscode";
import { AlvissError } from "../../platform/errors";
import { showId } from "../../platform/ids";
import { type ModelRecord } from "../../platform/records";
import {
  type Problem,
  type ResultsHeader,
  type ResultsQuery,
  type ResultsView,
  type TrainingBlock,
} from "../../../webview/shared/resultsMessages";
import { explain, explainFacts } from "../kit/explain";
import { type ResultsState } from "./readResultsState";
import { type ResultsPlace } from "./resultsPlace";

/** What the page shows for what the server told. */
export function resultsView(place: ResultsPlace, state: ResultsState, query: ResultsQuery): ResultsView {
  if (state.kind === "deleted") return { kind: "deleted", header: resultsHeader(place) };
  const { record, model, modelId } = state;
  const header = resultsHeader(place, model, modelId);
  switch (state.kind) {
    case "running":
      return {
        kind: "running",
        header,
        word: record.stage ?? record.status ?? "",
        fraction: record.progress ?? null,
        loss: record.kind === "model" ? (record.loss ?? []).filter(Number.isFinite) : [],
        blocks: record.kind === "model" ? blocksOf(record) : [],
      };
    case "failed":
      return { kind: "failed", header, problem: failedJob(place, record.status, record.message) };
    case "notTold":
      return { kind: "failed", header, problem: notTold() };
    case "result":
      return { kind: "result", header, query, text: state.text, problem: null };
  }
}

export function resultsHeader(
  place: ResultsPlace,
  model?: ModelRecord,
  modelId: ModelRecord["id"] | undefined = model?.id,
): ResultsHeader {
  const combination = model?.combination;
  return {
    kind: place.kind,
    id: showId(place.id),
    model: place.kind === "model" || modelId === undefined ? null : showId(modelId),
    combination:
      combination === undefined ? null : [combination.country, combination.region, combination.grouping].join(" / "),
  };
}

/** The blocks of draws so far, where the server tells of them. */
function blocksOf({ raw }: ModelRecord): readonly TrainingBlock[] {
  const blocks = Array.isArray(raw["Blocks"]) ? (raw["Blocks"] as readonly Partial<TrainingBlock>[]) : [];
  return blocks.flatMap(({ draws = NaN, rhat = NaN, ess = NaN }) =>
    [draws, rhat, ess].every(Number.isFinite) ? [{ draws, rhat, ess }] : [],
  );
}

/** A failed reading as the page tells it; undefined when it was given up on purpose. */
export function problemOf(error: unknown): Problem | undefined {
  const explanation = explain(error);
  if (explanation === undefined) return undefined;
  if (!(error instanceof AlvissError)) return { sentence: explanation.sentence, words: null, advice: null };
  const { sentence } = explainFacts({ kind: error.kind, status: error.status, endpoint: error.endpoint });
  // Without a status nobody answered: then the words are ours.
  const answered = error.status !== undefined;
  return { sentence, words: (answered ? error.serverWords : undefined) ?? null, advice: adviceFor(error, answered) };
}

/** An object that is there has no result only where its filters leave nothing of it. */
export function nothingLeft(error: unknown): Problem | undefined {
  if (!(error instanceof AlvissError) || error.kind !== "notFound") return undefined;
  return {
    sentence: l10n.t("These filters leave nothing of the result."),
    words: error.serverWords ?? null,
    advice: l10n.t("Choose other dates, another product or another place."),
  };
}

function adviceFor(error: AlvissError, answered: boolean): string | null {
  if (error.kind === "notSignedIn") {
    return l10n.t("Replace the token of this connection in the view Projects, then try again.");
  }
  if (error.kind === "network" || error.kind === "timedOut") {
    return l10n.t("Check that the server runs (the sandbox is started in the view Projects), then try again.");
  }
  const parts = [answered ? undefined : error.serverWords, error.remedy].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(" ");
}

function failedJob({ kind }: ResultsPlace, word: string | undefined, message: string | undefined): Problem {
  return {
    sentence: l10n.t('The job ended without a result: its status is "{0}".', word ?? ""),
    words: message ?? null,
    advice:
      kind === "model"
        ? l10n.t("Refit the model, or build it anew; this one stays as it is.")
        : l10n.t("Run a new attribution from its model; this one stays as it is."),
  };
}

function notTold(): Problem {
  return {
    sentence: l10n.t("This server publishes no way to read what an attribution found."),
    words: null,
    advice: l10n.t("Open the project in the browser to see it there."),
  };
}
