import { l10n, MarkdownString } from "vscode";
import { showId } from "../../platform/ids";
import { hasExtras } from "../../platform/extras";
import { type Accuracy, type ModelRecord } from "../../platform/records";
import { type ConnectionNode, isObjectNode, type Node, type ObjectNode, type ProjectNode } from "./nodes";
import {
  combinationWords,
  folderName,
  joined,
  kindName,
  objectLabel,
  percent,
  projectWords,
  stateWords,
} from "./words";

/** What the pointer finds; made when it is asked for. Names come from servers and files: they are text, never Markdown. */
export function tooltip(node: Node): MarkdownString | undefined {
  if (node.kind === "connection") return paragraphs(node.connection.server.name, connectionLines(node));
  if (node.kind === "project") return paragraphs(node.project.name ?? showId(node.project.id), projectLines(node));
  if (node.kind === "team")
    return paragraphs(node.team.name ?? showId(node.team.id), [l10n.t("Team {0}", showId(node.team.id))]);
  if (node.kind === "folder" && node.listed === false) return paragraphs(folderName(node.holds), [unlisted()]);
  if (!isObjectNode(node)) return undefined;
  const lines = [...objectLines(node), stateWords(node.record), node.record.message, created(node.record.createdAt)];
  const text = paragraphs(joined(kindName(node.kind), objectLabel(node.record)).replace(", #", " #"), lines);
  if (node.kind !== "upload" && hasExtras(node.record))
    text.appendMarkdown("\n\n---\n\n").appendText(l10n.t("Sandbox engine: not Alviss's own numbers"));
  return text;
}

export function unlisted(): string {
  return l10n.t("This server does not list them: shown is what this extension created and what is active.");
}

/** The same lines as plain text, for the page of details. */
export function objectLines(node: ObjectNode): (string | undefined)[] {
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
    record.sourceModelId === undefined ? undefined : l10n.t("Refit of #{0}", showId(record.sourceModelId)),
    record.graphId && l10n.t("High-level graph {0}", showId(record.graphId)),
    record.graphInstanceId && l10n.t("Low-level graph {0}", showId(record.graphInstanceId)),
  ];
}

function splitWords(record: ModelRecord): string | undefined {
  const { TrainDates: train, EvalDates: evaluation } = record.raw;
  if (!Array.isArray(train) || !Array.isArray(evaluation)) return undefined;
  return l10n.t("{0} training and {1} evaluation dates", train.length, evaluation.length);
}

function connectionLines(node: ConnectionNode): string[] {
  return [node.connection.account, node.state === "stopped" ? "" : node.connection.server.apiUrl];
}

function projectLines(node: ProjectNode): string[] {
  return [l10n.t("Team {0}, project {1}", showId(node.project.team), showId(node.project.id)), projectWords(node)];
}

const showHash = (id: Parameters<typeof showId>[0]): string => `#${showId(id)}`;

function created(createdAt: string | undefined): string | undefined {
  if (createdAt === undefined || Number.isNaN(Date.parse(createdAt))) return undefined;
  return l10n.t("Created {0}", new Date(createdAt).toLocaleString());
}

function paragraphs(title: string, lines: readonly (string | undefined)[]): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown("**").appendText(title).appendMarkdown("**");
  for (const line of lines) if (line) text.appendMarkdown("  \n").appendText(line);
  return text;
}
