import { type JsonNode } from "../jsonText/read";
import { type Server } from "./connections";
import { type Answer } from "./answer";
import { AlvissError } from "./errors";
import {
  type AttributionId,
  type AttributionSetId,
  type DatasetId,
  type GraphId,
  type GraphInstanceId,
  type Id,
  type Kind,
  type ModelId,
  type ObjectRef,
  pathSegment,
  type ProjectRef,
  type TeamId,
  type UploadId,
} from "./ids";
import { readDateList, readProjects, readRecord, readRecords, readTeams } from "./readers";
import {
  type AttributionRecord,
  type AttributionSetRecord,
  type Combination,
  type DatasetRecord,
  type ModelRecord,
  type Project,
  type RecordByKind,
  type Team,
  type UploadRecord,
} from "./records";
import {
  alignBody,
  type AlignRequest,
  attributionBody,
  type AttributionRequest,
  buildBody,
  type BuildRequest,
  combinationsBody,
  datasetBody,
  type DatasetRequest,
  refitBody,
  type RefitRequest,
} from "./requests";
import { type AttributionResult, readAttributionResult } from "./results";
import { Transport, type TransportOptions, type UploadProgress } from "./transport";
import { type UploadSource } from "./uploadSource";

/** `token` is asked before each request, so that a replaced one is used at once. */
export type ClientOptions = TransportOptions;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface UploadOptions extends CallOptions {
  /** Called at most ten times a second with the bytes that the server's side has taken. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

const collections: { readonly [K in Kind]: string } = {
  upload: "datauploads",
  dataset: "datasets",
  model: "models",
  attribution: "attributions",
  attributionSet: "attributionset",
};

type CapabilityName = `list ${Kind}` | "list projects" | "suggested graph" | "cancel" | "attribution result";

/**
 * The REST API of one server for one account: a method per documented call, named for what it does, and the few
 * calls beyond the documented ones that a server may offer. Every method throws `AlvissError`.
 */
export class AlvissClient {
  readonly server: Server;
  private readonly transport: Transport;
  private readonly absent = new Set<CapabilityName>();

  constructor(options: ClientOptions) {
    this.server = options.server;
    this.transport = new Transport(options);
  }

  async listTeams(options?: CallOptions): Promise<readonly Team[]> {
    const answer = await this.transport.send({ method: "GET", url: this.server.teamsUrl, ...options });
    return readTeams(answer.json());
  }

  async createUpload(
    project: ProjectRef,
    what: { readonly datasetName: string; readonly file: UploadSource },
    options?: UploadOptions,
  ): Promise<UploadRecord> {
    const url = `${this.at(project, "datauploads")}?dataset_name=${encodeURIComponent(what.datasetName)}`;
    return this.created("upload", await this.transport.upload({ url, file: what.file, ...options }));
  }

  readUpload(project: ProjectRef, id: UploadId, options?: CallOptions): Promise<UploadRecord> {
    return this.read(project, { kind: "upload", id }, options);
  }

  /** Makes a dataset of uploads, extending others where `extendIds` names them. */
  createDataset(project: ProjectRef, request: DatasetRequest, options?: CallOptions): Promise<DatasetRecord> {
    return this.create("dataset", this.at(project, "datasets"), datasetBody(request), options);
  }

  readDataset(project: ProjectRef, id: DatasetId, options?: CallOptions): Promise<DatasetRecord> {
    return this.read(project, { kind: "dataset", id }, options);
  }

  /** Undefined when no dataset is active. */
  readActiveDataset(project: ProjectRef, options?: CallOptions): Promise<DatasetRecord | undefined> {
    return this.readActive("dataset", project, options);
  }

  async activateDataset(project: ProjectRef, id: DatasetId, options?: CallOptions): Promise<void> {
    const url = this.at(project, `datasets/${pathSegment(id)}/activate`);
    await this.transport.send({ method: "POST", url, ...options });
  }

  /** The dates of a dataset for some combinations, exactly as the server spells them. */
  async readDates(
    project: ProjectRef,
    id: DatasetId,
    combinations: readonly Combination[],
    options?: CallOptions & { readonly datasetName?: string },
  ): Promise<readonly string[]> {
    const name = encodeURIComponent(options?.datasetName ?? "Sales");
    const url = `${this.at(project, `datasets/${pathSegment(id)}/dates`)}?dataset_name=${name}`;
    const body = combinationsBody(combinations);
    const answer = await this.transport.send({ method: "POST", url, body, signal: options?.signal });
    return readDateList(answer.json(), answer.endpoint);
  }

  readModel(project: ProjectRef, id: ModelId, options?: CallOptions): Promise<ModelRecord> {
    return this.read(project, { kind: "model", id }, options);
  }

  /** Trains the same structure again on another dataset; answers the new model. */
  refitModel(project: ProjectRef, id: ModelId, request: RefitRequest, options?: CallOptions): Promise<ModelRecord> {
    const url = this.at(project, `models/${pathSegment(id)}/refit`);
    return this.create("model", url, refitBody(request, this.server), options);
  }

  /** The high-level graph, as the text that came. */
  async readGraph(project: ProjectRef, id: GraphId, options?: CallOptions): Promise<string> {
    return this.readText(this.at(project, `build/graphs/${pathSegment(id)}`), options);
  }

  /** The low-level graph, as the text that came. It belongs to the team, not to a project. */
  async readGraphInstance(team: TeamId, id: GraphInstanceId, options?: CallOptions): Promise<string> {
    return this.readText(`${this.server.apiUrl}/graph_instances/${pathSegment(team)}/${pathSegment(id)}`, options);
  }

  /** Trains a new model from a graph, whose text is posted character for character. */
  buildModel(project: ProjectRef, request: BuildRequest, options?: CallOptions): Promise<ModelRecord> {
    return this.create("model", this.at(project, "build/model"), buildBody(request, this.server), options);
  }

  createAttribution(
    project: ProjectRef,
    request: AttributionRequest,
    options?: CallOptions,
  ): Promise<AttributionRecord> {
    return this.create("attribution", this.at(project, "attributions"), attributionBody(request), options);
  }

  readAttribution(project: ProjectRef, id: AttributionId, options?: CallOptions): Promise<AttributionRecord> {
    return this.read(project, { kind: "attribution", id }, options);
  }

  /** Undefined when no attribution set is active. */
  readActiveAttributionSet(project: ProjectRef, options?: CallOptions): Promise<AttributionSetRecord | undefined> {
    return this.readActive("attributionSet", project, options);
  }

  /** Makes a new set of attributions on common dates. */
  alignAttributionDates(
    project: ProjectRef,
    request: AlignRequest,
    options?: CallOptions,
  ): Promise<AttributionSetRecord> {
    return this.create("attributionSet", this.at(project, "attributionset_align_dates"), alignBody(request), options);
  }

  readAttributionSet(project: ProjectRef, id: AttributionSetId, options?: CallOptions): Promise<AttributionSetRecord> {
    return this.read(project, { kind: "attributionSet", id }, options);
  }

  async activateAttributionSet(project: ProjectRef, id: AttributionSetId, options?: CallOptions): Promise<void> {
    const url = this.at(project, `attributionset/${pathSegment(id)}/activate`);
    await this.transport.send({ method: "PATCH", url, ...options });
  }

  /** Reads an object of any kind. */
  async read<K extends Kind>(project: ProjectRef, ref: ObjectRef<K>, options?: CallOptions): Promise<RecordByKind[K]> {
    const url = this.at(project, `${collections[ref.kind]}/${pathSegment(ref.id)}`);
    const answer = await this.transport.send({ method: "GET", url, ...options });
    return readRecord(ref.kind, answer.json(), answer.endpoint, ref.id);
  }

  /** The projects of a team; undefined where the server has no such list. */
  async listProjects(team: TeamId, options?: CallOptions): Promise<readonly Project[] | undefined> {
    const url = `${this.server.apiUrl}/projects/${pathSegment(team)}`;
    const answer = await this.tryExtra("list projects", { method: "GET", url, ...options });
    return answer && readProjects(answer.json(), team);
  }

  /** The objects of a kind, newest first; undefined where the server has no such list. */
  async list<K extends Kind>(
    kind: K,
    project: ProjectRef,
    options?: CallOptions & { readonly limit?: number; readonly before?: Id<K> },
  ): Promise<readonly RecordByKind[K][] | undefined> {
    const query = new URLSearchParams();
    if (options?.limit !== undefined) query.set("limit", String(options.limit));
    if (options?.before !== undefined) query.set("before", pathSegment(options.before));
    const url = withQuery(this.at(project, collections[kind]), query);
    const answer = await this.tryExtra(`list ${kind}`, { method: "GET", url, signal: options?.signal });
    return answer && readRecords(kind, answer.json(), answer.endpoint);
  }

  /** A high-level graph the server proposes for a dataset, as text; undefined where the server proposes none. */
  async suggestGraph(
    project: ProjectRef,
    id: DatasetId,
    combination: Combination,
    options?: CallOptions & { readonly products?: "sum" | "pooled" },
  ): Promise<string | undefined> {
    const { country, region, grouping } = combination;
    const query = new URLSearchParams({ country_code: country, region_code: region, grouping });
    if (options?.products !== undefined) query.set("products", options.products);
    const url = withQuery(this.at(project, `datasets/${pathSegment(id)}/suggested_graph`), query);
    const answer = await this.tryExtra("suggested graph", { method: "GET", url, signal: options?.signal });
    return answer && checkedText(answer);
  }

  /** Asks the server to end a running model or attribution; false where the server cannot. */
  async cancel(
    project: ProjectRef,
    ref: ObjectRef<"model"> | ObjectRef<"attribution">,
    options?: CallOptions,
  ): Promise<boolean> {
    const url = this.at(project, `${collections[ref.kind]}/${pathSegment(ref.id)}/cancel`);
    return (await this.tryExtra("cancel", { method: "POST", url, ...options })) !== undefined;
  }

  /** What an attribution found; undefined where the server does not tell. */
  async readAttributionResult(
    project: ProjectRef,
    id: AttributionId,
    options?: CallOptions & { readonly level?: number },
  ): Promise<AttributionResult | undefined> {
    const query = new URLSearchParams();
    if (options?.level !== undefined) query.set("level", String(options.level));
    const url = withQuery(this.at(project, `attributions/${pathSegment(id)}/result`), query);
    const answer = await this.tryExtra("attribution result", { method: "GET", url, signal: options?.signal });
    return answer && readAttributionResult(answer.json(), answer.endpoint);
  }

  private at(project: ProjectRef, path: string): string {
    return `${this.server.apiUrl}/projects/${pathSegment(project.team)}/${pathSegment(project.project)}/${path}`;
  }

  private async create<K extends Kind>(
    kind: K,
    url: string,
    body: string,
    options?: CallOptions,
  ): Promise<RecordByKind[K]> {
    return this.created(kind, await this.transport.send({ method: "POST", url, body, ...options }));
  }

  private created<K extends Kind>(kind: K, answer: Answer): RecordByKind[K] {
    return readRecord(kind, answer.json(), answer.endpoint);
  }

  private async readActive<K extends "dataset" | "attributionSet">(
    kind: K,
    project: ProjectRef,
    options?: CallOptions,
  ): Promise<RecordByKind[K] | undefined> {
    const url = this.at(project, `${collections[kind]}/active`);
    try {
      const answer = await this.transport.send({ method: "GET", url, ...options });
      return hasNothing(answer) ? undefined : readRecord(kind, answer.json(), answer.endpoint);
    } catch (error) {
      // FastAPI answers "Not Found" for a route it does not have; any other words mean that nothing is active.
      if (error instanceof AlvissError && error.kind === "notFound" && !isUnknownRoute(error)) return undefined;
      throw error;
    }
  }

  private async readText(url: string, options?: CallOptions): Promise<string> {
    return checkedText(await this.transport.send({ method: "GET", url, ...options }));
  }

  /** One try on a call beyond the documented ones; "no such route" is remembered for the session. */
  private async tryExtra(name: CapabilityName, call: Parameters<Transport["send"]>[0]): Promise<Answer | undefined> {
    if (this.absent.has(name)) return undefined;
    try {
      return await this.transport.send(call);
    } catch (error) {
      if (!(error instanceof AlvissError) || !isUnknownRoute(error)) throw error;
      this.absent.add(name);
      return undefined;
    }
  }
}

function isUnknownRoute(error: AlvissError): boolean {
  return (
    error.status === 405 ||
    error.status === 501 ||
    (error.status === 404 && (error.serverWords ?? "Not Found") === "Not Found")
  );
}

function hasNothing(answer: Answer): boolean {
  if (answer.text.trim() === "") return true;
  const node: JsonNode = answer.json();
  return node.kind === "null" || (node.kind === "object" && node.members.length === 0);
}

/** The text of an answer once it is known to be JSON. */
function checkedText(answer: Answer): string {
  answer.json();
  return answer.text;
}

function withQuery(url: string, query: URLSearchParams): string {
  return query.size === 0 ? url : `${url}?${query.toString()}`;
}
