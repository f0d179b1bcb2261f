import { createHash, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { integer } from "../store/database";
import { type JobKind, listRows, readJob } from "../store/jobRecords";
import { addProject, addTeam, type Project, readDemoProject, readProject, setDemoMade } from "../store/projectRecords";
import { type DatasetName, listUploads } from "../store/uploadRecords";
import { type Training } from "./training";

const FILES: readonly DatasetName[] = ["Sales", "Media", "Distribution", "Events"];
const TRAIN_SHARE = 0.75;
const MODEL_PARAM = { epochs: 500, learningRate: 0.001, samples: 3 };
const ATTRIBUTION_SAMPLES = 200;
const PLACE = { country_code: "SWE", region_code: "all", grouping: "all" };

/** The demo project's row, made on first call; its content follows by fillDemo. */
export function demoProject({ place: { db } }: Training): Project {
  const made = () => {
    const id = addProject(db, addTeam(db, "Nordic"), "Nordic Coffee (demo)", "making");
    return readProject(db, id);
  };
  const project = readDemoProject(db) ?? db.transaction(made);
  if (!project) throw new Error("the demo project could not be made");
  return project;
}

/**
 * Makes what the demo project lacks, step by step, through the same jobs as a user's own work; taken up again after a
 * stop. Ends when the active set is there, and rejects with the sentence of the job that failed, which is not repeated.
 */
export async function fillDemo(
  training: Training,
  media: URL,
  signal: AbortSignal,
  onStep: (step: string) => void,
): Promise<void> {
  const { id, demo } = demoProject(training);
  if (demo === "made") return;
  try {
    await new DemoMaker(training, id, signal, onStep).make(media);
  } finally {
    if (!signal.aborted) setDemoMade(training.place.db, id);
  }
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
    const uploads: number[] = [];
    for (const type of FILES) uploads.push(await this.#upload(media, type));
    const dataset = await this.#step("dataset", () => training.createDataset(projectId, uploads, [], true));
    const dates = await training.datesOf(projectId, dataset, "Sales", [PLACE], signal);
    const model = await this.#step("model", () => this.#build(dataset, dates));
    const attribution = await this.#step("attribution", () =>
      training.attribute(projectId, {
        modelIid: model,
        datasetIid: dataset,
        startDate: dates[0] ?? "",
        endDate: dates.at(-1) ?? "",
        samples: ATTRIBUTION_SAMPLES,
      }),
    );
    await this.#step("attributionSet", () => training.alignAttributions(projectId, [attribution], true));
  }

  #upload(media: URL, type: DatasetName): Promise<number> {
    const { training, projectId } = this;
    const known = listUploads(training.place.db, projectId).find((upload) => upload.datasetName === type);
    return this.#settle("upload", known?.iid ?? addDemoFile(training, projectId, media, type));
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

  /** The project's first record of a kind, made when it is missing. */
  #step(kind: JobKind, make: () => number | Promise<number>): Promise<number> {
    const first = listRows(this.training.place.db, kind, this.projectId).at(-1);
    return this.#settle(kind, first ? integer(first, "iid") : make());
  }

  async #settle(kind: JobKind, made: number | Promise<number>): Promise<number> {
    const { training, projectId, signal } = this;
    const iid = await made;
    this.onStep(`${kind} ${iid}`);
    await training.queue.settled(kind, { projectId, iid }, signal);
    const job = readJob(training.place.db, kind, { projectId, iid });
    if (job?.state !== "done") {
      throw new Error(`The demo's ${kind} ${iid} is ${job?.state ?? "gone"}. ${job?.message ?? ""}`);
    }
    return iid;
  }
}

async function addDemoFile(training: Training, projectId: number, media: URL, type: DatasetName): Promise<number> {
  const fileName = `${type}.csv`;
  const bytes = await readFile(new URL(fileName, media));
  const incoming = randomUUID();
  await writeFile(join(training.place.folder.incoming, incoming), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return training.addUpload({ projectId, datasetName: type, fileName, size: bytes.length, sha256, incoming });
}
