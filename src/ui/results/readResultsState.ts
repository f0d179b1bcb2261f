import { type AlvissClient } from "../../platform/client";
import { AlvissError } from "../../platform/errors";
import { type AttributionRecord, type AttributionSetRecord, type ModelRecord } from "../../platform/records";
import { type ResultsQuery } from "../../../webview/shared/resultsMessages";
import { type ResultsPlace } from "./resultsPlace";

export type ResultsClient = Pick<AlvissClient, "read" | "readModel" | "readResultText" | "server">;

interface Known {
  readonly record: AttributionRecord | AttributionSetRecord | ModelRecord;
  /** Of the model itself or of an attribution, told by the record, so known without the model's own. */
  readonly modelId: ModelRecord["id"] | undefined;
  /** The model itself, or that of an attribution; undefined when it could not be read. */
  readonly model: ModelRecord | undefined;
}

/** What there is to show of a model, an attribution or a set. */
export type ResultsState =
  | { readonly kind: "deleted" }
  | (Known & { readonly kind: "running" | "failed" })
  /** The server has the object and no call that tells what it found. */
  | (Known & { readonly kind: "notTold" })
  /** `text`: the answer as it came; null for a model, whose parts are asked for one by one. */
  | (Known & { readonly kind: "result"; readonly text: string | null });

/**
 * Reads an object, its model and, when it is done, its result; `wasDone`: as it was before, so that its result need not
 * wait for the record. Throws `AlvissError`.
 */
export async function readResultsState(
  client: ResultsClient,
  place: ResultsPlace,
  query: ResultsQuery,
  { signal, wasDone }: { readonly signal: AbortSignal; readonly wasDone: boolean },
): Promise<ResultsState> {
  const read = () => client.readResultText(place, place, queryOf(query), { signal });
  const early = wasDone && place.kind !== "model" ? read() : undefined;
  // What the record says counts more than why its result could not be read.
  early?.catch(() => undefined);
  const record = await recordOf(client, place, signal);
  if (record === undefined) return { kind: "deleted" };
  const asked = record.phase === "done" && record.kind !== "model";
  const [model, text] = await Promise.all([
    record.kind === "model" ? record : modelOf(client, place, record, signal),
    asked ? (early ?? read()) : null,
  ]);
  const known = { record, model, modelId: modelIdOf(record) };
  switch (record.phase) {
    case "working":
      return { kind: "running", ...known };
    case "failed":
      return { kind: "failed", ...known };
    case "done":
      return text === undefined ? { kind: "notTold", ...known } : { kind: "result", ...known, text };
  }
}

function modelIdOf(record: Known["record"]): ModelRecord["id"] | undefined {
  if (record.kind === "model") return record.id;
  return record.kind === "attribution" ? record.modelId : undefined;
}

/** A page's query in the words of the server; what is not narrowed down is left out. */
export function queryOf({
  country,
  region,
  by,
  unit,
  basis,
  level,
  ...rest
}: ResultsQuery): Readonly<Record<string, string>> {
  const words = {
    ...rest,
    level: String(level),
    country_code: country,
    region_code: region,
    by: by === "period" ? null : by,
    unit: unit === "units" ? null : unit,
    basis: basis ?? null,
  };
  return Object.fromEntries(Object.entries(words).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

async function recordOf(
  client: ResultsClient,
  place: ResultsPlace,
  signal: AbortSignal,
): Promise<Known["record"] | undefined> {
  try {
    return await client.read(place, place, { signal });
  } catch (error) {
    if (error instanceof AlvissError && error.kind === "notFound") return undefined;
    throw error;
  }
}

/** The model only adds words to the header, so the numbers do not wait for a model that is gone. */
async function modelOf(
  client: ResultsClient,
  place: ResultsPlace,
  record: Exclude<Known["record"], ModelRecord>,
  signal: AbortSignal,
): Promise<ModelRecord | undefined> {
  if (record.kind === "attributionSet" || record.modelId === undefined) return undefined;
  try {
    return await client.readModel(place, record.modelId, { signal });
  } catch (error) {
    if (error instanceof AlvissError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}
