import { readJson } from "../jsonText/read";
import {
  collectionPath,
  type ComparedPair,
  comparisonAddress,
  objectPath,
  placeQuery,
  projectPath,
  resultAddress,
  withQuery,
} from "./addresses";
import { type Server } from "./connections";
import { type Answer, checkedText, hasNothing } from "./answer";
import { AlvissError, mayHaveHappened, onlyRead } from "./errors";
import { type CallOptions, type ClientOptions, type UploadOptions } from "./clientOptions";
import { ExtraCalls } from "./extraCalls";
import { isUnknownRoute } from "./refusals";
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
import { inMemory } from "./keyValueStore";
import { readDateList, type Reading, readProjects, readRecord, readRecords, readTeams } from "./readers";
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
  buildPost,
  type BuildRequest,
  combinationsBody,
  datasetBody,
  type DatasetRequest,
  refitPost,
  type RefitRequest,
} from "./requests";
import { type AttributionResult, readAttributionResult, type ResultKind } from "./results";
import { readSalesOverTime, type SalesOverTime } from "./salesOverTime";
import { Transport } from "./transport";
import { realClock } from "./settle";
import { type UploadSource } from "./uploadSource";

/**
 * The REST API of one server for one account: a method per documented call, named for what it does, and the few
 * calls beyond the documented ones that a server may offer. Every method throws `AlvissError`.
 */
export class AlvissClient {
  readonly server: Server;
  private readonly transport: Transport;
  private readonly extras: ExtraCalls;
  private readonly noted = new Set<string>();

  constructor(options: ClientOptions) {
    const { server, memory = inMemory(), clock = realClock } = options;
    this.server = server;
    this.transport = new Transport(options);
    this.extras = new ExtraCalls(server.apiUrl, this.transport, memory, clock.now);
  }

  async listTeams(options?: CallOptions): Promise<readonly Team[]> {
    const answer = await this.transport.send({ method: "GET", url: this.server.teamsUrl, ...options });
    return readTeams(answer.json(), this.reading(answer));
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
    const sending = this.transport.send({ method: "POST", url, body, signal: options?.signal });
    const answer = await sending.catch((error: unknown) => {
      throw error instanceof AlvissError && mayHaveHappened(error) ? onlyRead(error) : error;
    });
    return readDateList(answer.json(), this.reading(answer));
  }

  readModel(project: ProjectRef, id: ModelId, options?: CallOptions): Promise<ModelRecord> {
    return this.read(project, { kind: "model", id }, options);
  }

  /** Trains the same structure again on another dataset; answers the new model. */
  refitModel(project: ProjectRef, id: ModelId, request: RefitRequest, options?: CallOptions): Promise<ModelRecord> {
    const { url, body } = refitPost(this.server, project, id, request);
    return this.create("model", url, body, options);
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
    const { url, body } = buildPost(this.server, project, request);
    return this.create("model", url, body, options);
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
    const answer = await this.readObject(project, ref, options);
    return readRecord(ref.kind, answer.json(), this.reading(answer), ref.id);
  }

  /** The record of an object as the text that came. */
  async readRecordText(project: ProjectRef, ref: ObjectRef, options?: CallOptions): Promise<string> {
    return checkedText(await this.readObject(project, ref, options));
  }

  /** The projects of a team; undefined where the server has no such list. */
  async listProjects(team: TeamId, options?: CallOptions): Promise<readonly Project[] | undefined> {
    const url = `${this.server.apiUrl}/projects/${pathSegment(team)}`;
    const read = (answer: Answer): readonly Project[] => readProjects(answer.json(), team, this.reading(answer));
    return this.extras.use("list projects", { method: "GET", url, ...options }, read);
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
    const url = withQuery(`${this.server.apiUrl}${collectionPath(project, kind)}`, query);
    const read = (answer: Answer): readonly RecordByKind[K][] => readRecords(kind, answer.json(), this.reading(answer));
    return this.extras.use(`list ${kind}`, { method: "GET", url, signal: options?.signal }, read);
  }

  /** A high-level graph the server proposes for a dataset, as text; undefined where the server proposes none. */
  async suggestGraph(
    project: ProjectRef,
    id: DatasetId,
    combination: Combination,
    options?: CallOptions & { readonly products?: "sum" | "pooled" },
  ): Promise<string | undefined> {
    const query = placeQuery(combination);
    if (options?.products !== undefined) query.set("products", options.products);
    const url = withQuery(this.at(project, `datasets/${pathSegment(id)}/suggested_graph`), query);
    return this.extras.use("suggested graph", { method: "GET", url, signal: options?.signal }, checkedText);
  }

  /** What a combination of a dataset sold over time; undefined where the server does not tell. */
  async readSales(
    project: ProjectRef,
    id: DatasetId,
    combination: Combination,
    options?: CallOptions,
  ): Promise<SalesOverTime | undefined> {
    const url = withQuery(this.at(project, `datasets/${pathSegment(id)}/sales`), placeQuery(combination));
    const read = (answer: Answer): SalesOverTime | undefined => readSalesOverTime(answer.json());
    return this.extras.use("dataset sales", { method: "GET", url, ...options }, read);
  }

  /** Asks the server to end a running model or attribution; false where the server cannot. */
  async cancel(
    project: ProjectRef,
    ref: ObjectRef<"model"> | ObjectRef<"attribution">,
    options?: CallOptions,
  ): Promise<boolean> {
    const url = `${this.server.apiUrl}${objectPath(project, ref)}/cancel`;
    return (await this.extras.use("cancel", { method: "POST", url, ...options }, () => true)) ?? false;
  }

  /** What an attribution found; undefined where the server does not tell. */
  async readAttributionResult(
    project: ProjectRef,
    id: AttributionId,
    { level, ...options }: CallOptions & { readonly level?: number } = {},
  ): Promise<AttributionResult | undefined> {
    const ref = { kind: "attribution", id } as const;
    const text = await this.readResultText(project, ref, level === undefined ? {} : { level: String(level) }, options);
    if (text === undefined) return undefined;
    return readAttributionResult(readJson(text), `GET ${resultAddress(this.server, project, ref)}`);
  }

  /** What an attribution or set found, or a model's fit says of itself, as text; undefined where a server does not tell. */
  readResultText(
    project: ProjectRef,
    ref: ObjectRef<ResultKind>,
    query: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<string | undefined> {
    const url = withQuery(resultAddress(this.server, project, ref), new URLSearchParams(query));
    return this.extras.use(`${ref.kind} result`, { method: "GET", url, signal: options?.signal }, checkedText);
  }

  /** How the second differs from the first, as text; undefined where a server does not compare. */
  compareResults(
    project: ProjectRef,
    pair: ComparedPair,
    query: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<string | undefined> {
    const url = comparisonAddress(this.server, project, pair, query);
    return this.extras.use("compare results", { method: "GET", url, ...options }, checkedText);
  }

  private at(project: ProjectRef, path: string): string {
    return `${this.server.apiUrl}${projectPath(project)}/${path}`;
  }

  private readObject(project: ProjectRef, ref: ObjectRef, options?: CallOptions): Promise<Answer> {
    return this.transport.send({ method: "GET", url: `${this.server.apiUrl}${objectPath(project, ref)}`, ...options });
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
    return readRecord(kind, answer.json(), this.reading(answer));
  }

  private async readActive<K extends "dataset" | "attributionSet">(
    kind: K,
    project: ProjectRef,
    options?: CallOptions,
  ): Promise<RecordByKind[K] | undefined> {
    const url = `${this.server.apiUrl}${collectionPath(project, kind)}/active`;
    try {
      const answer = await this.transport.send({ method: "GET", url, ...options });
      return hasNothing(answer) ? undefined : readRecord(kind, answer.json(), this.reading(answer));
    } catch (error) {
      // FastAPI answers "Not Found" for a route it does not have; any other words mean that nothing is active.
      if (error instanceof AlvissError && error.kind === "notFound" && !isUnknownRoute(error)) return undefined;
      throw error;
    }
  }

  private async readText(url: string, options?: CallOptions): Promise<string> {
    return checkedText(await this.transport.send({ method: "GET", url, ...options }));
  }

  /** Notes are for a maintainer: once is enough, however often such answers come. */
  private reading({ endpoint }: Answer): Reading {
    const note = (words: string): void => {
      if (this.noted.has(words) || this.noted.size >= mostNotes) return;
      this.noted.add(words);
      this.transport.note(`The answer to ${endpoint}: ${words}`);
    };
    return { endpoint, note };
  }
}

const mostNotes = 1_000;
