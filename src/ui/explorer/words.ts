import { l10n } from "vscode";
import { type Kind, showId } from "../../platform/ids";
import { type AnyRecord, type Combination, type RecordByKind } from "../../platform/records";
import { type KnownConnection } from "../account/connections";
import {
  type ConnectionNode,
  type DraftNode,
  type FolderNode,
  type GraphNode,
  type ObjectNode,
  type ProjectNode,
} from "./nodes";

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

export const graphName = (level: GraphNode["level"]): string =>
  level === "high" ? l10n.t("High-level graph") : l10n.t("Low-level graph");

/** Whether there is work in it, and of when. */
export function draftWords({ differs, changedAt, under }: DraftNode): string {
  const words =
    differs === false
      ? l10n.t("same as the original")
      : l10n.t("changed {0}", new Date(changedAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }));
  // Among the parts of a model nothing else says what it is.
  return under === undefined ? words : l10n.t("draft, {0}", words);
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
      if (node.offline === true) return joined(node.connection.account, l10n.t("offline"));
      return node.connection.kind === "sandbox"
        ? runningWords(node)
        : joined(node.connection.account, tokenEndWords(node.connection));
    case "signedOut":
      return joined(node.connection.account, l10n.t("token missing"));
    case "refused":
      return joined(node.connection.account, l10n.t("token refused"));
    case "stopped":
      return l10n.t("stopped");
    case "starting":
      return l10n.t("starting");
    case "failed":
      return l10n.t("failed");
  }
}

const endsSoon = 14;

/** Only what is near is worth a word. */
function tokenEndWords({ tokenEnd }: KnownConnection): string | undefined {
  if (tokenEnd === undefined || tokenEnd.daysLeft > endsSoon) return undefined;
  if (tokenEnd.daysLeft < 0) return l10n.t("token should have ended");
  if (tokenEnd.daysLeft === 0) return l10n.t("token ends today");
  return tokenEnd.daysLeft === 1 ? l10n.t("token ends tomorrow") : l10n.t("token ends in {0} days", tokenEnd.daysLeft);
}

function runningWords({ sandbox }: ConnectionNode): string {
  const running = sandbox?.address === undefined ? l10n.t("running") : l10n.t("running at {0}", sandbox.address);
  return joined(running, sandbox?.engine);
}

export function projectWords(node: ProjectNode): string {
  const current = node.current ? l10n.t("current") : undefined;
  const pinned = node.pinned === true ? l10n.t("pinned") : undefined;
  return joined(current, pinned, periodicityWord(node.project.periodicity));
}

export function folderWords(node: FolderNode): string {
  if (node.count === undefined) return node.loading === true ? l10n.t("loading...") : "";
  const count = `${number.format(node.count)}${node.more ? "+" : ""}`;
  const known = node.listed === false ? l10n.t("{0} known here", count) : count;
  const unread = node.unread === undefined ? undefined : l10n.t("{0} not read", node.unread);
  if (node.filter === undefined) return joined(known, unread);
  const fitting = l10n.t("{0} of {1}", number.format(node.fitting ?? 0), known);
  return joined(l10n.t("filter: {0}", node.filter), fitting, unread);
}

export function unlisted(): string {
  return l10n.t(
    "This server does not list them: shown is what was seen here and what is active. Others can be found by their ids, from the menu of the folder.",
  );
}

/** State and what matters most, in words. */
export function objectWords({ record, active }: Pick<ObjectNode, "record" | "active">): string {
  return joined(active ? l10n.t("active") : undefined, recordWords(record));
}

/** The same, but for what only its project says. */
export const recordWords = (record: AnyRecord): string =>
  joined(...detailsOf(record), stateWords(record), ageWords(record));

/** The server's own status word, with the part done; undefined for what is simply there. */
export function stateWords(record: AnyRecord): string | undefined {
  if (record.phase === "done") return undefined;
  if (record.phase === "failed") {
    const word = record.status ?? l10n.t("failed");
    return record.message === undefined ? word : `${word}: ${firstLine(record.message)}`;
  }
  const word = record.status ?? l10n.t("state unknown");
  return record.progress === undefined ? word : `${word} ${percent(record.progress)}`;
}

function detailsOf(record: AnyRecord): (string | undefined)[] {
  switch (record.kind) {
    case "upload":
      return [record.fileName, record.size === undefined ? undefined : bytes(record.size)];
    case "dataset":
      return [datesWords(record)];
    case "model":
      return [refitWords(record), mapeWords(record)];
    case "attribution":
      return [rangeWords(record), record.samples === undefined ? undefined : l10n.t("{0} samples", record.samples)];
    case "attributionSet":
      return [memberWords(record)];
  }
}

/** How long ago it was made, from the day after: what is newer stands on top. */
function ageWords({ createdAt }: AnyRecord): string | undefined {
  const days = (Date.now() - Date.parse(createdAt ?? "")) / 86_400_000;
  if (!(days >= 1)) return undefined;
  if (days < 60) return ages.format(-Math.floor(days), "day");
  return days < 730 ? ages.format(-Math.floor(days / 30.44), "month") : ages.format(-Math.floor(days / 365.25), "year");
}

const ages = new Intl.RelativeTimeFormat(undefined, { style: "narrow" });

function datesWords(record: RecordByKind["dataset"]): string | undefined {
  const periods = record.combinations?.flatMap((combination) => combination.periods ?? []) ?? [];
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

export function periodicityWord(periodicity: string | undefined): string | undefined {
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
  return `${(value < 10 && power > 0 ? tenths : wholes).format(value)} ${units[power]}`;
}

const number = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const decimal = (value: number): string => oneDigit.format(value);
const wholes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? text;

export const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(", ");
