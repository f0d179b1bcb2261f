import { createHash, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { listAttributions } from "../store/attributionRecords";
import { listAttributionSets } from "../store/attributionSetRecords";
import { listDatasets } from "../store/datasetRecords";
import { type JobKind, type JobRecord, readJob } from "../store/jobRecords";
import { listModels } from "../store/modelRecords";
import { addProject, addTeam, type Project, readDemoProject, readProject, setDemoMade } from "../store/projectRecords";
import { type FileType, listUploads } from "../store/uploadRecords";
import { type Training } from "./training";

const FILES: readonly FileType[] = ["Sales", "Media", "Distribution", "Events"];
const TRAIN_SHARE = 0.75;
const MODEL_PARAM = { epochs: 500, learningRate: 0.001, samples: 3 };
const ATTRIBUTION_SAMPLES = 200;
const PLACE = { country_code: "SWE", region_code: "all", grouping: "all" };

/** The demo project's row, made on first call; its content follows by fillDemo. */
export function demoProject({ place: { db } }: Training): Project {
  const made = () => {
    const teamId = addTeam(db, "Nordic");
    const id = addProject(db, { teamId, name: "Nordic Coffee (demo)", demo: "making" });
    return readProject(db, id);
  };
  const project = readDemoProject(db) ?? db.transaction(made);
  if (!project) throw new Error("the demo project could not be made");
  return project;
}

/**
 * Makes what the demo project lacks, step by step, through the same jobs as a user's own work; taken up again after a
 * stop. Ends when the active set is there, and rejects with the sentence of a job that failed or was cancelled: the next
 * call makes that one anew.
 */
export async function fillDemo(
  training: Training,
  media: URL,
  signal: AbortSignal,
  onStep: (step: string) => void,
): Promise<void> {
  const { id, demo } = demoProject(training);
  if (demo === "made") return;
  await new DemoMaker(training, id, signal, onStep).make(media);
  setDemoMade(training.place.db, id);
}

class DemoMaker {
  constructor(
    readonly training: Training,
    readonly projectId: number,
    readonly signal: AbortSignal,
    readonly onStep: (step: string) => void,
  ) {}

  async make(media: URL): Promise<void> {
    const { training, projectId, signal } = this;
    const { db } = training.place;
    const uploads: number[] = [];
    for (const type of FILES) uploads.push(await this.#upload(media, type));
    const datasets = listDatasets(db, projectId).filter((each) => isDeepStrictEqual(each.mergedUploads, uploads));
    const dataset = await this.#step("dataset", datasets, () => training.createDataset(projectId, uploads, [], true));
    const dates = await training.datesOf(projectId, dataset, "Sales", [PLACE], signal);
    const models = listModels(db, projectId).filter((each) => each.datasetIid === dataset && each.sourceIid === null);
    const model = await this.#step("model", models, () => this.#build(dataset, dates));
    const request = { modelIid: model, datasetIid: dataset, startDate: dates[0] ?? "", endDate: dates.at(-1) ?? "" };
    const attributions = listAttributions(db, projectId).filter((each) =>
      isDeepStrictEqual({ ...each, ...request }, each),
    );
    const attribution = await this.#step("attribution", attributions, () =>
      training.attribute(projectId, { ...request, samples: ATTRIBUTION_SAMPLES }),
    );
    const sets = listAttributionSets(db, projectId).filter((each) =>
      isDeepStrictEqual(each.attributionIds, [attribution]),
    );
    await this.#step("attributionSet", sets, () => training.alignAttributions(projectId, [attribution], true));
  }

  /** The demo's own file, told from a user's of the same type by its bytes. */
  async #upload(media: URL, type: FileType): Promise<number> {
    const { training, projectId } = this;
    const bytes = await readFile(new URL(`${type}.csv`, media));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const known = listUploads(training.place.db, projectId).filter(
      (upload) => upload.datasetName === type && upload.sha256 === sha256,
    );
    return this.#step("upload", known, async () => {
      const incoming = randomUUID();
      await writeFile(join(training.place.folder.incoming, incoming), bytes);
      const fileName = `${type}.csv`;
      return training.addUpload({ projectId, datasetName: type, fileName, size: bytes.length, sha256, incoming });
    });
  }

  async #build(dataset: number, dates: readonly string[]): Promise<number> {
    const graph = await this.training.suggestGraph(this.projectId, dataset, PLACE, "sum", this.signal);
    const split = Math.floor(dates.length * TRAIN_SHARE);
    return this.training.buildModel(this.projectId, {
      ...MODEL_PARAM,
      datasetIid: dataset,
      place: { country: PLACE.country_code, region: PLACE.region_code, grouping: PLACE.grouping },
      trainDates: dates.slice(0, split),
      evalDates: dates.slice(split),
      activate: true,
      graph: {
        level: "high",
        nodes: JSON.stringify(graph.nodes),
        edges: JSON.stringify(graph.edges),
        nodeIds: graph.nodes.map((node) => node.id),
      },
    });
  }

  /** The first of the known records, newest first, that is done or may still be; made when there is none. */
  async #step(kind: JobKind, known: readonly JobRecord[], make: () => number | Promise<number>): Promise<number> {
    const { training, projectId, signal } = this;
    const usable = known.filter(({ state }) => state !== "failed" && state !== "cancelled");
    const iid = usable.at(-1)?.iid ?? (await make());
    this.onStep(`${kind} ${iid}`);
    await training.queue.settled(kind, { projectId, iid }, signal);
    const job = readJob(training.place.db, kind, { projectId, iid });
    if (job?.state !== "done") {
      throw new Error(`The demo's ${kind} ${iid} is ${job?.state ?? "gone"}. ${job?.message ?? ""}`);
    }
    return iid;
  }
}
