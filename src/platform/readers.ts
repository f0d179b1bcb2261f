import * as l10n from "@vscode/l10n";
import { type JsonNode, member, toValue } from "../jsonText/read";
import { AlvissError } from "./errors";
import { type AnyId, type Id, idFromJson, type Kind, showId, type TeamId } from "./ids";
import { afterSending } from "./networkFailures";
import {
  type Accuracy,
  type Combination,
  type CombinationSpan,
  type ModelRecord,
  type Project,
  type RecordByKind,
  type RecordOf,
  type Team,
} from "./records";
import { respelled, spellings } from "./spelling";
import { isKnownWord, phaseOf } from "./status";

/** An answer being read. */
export interface Reading {
  /** Method and path. */
  readonly endpoint: string;
  /** Told of what was read although it is not as documented. */
  readonly note: (words: string) => void;
}

// The answer to an upload names its id in lower case; the other names are what such servers plausibly use.
const idKeys: { readonly [K in Kind]: readonly string[] } = {
  upload: ["upload_id", "IId", "Id"],
  dataset: ["IId"],
  // Nobody has published what a build answers, but `Id` has another meaning in this API.
  model: ["IId", "model_id"],
  attribution: ["IId"],
  attributionSet: ["IId"],
};

const readers: { readonly [K in Kind]: (node: JsonNode, base: RecordOf<K>) => RecordByKind[K] } = {
  upload: (node, base) => ({
    ...base,
    datasetName: text(node, "DatasetName"),
    fileName: text(node, "FileName"),
    size: number(node, "Size"),
    rows: number(node, "Rows"),
    findingCount: number(node, "FindingCount"),
  }),
  dataset: (node, base) => ({
    ...base,
    active: flag(node, "Active"),
    uploadIds: ids(member(node, "UploadIds")),
    parentIds: ids(member(node, "ParentIds")),
    periodicity: text(node, "Periodicity"),
    combinations: items(member(node, "Combinations"))?.flatMap((item) => combinationSpan(item) ?? []),
  }),
  model: (node, base) => ({ ...base, ...modelParts(node) }),
  attribution: (node, base) => ({
    ...base,
    modelId: id(node, "ModelId"),
    datasetId: id(node, "DatasetId"),
    startDate: text(node, "StartDate"),
    endDate: text(node, "EndDate"),
    samples: number(node, "Samples"),
  }),
  attributionSet: (node, base) => ({
    ...base,
    active: flag(node, "Active"),
    attributionIds: (items(member(node, "Attributions")) ?? []).flatMap((item) => id<"attribution">(item, "IId") ?? []),
    startDate: text(node, "StartDate"),
    endDate: text(node, "EndDate"),
  }),
};

/**
 * Reads one object. `asked` is the id it was asked for by: that is what it is known by, whatever the answer holds.
 * Without it the answer must name the new object.
 */
export function readRecord<K extends Kind>(
  kind: K,
  answer: JsonNode,
  reading: Reading,
  asked?: Id<K>,
): RecordByKind[K] {
  const { endpoint, note } = reading;
  if (answer.kind !== "object")
    throw unusable(endpoint, l10n.t("The answer to {0} is {1} instead of an object.", endpoint, kindWord(answer)));
  const node = respelled(answer, spellings[kind], (taken, as) => note(`"${taken}" is read as "${as}"`));
  const named = firstId<K>(node, idKeys[kind], asked === undefined ? note : undefined);
  const found = asked ?? named;
  if (found === undefined)
    throw unusable(
      endpoint,
      l10n.t("The answer to {0} has no {1}; keys: {2}.", endpoint, idKeys[kind][0] ?? "", keysOf(answer)),
    );
  if (named !== undefined && showId(named) !== showId(found)) note(`names the ${words[kind]} ${showId(named)}`);
  const status = text(node, "Status");
  if (status !== undefined && !isKnownWord(status))
    note(`the status "${shortened(status)}" is taken for ${phaseOf(status)}`);
  return readers[kind](node, {
    kind,
    id: found,
    status,
    phase: phaseOf(status),
    raw: toValue(answer) as Readonly<Record<string, unknown>>,
    createdAt: text(node, "CreatedAt"),
    name: text(node, "Name"),
    message: text(node, "Message"),
    progress: number(node, "Progress"),
    stage: text(node, "Phase"),
  });
}

/** Reads a list of objects; entries without an id are left out. */
export function readRecords<K extends Kind>(kind: K, node: JsonNode, reading: Reading): readonly RecordByKind[K][] {
  return listIn(node, reading.endpoint).flatMap((item, index) => {
    try {
      return [readRecord(kind, item, reading)];
    } catch (error) {
      if (!(error instanceof AlvissError)) throw error;
      reading.note(`entry ${String(index + 1)} is left out: it names no ${words[kind]}`);
      return [];
    }
  });
}

/** Teams in whatever shape they come: nothing public says how the list looks. */
export function readTeams(node: JsonNode, { endpoint }: Reading): readonly Team[] {
  return listIn(node, endpoint).flatMap((item) => {
    const found = firstId<"team">(item, ["Id", "id", "IId", "TeamId", "team_id", "uuid"]);
    return found === undefined ? [] : [{ id: found, name: nameOf(item, "TeamName") }];
  });
}

export function readProjects(node: JsonNode, team: TeamId, { endpoint }: Reading): readonly Project[] {
  return listIn(node, endpoint).flatMap((item) => {
    const found = firstId<"project">(item, ["Id", "id", "IId", "ProjectId", "project_id", "uuid"]);
    return found === undefined
      ? []
      : [{ id: found, name: nameOf(item, "ProjectName"), team, periodicity: text(item, "Periodicity") }];
  });
}

/** A bare array of dates, kept exactly as spelled. */
export function readDateList(node: JsonNode, { endpoint }: Reading): readonly string[] {
  if (node.kind !== "array") throw unusable(endpoint, noDates(endpoint, node));
  const odd = node.items.findIndex((item) => item.kind !== "string");
  const item = node.items[odd];
  if (item !== undefined)
    throw unusable(
      endpoint,
      l10n.t("The answer to {0} is not a list of dates: entry {1} is {2}.", endpoint, odd + 1, kindWord(item)),
    );
  return node.items.map((item) => String(toValue(item)));
}

const noDates = (endpoint: string, node: JsonNode): string =>
  node.kind === "object"
    ? l10n.t("The answer to {0} is an object instead of a list of dates; keys: {1}.", endpoint, keysOf(node))
    : l10n.t("The answer to {0} is {1} instead of a list of dates.", endpoint, kindWord(node));

function kindWord({ kind }: JsonNode): string {
  switch (kind) {
    case "object":
      return l10n.t("an object");
    case "array":
      return l10n.t("a list");
    case "string":
      return l10n.t("a text");
    case "number":
      return l10n.t("a number");
    case "boolean":
      return l10n.t("true or false");
    case "null":
      return l10n.t("null");
  }
}

/** An answer that came but does not hold what it must. */
function unusable(endpoint: string, serverWords: string): AlvissError {
  const remedy = endpoint.startsWith("GET ") ? l10n.t("Check the address of the server.") : afterSending("POST");
  return new AlvissError({ kind: "notJson", endpoint, serverWords, remedy });
}

/** The names of an object's fields; never their values. */
function keysOf(node: Extract<JsonNode, { kind: "object" }>): string {
  const keys = node.members.map(({ key }) => key);
  const more = keys.length > 20 ? ", ..." : "";
  return keys.length === 0 ? l10n.t("none") : keys.slice(0, 20).map(shortened).join(", ") + more;
}

const shortened = (words: string): string => words.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").slice(0, 60);

const words: { readonly [K in Kind]: string } = {
  upload: "upload",
  dataset: "dataset",
  model: "model",
  attribution: "attribution",
  attributionSet: "attribution set",
};

function modelParts(node: JsonNode): Omit<ModelRecord, keyof RecordOf<"model">> {
  const instance = member(node, "GraphInstance");
  const metrics = member(node, "Metrics");
  return {
    combination: combination(node, ["Country", "Region", "Grouping"]),
    datasetId: id(member(node, "DataSet"), "IId"),
    graphId: id(member(instance, "Graph"), "Id"),
    graphInstanceId: id(instance, "Id"),
    sourceModelId: id(node, "SourceModelId"),
    metrics:
      metrics?.kind === "object"
        ? {
            train: accuracy(member(metrics, "train")),
            eval: accuracy(member(metrics, "eval")),
            all: accuracy(member(metrics, "all")),
          }
        : undefined,
    loss: items(member(node, "Loss"))?.map((item) => Number(toValue(item))),
  };
}

function accuracy(node: JsonNode | undefined): Accuracy | undefined {
  if (node?.kind !== "object") return undefined;
  return { r2: number(node, "r2"), mape: number(node, "mape"), wmape: number(node, "wmape"), n: number(node, "n") };
}

function combination(node: JsonNode, keys: readonly [string, string, string]): Combination | undefined {
  const country = text(node, keys[0]);
  if (country === undefined) return undefined;
  // "all" is the platform's word for "not divided".
  return { country, region: text(node, keys[1]) ?? "all", grouping: text(node, keys[2]) ?? "all" };
}

function combinationSpan(node: JsonNode): CombinationSpan | undefined {
  const found = combination(node, ["country_code", "region_code", "grouping"]);
  return found && { ...found, first: text(node, "first"), last: text(node, "last"), periods: number(node, "periods") };
}

/** The array itself, or the first array inside an object. */
function listIn(node: JsonNode, endpoint: string): readonly JsonNode[] {
  if (node.kind === "array") return node.items;
  const inside = node.kind === "object" ? node.members.find((entry) => entry.value.kind === "array")?.value : undefined;
  if (inside?.kind === "array") return inside.items;
  throw unusable(
    endpoint,
    node.kind === "object"
      ? l10n.t("The answer to {0} holds no list; keys: {1}.", endpoint, keysOf(node))
      : l10n.t("The answer to {0} is {1} instead of a list.", endpoint, kindWord(node)),
  );
}

function nameOf(node: JsonNode, own: string): string | undefined {
  return ["Name", "name", "Title", "title", own].map((key) => text(node, key)).find((found) => found !== undefined);
}

function text(node: JsonNode, key: string): string | undefined {
  const value = member(node, key);
  return value?.kind === "string" ? (toValue(value) as string) : undefined;
}

function number(node: JsonNode, key: string): number | undefined {
  const value = member(node, key);
  if (value?.kind !== "number") return undefined;
  const read = Number(value.text);
  return Number.isFinite(read) ? read : undefined;
}

function flag(node: JsonNode, key: string): boolean | undefined {
  const value = member(node, key);
  return value?.kind === "boolean" ? value.text === "true" : undefined;
}

function items(node: JsonNode | undefined): readonly JsonNode[] | undefined {
  return node?.kind === "array" ? node.items : undefined;
}

function id<Of extends string>(node: JsonNode | undefined, key: string): Id<Of> | undefined {
  const value = member(node, key);
  return value && idFromJson<Of>(value.text);
}

function ids<Of extends string>(node: JsonNode | undefined): readonly Id<Of>[] | undefined {
  return items(node)?.flatMap((item) => idFromJson<Of>(item.text) ?? []);
}

/** The id under the first of the names that is there; `note` is told when that is not the first. */
function firstId<Of extends string>(
  node: JsonNode,
  keys: readonly string[],
  note: (words: string) => void = () => undefined,
): (Id<Of> & AnyId) | undefined {
  const key = keys.find((one) => id<Of>(node, one) !== undefined);
  if (key !== undefined && key !== keys[0]) note(`has no ${keys[0] ?? ""}; its ${key} is taken`);
  return key === undefined ? undefined : id<Of>(node, key);
}
