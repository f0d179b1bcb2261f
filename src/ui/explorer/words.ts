import { l10n } from "vscode";
import { type Kind, showId } from "../../platform/ids";
import { type AnyRecord, type Combination, type RecordByKind } from "../../platform/records";
import { type ConnectionNode, type FolderNode, type ObjectNode, type ProjectNode } from "./nodes";

export function folderName(kind: Kind): string {
  const names: Record<Kind, string> = {
    upload: l10n.t("Uploads"),
    dataset: l10n.t("Datasets"),
    model: l10n.t("Models"),
    attribution: l10n.t("Attributions"),
    attributionSet: l10n.t("Attribution Sets"),
  };
  return names[kind];
}

export function kindName(kind: Kind): string {
  const names: Record<Kind, string> = {
    upload: l10n.t("Upload"),
    dataset: l10n.t("Dataset"),
    model: l10n.t("Model"),
    attribution: l10n.t("Attribution"),
    attributionSet: l10n.t("Attribution set"),
  };
  return names[kind];
}

export const combinationWords = (combination: Combination): string =>
  `${combination.country} / ${combination.region} / ${combination.grouping}`;

export function objectLabel(record: AnyRecord): string {
  const id = `#${showId(record.id)}`;
  switch (record.kind) {
    case "upload":
      return record.datasetName === undefined ? id : `${id} ${record.datasetName}`;
    case "dataset":
    case "attributionSet":
      return record.name === undefined || saysNoMore(record.name, record.id) ? id : `${id} ${record.name}`;
    case "model":
      return record.combination === undefined ? id : `${id} ${combinationWords(record.combination)}`;
    case "attribution":
      return record.modelId === undefined ? id : l10n.t("{0} model #{1}", id, showId(record.modelId));
  }
}

/** A name that the server made of the kind and the number: "Dataset 8". */
const saysNoMore = (name: string, id: AnyRecord["id"]): boolean => /^[a-z ]+#?(.+)$/i.exec(name)?.[1] === showId(id);

export function connectionWords(node: ConnectionNode): string {
  switch (node.state) {
    case "ready":
      return node.connection.kind === "sandbox" ? l10n.t("running") : node.connection.account;
    case "signedOut":
      return l10n.t("signed out");
    case "refused":
      return l10n.t("token refused");
    case "stopped":
      return l10n.t("stopped");
    case "starting":
      return l10n.t("starting");
  }
}

export function projectWords(node: ProjectNode): string {
  const current = node.current ? l10n.t("current") : undefined;
  return joined(current, periodicityWord(node.project.periodicity));
}

export function folderWords(node: FolderNode): string {
  if (node.count === undefined) return "";
  const count = node.more ? `${node.count}+` : String(node.count);
  return node.listed === false ? l10n.t("{0} known here", count) : count;
}

/** State and what matters most, in words. */
export function objectWords(node: ObjectNode): string {
  return joined(...detailsOf(node), stateWords(node.record));
}

/** The server's own status word, with the part done; undefined for what is simply there. */
export function stateWords(record: AnyRecord): string | undefined {
  if (record.phase === "done") return undefined;
  if (record.phase === "failed") {
    const word = record.status ?? l10n.t("failed");
    return record.message === undefined ? word : `${word}: ${firstLine(record.message)}`;
  }
  const word = record.status ?? l10n.t("working");
  return record.progress === undefined ? word : `${word} ${percent(record.progress)}`;
}

function detailsOf(node: ObjectNode): (string | undefined)[] {
  switch (node.kind) {
    case "upload":
      return [node.record.fileName, node.record.size === undefined ? undefined : bytes(node.record.size)];
    case "dataset":
      return [node.active ? l10n.t("active") : undefined, datesWords(node.record)];
    case "model":
      return [refitWords(node.record), mapeWords(node.record)];
    case "attribution":
      return [
        rangeWords(node.record),
        node.record.samples === undefined ? undefined : l10n.t("{0} samples", node.record.samples),
      ];
    case "attributionSet":
      return [node.active ? l10n.t("active") : undefined, memberWords(node.record)];
  }
}

function datesWords(record: RecordByKind["dataset"]): string | undefined {
  const periods = record.combinations?.map((combination) => combination.periods ?? 0) ?? [];
  return periods.length === 0 ? undefined : l10n.t("{0} dates", Math.max(...periods));
}

function refitWords(record: RecordByKind["model"]): string | undefined {
  return record.sourceModelId === undefined ? undefined : l10n.t("refit of #{0}", showId(record.sourceModelId));
}

function mapeWords(record: RecordByKind["model"]): string | undefined {
  const mape = record.metrics?.eval?.mape ?? record.metrics?.all?.mape;
  return mape === undefined || record.phase !== "done" ? undefined : `MAPE ${decimal(mape * 100)} %`;
}

function rangeWords(record: RecordByKind["attribution"]): string | undefined {
  const { startDate, endDate } = record;
  return startDate === undefined || endDate === undefined ? undefined : l10n.t("{0} to {1}", startDate, endDate);
}

function memberWords(record: RecordByKind["attributionSet"]): string {
  const count = record.attributionIds.length;
  return count === 1 ? l10n.t("1 attribution") : l10n.t("{0} attributions", count);
}

function periodicityWord(periodicity: string | undefined): string | undefined {
  const words: Record<string, string> = {
    day: l10n.t("daily"),
    week: l10n.t("weekly"),
    month: l10n.t("monthly"),
    quarter: l10n.t("quarterly"),
    year: l10n.t("yearly"),
  };
  return periodicity === undefined ? undefined : (words[periodicity.toLowerCase()] ?? periodicity.toLowerCase());
}

export const percent = (fraction: number): string => `${Math.floor(fraction * 100)} %`;

export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 }).format(value)} ${units[power]}`;
}

const decimal = (value: number): string =>
  new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? text;

export const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(", ");
