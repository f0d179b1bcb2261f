import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addAttribution, type AttributionRequest } from "../store/attributionRecords";
import { addAttributionSet } from "../store/attributionSetRecords";
import { type Database } from "../store/database";
import { addDataset, readDataset } from "../store/datasetRecords";
import { type Combination } from "../store/datasetTypes";
import { addInstance, findInstance, keepGraph } from "../store/graphRecords";
import { type JobKind, type RecordKey } from "../store/jobRecords";
import { addModel, type ModelRecord, type ModelRequest } from "../store/modelRecords";
import { readProject } from "../store/projectRecords";
import { addUpload, isAwaited, type NewUpload, type TypeName } from "../store/uploadRecords";
import { AttributionInputs } from "./attributionInputs";
import { attributionJob } from "./attributionJob";
import { AttributionResults } from "./attributionResult";
import { attributionSetJob } from "./attributionSetJob";
import { BodyReader } from "./bodyReader";
import { datasetJob, sourcesOf } from "./datasetJob";
import { failOnPurpose } from "./failOnPurpose";
import { type ProductsMode } from "./frameTypes";
import { JobQueue } from "./jobQueue";
import { type JobPace, waitAtPace } from "./jobPace";
import { type Job, JobFailed, type JobResult, type JobRun, type Workplace } from "./jobTypes";
import { type HighGraph } from "./modelFrame";
import { modelJob } from "./modelJob";
import { ResultComparisons } from "./resultComparison";
import { type SalesOverTime, salesOverTime } from "./salesOverTime";
import { type CheckedGraph } from "./requestBody";
import { uploadJob } from "./uploadJob";

const JOBS: Readonly<Record<JobKind, Job>> = {
  upload: uploadJob,
  dataset: datasetJob,
  model: modelJob,
  attribution: attributionJob,
  attributionSet: attributionSetJob,
};
/** The same request gives the same draws unless it brings a seed of its own. */
const DEFAULT_SEED = 1;

/** What a build and a refit both choose. */
export interface FitChoices extends Pick<
  ModelRequest,
  "datasetIid" | "trainDates" | "evalDates" | "epochs" | "learningRate" | "samples" | "activate"
> {
  readonly sampler?: ModelRequest["sampler"] | undefined;
  readonly seed?: number | undefined;
}

export interface BuildChoices extends FitChoices {
  readonly place: ModelRequest["place"];
  readonly graph: CheckedGraph;
}

export interface TrainingOptions {
  readonly place: Workplace;
  readonly defaultSampler: ModelRequest["sampler"];
  readonly now: () => number;
  /** Every job ends badly, to show what that looks like. */
  readonly failing: boolean;
  readonly pace: JobPace;
  readonly onFailure: (kind: JobKind, key: RecordKey, error: unknown) => void;
}

/** Each number once: of one that comes twice, the last place is the one that decides who wins. */
const lastPlaces = (ids: readonly number[]): number[] => [...new Set(ids.toReversed())].toReversed();

/** Starts and stops the work behind the records. Requests are checked by the caller. */
export class Training {
  readonly place: Workplace;
  readonly queue: JobQueue;
  readonly results: AttributionResults;
  readonly comparisons: ResultComparisons;
  readonly bodies: BodyReader;
  readonly #options: TrainingOptions;

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.place = options.place;
    this.bodies = new BodyReader(options.place.ingestWorker);
    const inputs = new AttributionInputs(options.place);
    this.results = new AttributionResults(options.place, inputs);
    this.comparisons = new ResultComparisons(options.place, inputs);
    this.queue = new JobQueue({
      db: options.place.db,
      now: options.now,
      onFailure: options.onFailure,
      perform: (kind, run) => this.#perform(kind, run),
    });
  }

  /**
   * Starts to read a file that lies in the incoming folder under a name of its own. From here on it has the name of its
   * content, which uploads of the same bytes share until the last of them is read.
   */
  addUpload(upload: NewUpload): number {
    const { incoming } = this.place.folder;
    renameSync(join(incoming, upload.incoming), join(incoming, upload.sha256));
    const named = { ...upload, incoming: upload.sha256 };
    try {
      return this.#start("upload", upload.projectId, (db, createdAt) => addUpload(db, named, createdAt));
    } catch (error) {
      // Without a record nobody would ever read it, and the disk may be full of it.
      if (!isAwaited(this.place.db, named)) rmSync(join(incoming, named.incoming), { force: true });
      throw error;
    }
  }

  /** `parentIds`: datasets whose uploads come first; the new uploads win where keys meet. */
  createDataset(
    projectId: number,
    uploadIds: readonly number[],
    parentIds: readonly number[],
    activate: boolean,
  ): number {
    const inherited = lastPlaces(parentIds).flatMap(
      (iid) => readDataset(this.place.db, { projectId, iid })?.mergedUploads ?? [],
    );
    const merged = lastPlaces([...inherited, ...uploadIds]);
    const request = { projectId, uploadIds, parentIds, mergedUploads: merged, activate };
    return this.#start("dataset", projectId, (db, createdAt) => addDataset(db, request, createdAt));
  }

  buildModel(projectId: number, build: BuildChoices): number {
    return this.#start("model", projectId, (db, createdAt) =>
      addModel(
        db,
        projectId,
        { ...this.#fit(build), ...this.#keepGraph(projectId, build.graph), place: build.place, sourceIid: null },
        createdAt,
      ),
    );
  }

  /** The same low-level graph on other dates, starting from where the source ended. */
  refitModel(source: ModelRecord, choices: FitChoices): number {
    const { projectId, place, graphId, instanceId } = source;
    const request = { ...this.#fit(choices), sourceIid: source.iid, place, graphId, instanceId, note: null };
    return this.#start("model", projectId, (db, createdAt) => addModel(db, projectId, request, createdAt));
  }

  attribute(projectId: number, request: AttributionRequest): number {
    return this.#start("attribution", projectId, (db, createdAt) => addAttribution(db, projectId, request, createdAt));
  }

  alignAttributions(projectId: number, attributionIds: readonly number[], activate: boolean): number {
    const request = { attributionIds: [...new Set(attributionIds)], activate };
    return this.#start("attributionSet", projectId, (db, createdAt) =>
      addAttributionSet(db, projectId, request, createdAt),
    );
  }

  /** Dates of some combinations in the rows of one type: ISO days, ascending. */
  datesOf(
    projectId: number,
    datasetIid: number,
    type: TypeName,
    combinations: readonly Combination[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const sources = this.#sources(projectId, datasetIid);
    return this.place.machinery.datesOf(sources, type, combinations, { workerUrl: this.place.ingestWorker, signal });
  }

  async suggestGraph(
    projectId: number,
    datasetIid: number,
    combination: Combination,
    products: ProductsMode,
    signal: AbortSignal,
  ): Promise<HighGraph> {
    const request = { sources: this.#sources(projectId, datasetIid), combination, products };
    const { frame } = await this.place.machinery.loadFrame(request, { workerUrl: this.place.ingestWorker, signal });
    return this.place.machinery.suggestGraph(frame, { products });
  }

  /** What the data of a combination hold over time, products summed, before anybody models it. */
  async salesOf(
    projectId: number,
    datasetIid: number,
    combination: Combination,
    signal: AbortSignal,
  ): Promise<SalesOverTime> {
    const request = { sources: this.#sources(projectId, datasetIid), combination, products: "sum" } as const;
    const { frame } = await this.place.machinery.loadFrame(request, { workerUrl: this.place.ingestWorker, signal });
    return salesOverTime(frame);
  }

  /** The demo is made whole and at the usual pace in any case, so that there is something to work with. */
  async #perform(kind: JobKind, run: JobRun): Promise<JobResult> {
    const { pace, failing } = this.#options;
    if (readProject(this.place.db, run.key.projectId)?.demo === "making") return JOBS[kind](this.place, run);
    await waitAtPace(pace, run);
    return failing ? failOnPurpose(kind, run) : JOBS[kind](this.place, run);
  }

  #sources(projectId: number, iid: number) {
    const dataset = readDataset(this.place.db, { projectId, iid });
    if (!dataset) throw new JobFailed(`There is no dataset ${iid}.`);
    return sourcesOf(this.place, dataset);
  }

  #start(kind: JobKind, projectId: number, add: (db: Database, createdAt: string) => number): number {
    const { db } = this.place;
    const iid = db.transaction(() => add(db, new Date(this.#options.now()).toISOString()));
    this.queue.add(kind, { projectId, iid });
    return iid;
  }

  #fit({ sampler, seed, ...choices }: FitChoices) {
    return { ...choices, sampler: sampler ?? this.#options.defaultSampler, seed: seed ?? DEFAULT_SEED };
  }

  /**
   * Stores a posted graph. A low-level graph that is a stored instance stays that instance; an edited one becomes a new
   * instance, still shown under the high-level graph its nodes came from.
   */
  #keepGraph(projectId: number, graph: CheckedGraph): Pick<ModelRequest, "graphId" | "instanceId" | "note"> {
    const { db } = this.place;
    if (graph.level === "high") return { graphId: keepGraph(db, projectId, graph), instanceId: null, note: null };
    const found = findInstance(db, projectId, graph, graph.nodeIds);
    if (found?.same) return { graphId: found.instance.graphId, instanceId: found.instance.id, note: null };
    const graphId = found?.instance.graphId ?? null;
    const teamId = readProject(db, projectId)?.teamId ?? 0;
    const { nodes, edges, nodeIds } = graph;
    const instanceId = addInstance(db, { teamId, projectId, graphId, nodeIds, nodes, edges });
    const note =
      graphId === null || !found
        ? null
        : `Its low-level graph is graph instance ${found.instance.id} with other values: graph ${graphId} shows its structure, not those values.`;
    return { graphId, instanceId, note };
  }
}
