import { type AlvissClient } from "../../../platform/client";
import { AlvissError } from "../../../platform/errors";
import { type Id, showId } from "../../../platform/ids";
import { type AttributionRecord, type DatasetRecord, type ModelRecord } from "../../../platform/records";
import {
  type ComparedRecords,
  type ComparedUploads,
  type ComparisonQuery,
} from "../../../../webview/shared/comparisonMessages";
import { comparedFacts, type ComparedSide, datasetIdOf } from "./comparedFacts";
import { comparedGraphs } from "./comparedGraphs";
import { type ComparedPlace } from "./comparedPlace";

export type ComparisonClient = Pick<
  AlvissClient,
  | "read"
  | "readModel"
  | "readDataset"
  | "readUpload"
  | "readGraph"
  | "readGraphInstance"
  | "readResultText"
  | "compareResults"
  | "server"
>;

export type Which = "first" | "second";

/** What there is of the two. */
export type ComparedState =
  | { readonly kind: "deleted"; readonly which: Which }
  | { readonly kind: "running" | "failed"; readonly which: Which; readonly sides: Sides }
  | { readonly kind: "done"; readonly sides: Sides };

export interface Sides {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
}

/** Uploads that are named one by one; of more, the rest have their numbers only. */
const mostNamed = 12;

/** Reads both with their models and datasets. Throws `AlvissError`. */
export async function readSides(
  client: ComparisonClient,
  place: ComparedPlace,
  signal: AbortSignal,
): Promise<ComparedState> {
  const [first, second] = await Promise.all([
    sideOf(client, place, "first", signal),
    sideOf(client, place, "second", signal),
  ]);
  if (first === undefined) return { kind: "deleted", which: "first" };
  if (second === undefined) return { kind: "deleted", which: "second" };
  const sides = { first, second };
  for (const kind of ["failed", "working"] as const) {
    const which = (["first", "second"] as const).find((one) => sides[one].record.phase === kind);
    if (which !== undefined) return { kind: kind === "working" ? "running" : kind, which, sides };
  }
  return { kind: "done", sides };
}

async function sideOf(
  client: ComparisonClient,
  place: ComparedPlace,
  which: Which,
  signal: AbortSignal,
): Promise<ComparedSide | undefined> {
  const record = await unlessGone(client.read(place, place[which], { signal }));
  if (record === undefined) return undefined;
  const model = record.kind === "model" ? record : await modelOf(client, place, record, signal);
  const datasetId = datasetIdOf({ record, model });
  const dataset =
    datasetId === undefined ? undefined : await orNothing(client.readDataset(place, datasetId, { signal }));
  return { record, model, dataset };
}

const modelOf = (
  client: ComparisonClient,
  place: ComparedPlace,
  { modelId }: AttributionRecord,
  signal: AbortSignal,
): Promise<ModelRecord | undefined> =>
  modelId === undefined ? Promise.resolve(undefined) : orNothing(client.readModel(place, modelId, { signal }));

async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AlvissError && error.kind === "notFound") return undefined;
    throw error;
  }
}

/** What only adds words must not stand in the way of the numbers. */
async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AlvissError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}

/** What the records, the graphs and the fits of the two say. */
export async function readRecords(
  client: ComparisonClient,
  place: ComparedPlace,
  { first, second }: Sides,
  signal: AbortSignal,
): Promise<ComparedRecords> {
  const [uploads, graphs, one, other] = await Promise.all([
    uploadsOf(client, place, first.dataset, second.dataset, signal),
    comparedGraphs(client, place, first.model, second.model, signal),
    diagnosticsOf(client, place, first, signal),
    diagnosticsOf(client, place, second, signal),
  ]);
  return { facts: comparedFacts(first, second), uploads, graphs, diagnostics: { first: one, second: other } };
}

async function diagnosticsOf(
  client: ComparisonClient,
  place: ComparedPlace,
  { model }: ComparedSide,
  signal: AbortSignal,
): Promise<string | null> {
  if (model === undefined) return null;
  const ref = { kind: "model", id: model.id } as const;
  return (await orNothing(client.readResultText(place, ref, {}, { signal }))) ?? null;
}

async function uploadsOf(
  client: ComparisonClient,
  place: ComparedPlace,
  first: DatasetRecord | undefined,
  second: DatasetRecord | undefined,
  signal: AbortSignal,
): Promise<ComparedUploads | null> {
  const [one, other] = [first?.uploadIds, second?.uploadIds];
  if (one === undefined || other === undefined) return null;
  const named = async (ids: readonly Id<"upload">[]): Promise<string[]> => {
    const known = await Promise.all(
      ids.slice(0, mostNamed).map(async (id) => {
        const upload = await orNothing(client.readUpload(place, id, { signal }));
        return [`#${showId(id)}`, upload?.datasetName, upload?.fileName].filter((word) => word !== undefined).join(" ");
      }),
    );
    return [...known, ...ids.slice(mostNamed).map((id) => `#${showId(id)}`)];
  };
  return {
    onlyFirst: await named(one.filter((id) => !other.includes(id))),
    onlySecond: await named(other.filter((id) => !one.includes(id))),
    both: one.filter((id) => other.includes(id)).length,
  };
}

/** A page's query in the words of the server. */
export function comparisonWords({ level, from, to, product, unit }: ComparisonQuery): Record<string, string> {
  const words = { level: String(level), from, to, product, unit: unit === "units" ? null : unit };
  return Object.fromEntries(Object.entries(words).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
