import { type JsonNode, type JsonObject } from "../jsonText/read";

/** The fields that are read of an object, as the platform spells them; those that hold objects, with theirs. */
export interface Spelling {
  readonly [field: string]: Spelling;
}

const leaf: Spelling = {};
const fields = <F extends string>(...names: readonly F[]): { readonly [K in F]: Spelling } =>
  Object.fromEntries(names.map((name) => [name, leaf])) as { [K in F]: Spelling };

const ofAll = fields("IId", "Status", "CreatedAt", "Name", "Message", "Progress", "Phase", "Active");

/** Each kind's fields. `Id` is none of them: it means something else than `IId`, but in graphs and uploads. */
export const spellings = {
  upload: { ...ofAll, ...fields("upload_id", "Id", "DatasetName", "FileName", "Size", "Rows", "FindingCount") },
  dataset: { ...ofAll, ...fields("UploadIds", "ParentIds", "Periodicity", "Combinations") },
  model: {
    ...ofAll,
    ...fields("model_id", "Country", "Region", "Grouping", "SourceModelId", "Metrics", "Loss"),
    DataSet: fields("IId"),
    GraphInstance: { ...fields("Id"), Graph: fields("Id") },
  },
  attribution: { ...ofAll, ...fields("ModelId", "DatasetId", "StartDate", "EndDate", "Samples") },
  attributionSet: { ...ofAll, ...fields("StartDate", "EndDate"), Attributions: fields("IId") },
} satisfies Readonly<Record<string, Spelling>>;

/**
 * The object with fields of odd spelling (`status`, `STATUS`, `graph_instance`) under their known names, where the known
 * name itself is missing. `note` is told each field that was taken for another.
 */
export function respelled(node: JsonNode, known: Spelling, note: (taken: string, as: string) => void): JsonNode {
  if (node.kind === "array") return { ...node, items: node.items.map((item) => respelled(item, known, note)) };
  if (node.kind !== "object") return node;
  const exact = new Set(node.members.map(({ key }) => key));
  const missing = new Map(Object.keys(known).flatMap((name) => (exact.has(name) ? [] : [[folded(name), name]])));
  const members = node.members.map((entry) => {
    const { key, value } = entry;
    const name = key in known ? key : missing.get(folded(key));
    if (name === undefined) return entry;
    if (name !== key) note(key, name);
    const inside = known[name] ?? leaf;
    return { ...entry, key: name, value: inside === leaf ? value : respelled(value, inside, note) };
  });
  return { ...node, members } satisfies JsonObject;
}

const folded = (name: string): string => name.toLowerCase().replaceAll("_", "");
