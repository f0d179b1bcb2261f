import { type AlvissClient } from "../../platform/client";
import { AlvissError } from "../../platform/errors";
import { type AttributionRecord, type ModelRecord } from "../../platform/records";
import { type AttributionResult } from "../../platform/results";
import { type AttributionPlace } from "./attributionPlace";

export type ResultsClient = Pick<AlvissClient, "readAttribution" | "readModel" | "readAttributionResult">;

/** What there is to show of an attribution. `model` is undefined when it could not be read. */
export type AttributionState =
  | { readonly kind: "deleted" }
  | { readonly kind: "running"; readonly record: AttributionRecord; readonly model: ModelRecord | undefined }
  | { readonly kind: "failed"; readonly record: AttributionRecord; readonly model: ModelRecord | undefined }
  /** The server has the attribution and no call that tells what it found. */
  | { readonly kind: "notTold"; readonly record: AttributionRecord; readonly model: ModelRecord | undefined }
  | {
      readonly kind: "result";
      readonly record: AttributionRecord;
      readonly model: ModelRecord | undefined;
      readonly result: AttributionResult;
    };

/** Reads an attribution, its model and, when it is done, its result. Throws `AlvissError`. */
export async function readAttributionState(
  client: ResultsClient,
  place: AttributionPlace,
  level: number,
  signal: AbortSignal,
): Promise<AttributionState> {
  const record = await recordOf(client, place, signal);
  if (record === undefined) return { kind: "deleted" };
  const result =
    record.phase === "done" ? client.readAttributionResult(place, place.attribution, { level, signal }) : null;
  const [model, found] = await Promise.all([modelOf(client, place, record, signal), result]);
  switch (record.phase) {
    case "working":
      return { kind: "running", record, model };
    case "failed":
      return { kind: "failed", record, model };
    case "done":
      return found ? { kind: "result", record, model, result: found } : { kind: "notTold", record, model };
  }
}

async function recordOf(
  client: ResultsClient,
  place: AttributionPlace,
  signal: AbortSignal,
): Promise<AttributionRecord | undefined> {
  try {
    return await client.readAttribution(place, place.attribution, { signal });
  } catch (error) {
    if (error instanceof AlvissError && error.kind === "notFound") return undefined;
    throw error;
  }
}

/** The model only adds words to the header, so the numbers do not wait for a model that is gone. */
async function modelOf(
  client: ResultsClient,
  place: AttributionPlace,
  record: AttributionRecord,
  signal: AbortSignal,
): Promise<ModelRecord | undefined> {
  if (record.modelId === undefined) return undefined;
  try {
    return await client.readModel(place, record.modelId, { signal });
  } catch (error) {
    if (error instanceof AlvissError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}
