import { type JsonNode, member, toValue } from "../jsonText/read";
import { AlvissError } from "./errors";
import { type AnyId, type Id, idFromJson, type Kind, type TeamId } from "./ids";
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
import { phaseOf } from "./status";

// The answer to an upload names its id in lower case; the other names are what such servers plausibly use.
const idKeys: { readonly [K in Kind]: readonly string[] } = {
  upload: ["upload_id", "IId", "Id", "id"],
  dataset: ["IId"],
  // Nobody has published what a build answers, but `Id` has another meaning in this API.
  model: ["IId", "model_id", "ModelId"],
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
export function readRecord<K extends Kind>(kind: K, node: JsonNode, endpoint: string, asked?: Id<K>): RecordByKind[K] {
  const found = asked ?? firstId<K>(node, idKeys[kind]);
  if (node.kind !== "object" || found === undefined) {
    throw new AlvissError({
      kind: "notJson",
      endpoint,
      serverWords: `The answer does not name the ${words[kind]} (expected the field ${idKeys[kind][0] ?? ""}).`,
      remedy: `The ${words[kind]} may have been made all the same: look for it in the web app before you try again.`,
    });
  }
  const status = text(node, "Status");
  return readers[kind](node, {
    kind,
    id: found,
    status,
    phase: phaseOf(status),
    raw: toValue(node) as Readonly<Record<string, unknown>>,
    createdAt: text(node, "CreatedAt"),
    name: text(node, "Name"),
    message: text(node, "Message"),
    progress: number(node, "Progress"),
    stage: text(node, "Phase"),
  });
}

/** Reads a list of objects; entries without an id are left out. */
export function readRecords<K extends Kind>(kind: K, node: JsonNode, endpoint: string): readonly RecordByKind[K][] {
  return listIn(node, endpoint).flatMap((item) => {
    const found = firstId<K>(item, idKeys[kind]);
    return found === undefined ? [] : [readRecord(kind, item, endpoint, found)];
  });
}

/** Teams in whatever shape they come: nothing public says how the list looks. */
export function readTeams(node: JsonNode): readonly Team[] {
  return listIn(node, "teams").flatMap((item) => {
    const found = firstId<"team">(item, ["Id", "id", "IId", "TeamId", "team_id", "uuid"]);
    return found === undefined ? [] : [{ id: found, name: nameOf(item, "TeamName") }];
  });
}

export function readProjects(node: JsonNode, team: TeamId): readonly Project[] {
  return listIn(node, "projects").flatMap((item) => {
    const found = firstId<"project">(item, ["Id", "id", "IId", "ProjectId", "project_id", "uuid"]);
    return found === undefined
      ? []
      : [{ id: found, name: nameOf(item, "ProjectName"), team, periodicity: text(item, "Periodicity") }];
  });
}

/** A bare array of dates, kept exactly as spelled. */
export function readDateList(node: JsonNode, endpoint: string): readonly string[] {
  const dates = items(node)?.map(toValue);
  if (dates?.every((date): date is string => typeof date === "string") === true) return dates;
  throw new AlvissError({ kind: "notJson", endpoint, serverWords: "The answer is not a list of dates." });
}

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
  throw new AlvissError({ kind: "notJson", endpoint, serverWords: "The answer holds no list." });
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

function firstId<Of extends string>(node: JsonNode, keys: readonly string[]): (Id<Of> & AnyId) | undefined {
  return keys.map((key) => id<Of>(node, key)).find((found) => found !== undefined);
}
