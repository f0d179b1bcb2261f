import { objectPath, projectPath } from "./addresses";
import { isLoopback, type Server } from "./connections";
import { type AnyId, type AttributionId, type DatasetId, type ModelId, type ProjectRef, type UploadId } from "./ids";
import { type Combination } from "./records";

export interface TrainingParameters {
  readonly epochs: number;
  readonly learningRate: number;
  readonly samples: number;
}

/** What only a sandbox understands; left out of requests to any other server. */
export interface SandboxParameters {
  readonly sampler?: "nuts" | "fast";
  readonly seed?: number;
}

export interface DatasetRequest {
  readonly uploadIds: readonly UploadId[];
  readonly extendIds?: readonly DatasetId[];
  readonly activate?: boolean;
}

export interface RefitRequest {
  readonly datasetId: DatasetId;
  /** As the server spelled them. */
  readonly trainDates: readonly string[];
  readonly evalDates: readonly string[];
  readonly training: TrainingParameters;
  /** Not among the documented fields of a refit: sent only where it is true. */
  readonly activate?: boolean | undefined;
  readonly sandbox?: SandboxParameters | undefined;
}

export interface BuildRequest extends RefitRequest {
  readonly combination: Combination;
  readonly activate: boolean;
  /** JSON text of `{nodes, edges}` (and `schema`): posted as it is. */
  readonly graph: string;
}

/** A POST as it goes out, the token apart. */
export interface Post {
  readonly url: string;
  /** JSON text. */
  readonly body: string;
}

export interface AttributionRequest {
  readonly modelId: ModelId;
  readonly datasetId: DatasetId;
  readonly startDate: string;
  readonly endDate: string;
  readonly samples: number;
}

export interface AlignRequest {
  /** The new attribution first, then those to keep. */
  readonly attributionIds: readonly AttributionId[];
  readonly activate: boolean;
}

// Bodies are put together as text: ids and graphs must arrive exactly as they came.
const field = (name: string, jsonText: string): string => `${JSON.stringify(name)}:${jsonText}`;
const object = (...fields: readonly (string | undefined)[]): string =>
  `{${fields.filter((part) => part !== undefined).join(",")}}`;
const idList = (ids: readonly AnyId[]): string => `[${ids.join(",")}]`;

export function datasetBody(request: DatasetRequest): string {
  const extend = request.extendIds ?? [];
  return object(
    field("upload_ids", idList(request.uploadIds)),
    extend.length > 0 ? field("dataset_ids", idList(extend)) : undefined,
    request.activate === undefined ? undefined : field("activate", String(request.activate)),
  );
}

export function combinationsBody(combinations: readonly Combination[]): string {
  return JSON.stringify(combinations.map(wireCombination));
}

export const refitPost = (server: Server, project: ProjectRef, id: ModelId, request: RefitRequest): Post => ({
  url: `${server.apiUrl}${objectPath(project, { kind: "model", id })}/refit`,
  body: refitBody(request, server),
});

export const buildPost = (server: Server, project: ProjectRef, request: BuildRequest): Post => ({
  url: `${server.apiUrl}${projectPath(project)}/build/model`,
  body: buildBody(request, server),
});

function refitBody(request: RefitRequest, server: Server): string {
  const activate = request.activate === true ? field("activate", "true") : undefined;
  const detail = object(...datesAndDataset(request), activate);
  return object(
    field("model_detail", detail),
    field("model_param", parameters(request.training)),
    forSandbox(request, server),
  );
}

function buildBody(request: BuildRequest, server: Server): string {
  const detail = object(
    ...datesAndDataset(request),
    field("activate", String(request.activate)),
    field("modelling_combination", JSON.stringify(wireCombination(request.combination))),
  );
  return object(
    field("model_param", parameters(request.training)),
    field("model_detail", detail),
    field("graph_detail", object(field("graph", request.graph))),
    forSandbox(request, server),
  );
}

export function attributionBody(request: AttributionRequest): string {
  return object(
    field("model_id", request.modelId),
    field("dataset_id", request.datasetId),
    field("start_date", JSON.stringify(request.startDate)),
    field("end_date", JSON.stringify(request.endDate)),
    field("samples", JSON.stringify(request.samples)),
  );
}

export function alignBody(request: AlignRequest): string {
  return object(field("attributionjob_ids", idList(request.attributionIds)), field("active", String(request.activate)));
}

function datesAndDataset(request: RefitRequest): string[] {
  return [
    field("dataset_id", request.datasetId),
    field("train_dates", JSON.stringify(request.trainDates)),
    field("eval_dates", JSON.stringify(request.evalDates)),
  ];
}

function parameters(training: TrainingParameters): string {
  return JSON.stringify({ epochs: training.epochs, learning_rate: training.learningRate, samples: training.samples });
}

function wireCombination(combination: Combination): Record<string, string> {
  return { country_code: combination.country, region_code: combination.region, grouping: combination.grouping };
}

function forSandbox(request: RefitRequest, server: Server): string | undefined {
  return request.sandbox !== undefined && isLoopback(server.apiUrl)
    ? field("sandbox", JSON.stringify(request.sandbox))
    : undefined;
}
