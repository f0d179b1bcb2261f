import { type Profile } from "./profile";

/** Kinds of record that calls answer. */
export type RecordKind = "team" | "project" | "upload" | "dataset" | "model" | "attribution" | "attributionSet";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What scripts of the platform are known to read of each record: true = as it is, else the keys inside. */
export type Keys = { readonly [key: string]: true | Keys };
export const KNOWN_KEYS: Readonly<Record<RecordKind, Keys>> = {
  team: { Id: true, Name: true },
  project: { Id: true, Name: true },
  upload: { upload_id: true, Status: true },
  dataset: { IId: true, Status: true },
  model: {
    IId: true,
    Status: true,
    Country: true,
    Region: true,
    Grouping: true,
    DataSet: { IId: true },
    GraphInstance: { Id: true, Graph: { Id: true } },
  },
  attribution: { IId: true, Status: true },
  attributionSet: { IId: true, Status: true, Attributions: { IId: true } },
};

/** Spellings that a client must cope with; which one a record gets depends on its number. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  pending: ["queued", "CREATED", "Waiting for capacity"],
  processing: ["running", "In Progress", "calibrating (2/3)"],
  training: ["RUNNING", "in_progress", "fitting"],
  complete: ["Complete", "complete", "COMPLETE"],
  completed: ["Completed", "completed", "COMPLETED"],
  failed: ["error", "Failed", "aborted"],
  cancelled: ["canceled", "Cancelled", "ABORTED"],
};

const HOSTILE_EXTRAS = { Revision: 3, _links: { self: null, history: [] }, "x-legacy": { flags: [true, null] } };

/** A record, or a list of them, as the profile's server would answer it. */
export function shapeRecord({ minimal, hostile }: Profile, kind: RecordKind, answer: unknown): unknown {
  let shaped = answer as Json;
  if (minimal) shaped = pick(shaped, KNOWN_KEYS[kind]);
  if (!hostile) return shaped;
  const records = isList(shaped) ? shaped.map(disguised) : disguised(shaped);
  return kind === "team" && isList(records) ? { count: records.length, teams: records } : records;
}

function pick(value: Json, keys: Keys): Json {
  if (isList(value)) return value.map((each) => pick(each, keys));
  if (value === null || typeof value !== "object") return value;
  const inner = (key: string) => (keys[key] === true ? value[key] : pick(value[key] ?? null, keys[key] as Keys));
  return Object.fromEntries(Object.keys(keys).map((key) => [key, inner(key) ?? null]));
}

const disguised = (record: Json): Json =>
  record === null || typeof record !== "object" ? record : { ...reordered(record as Row), ...HOSTILE_EXTRAS };

type Row = { readonly [key: string]: Json };

/** Keys the other way round, ids as text, status words in another spelling. */
function reordered(record: Row): Row {
  const number = Number(record.IId ?? record.upload_id ?? 0);
  const value = (key: string, each: Json): Json => {
    if (key === "Status" && typeof each === "string") return OTHER_WORDS[each]?.[number % 3] ?? each;
    if (/(^|_)(IId|Id|Ids|id)$|Ids?$/.test(key)) return idText(each);
    if (isList(each)) return each.map((item) => (isRow(item) ? reordered(item) : item));
    return isRow(each) ? reordered(each) : each;
  };
  return Object.fromEntries(
    Object.entries(record)
      .reverse()
      .map(([key, each]) => [key, value(key, each)]),
  );
}

const idText = (id: Json): Json => (isList(id) ? id.map(idText) : typeof id === "number" ? String(id) : id);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isRow = (value: Json): value is Row => typeof value === "object" && value !== null && !isList(value);
