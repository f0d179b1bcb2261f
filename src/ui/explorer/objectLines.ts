import { l10n } from "vscode";
import { hasExtras } from "../../platform/extras";
import { showId } from "../../platform/ids";
import { type Accuracy, type AnyRecord, type ModelRecord } from "../../platform/records";
import { type ObjectNode } from "./nodes";
import { combinationWords, joined, percent, periodicityWord } from "./words";

/** What is known of an object, a line each, as plain text. */
export const objectLines = (node: ObjectNode): (string | undefined)[] => [...linesOf(node), ...otherLines(node.record)];

/** Why there is no command that opens results. */
export function noResults({ kind, record }: ObjectNode): string | undefined {
  if (kind === "upload" || kind === "dataset" || record.phase !== "done" || hasExtras(record)) return undefined;
  return l10n.t(
    "No results here: this server has no call that tells them. Open the project in the browser to see them.",
  );
}

function linesOf(node: ObjectNode): (string | undefined)[] {
  switch (node.kind) {
    case "upload": {
      const { fileName, size, rows, findingCount } = node.record;
      return [
        fileName && l10n.t("File {0}", fileName),
        size === undefined ? undefined : l10n.t("{0} bytes", size.toLocaleString()),
        rows === undefined ? undefined : l10n.t("{0} rows", rows.toLocaleString()),
        findingCount ? l10n.t("{0} findings in the file", findingCount) : undefined,
      ];
    }
    case "dataset": {
      const { uploadIds, parentIds, combinations } = node.record;
      const spans = combinations?.map((one) =>
        joined(
          combinationWords(one),
          one.first && one.last && l10n.t("{0} to {1}", one.first, one.last),
          one.periods === undefined ? undefined : l10n.t("{0} dates", one.periods),
        ),
      );
      return [
        node.active ? l10n.t("Active dataset of the project") : undefined,
        periodicityWord(node.record.periodicity),
        uploadIds?.length ? l10n.t("Uploads {0}", uploadIds.map(showHash).join(", ")) : undefined,
        parentIds?.length ? l10n.t("Extends {0}", parentIds.map(showHash).join(", ")) : undefined,
        ...(spans ?? []),
      ];
    }
    case "model":
      return modelLines(node.record);
    case "attribution": {
      const { modelId, datasetId, startDate, endDate, samples } = node.record;
      return [
        modelId && l10n.t("Model #{0}", showId(modelId)),
        datasetId && l10n.t("Dataset #{0}", showId(datasetId)),
        startDate && endDate && l10n.t("{0} to {1}", startDate, endDate),
        samples === undefined ? undefined : l10n.t("{0} samples", samples),
      ];
    }
    case "attributionSet":
      return [
        node.active ? l10n.t("Active attribution set of the project") : undefined,
        l10n.t("Attributions {0}", node.record.attributionIds.map(showHash).join(", ")),
        node.record.startDate &&
          node.record.endDate &&
          l10n.t("{0} to {1}", node.record.startDate, node.record.endDate),
      ];
  }
}

function modelLines(record: ModelRecord): (string | undefined)[] {
  const accuracy = (one: Accuracy | undefined, where: string): string | undefined =>
    one?.r2 === undefined || one.mape === undefined
      ? undefined
      : l10n.t("R² {0}, MAPE {1} {2}", one.r2.toFixed(2), `${(one.mape * 100).toFixed(1)} %`, where);
  return [
    joined(record.datasetId && l10n.t("Dataset #{0}", showId(record.datasetId)), splitWords(record)) || undefined,
    accuracy(record.metrics?.train, l10n.t("in training")),
    accuracy(record.metrics?.eval, l10n.t("in evaluation")),
    record.progress !== undefined && record.phase === "working"
      ? joined(record.stage, percent(record.progress))
      : undefined,
    parameterWords(record),
    record.sourceModelId === undefined ? undefined : l10n.t("Refit of #{0}", showId(record.sourceModelId)),
    record.graphId && l10n.t("High-level graph {0}", showId(record.graphId)),
    record.graphInstanceId && l10n.t("Low-level graph {0}", showId(record.graphInstanceId)),
  ];
}

function parameterWords({ raw: { ModelParam: given } }: ModelRecord): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const plain = Object.entries(given).filter(([, value]) => isPlain(value));
  return plain.map(([key, value]) => `${key} ${String(value)}`).join(", ");
}

function splitWords(record: ModelRecord): string | undefined {
  const { TrainDates: train, EvalDates: evaluation } = record.raw;
  if (!Array.isArray(train) || !Array.isArray(evaluation)) return undefined;
  return l10n.t("{0} training and {1} evaluation dates", train.length, evaluation.length);
}

/** Fields that the lines above, the row, or the date of the making say already. */
const told = new Set(
  [
    "IId upload_id Id model_id Status CreatedAt Name Message Progress Phase DatasetName FileName Size Rows FindingCount",
    "Active Periodicity Country Region Grouping SourceModelId ModelId DatasetId StartDate EndDate Samples",
  ]
    .join(" ")
    .split(" "),
);
const mostOthers = 12;
const longest = 200;

/** Whatever else the server says in a word or a number. */
function otherLines({ raw }: AnyRecord): string[] {
  const plain = Object.entries(raw).filter(([key, value]) => !told.has(key) && isPlain(value));
  const lines = plain.slice(0, mostOthers).map(([key, value]) => l10n.t("{0}: {1}", key, shortened(String(value))));
  return plain.length > mostOthers ? [...lines, l10n.t("{0} more fields", plain.length - mostOthers)] : lines;
}

const isPlain = (value: unknown): boolean => value !== "" && /^(string|number|bigint|boolean)$/.test(typeof value);

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);

const showHash = (id: Parameters<typeof showId>[0]): string => `#${showId(id)}`;
