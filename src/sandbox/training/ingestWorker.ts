// The data worker: reads uploads into databases of rows and answers what datasets hold. One task at a time.
import { parentPort } from "node:worker_threads";
import { findCombinations, findDates } from "../store/datasetDates";
import { type CombinationsRequest, type DatesRequest } from "../store/datasetQueries";
import { type DataWorkerMessage, type DataWorkerOrder } from "../store/dataWorker";
import { ingestFile } from "../store/ingestFile";
import { type IngestRequest } from "../store/ingestUpload";
import { readMerged } from "../store/mergeUploads";
import { RowsLost } from "../store/rowsLost";
import { type BodyTask } from "./bodyReader";
import { buildFrame, frameBuffers } from "./buildFrame";
import { type BuiltFrame } from "./frameTypes";
import { type FrameTask } from "./loadFrame";
import { readBody } from "./requestBody";

type Task = IngestRequest | CombinationsRequest | DatesRequest | FrameTask | BodyTask;

const port = parentPort;
if (port === null) throw new Error("The data worker runs in a thread of the sandbox.");

const say = (message: DataWorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
let stop = new AbortController();

port.on("message", (order: DataWorkerOrder) => {
  if (order.kind === "cancel") stop.abort();
  else void answer(order.task as Task);
});

async function answer(task: Task): Promise<void> {
  stop = new AbortController();
  try {
    await perform(task, stop.signal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say({ kind: "failed", message, rowsLost: error instanceof RowsLost });
  }
}

async function perform(task: Task, signal: AbortSignal): Promise<void> {
  switch (task.kind) {
    case "ingest": {
      const report = (progress: unknown) => say({ kind: "progress", progress });
      return say({ kind: "done", result: await ingestFile(task, report, signal) });
    }
    case "combinations":
      return say({ kind: "done", result: findCombinations(task.sources) });
    case "dates":
      return say({ kind: "done", result: findDates(task.sources, task.type, task.combinations) });
    case "body":
      return say({ kind: "done", result: readBody(Buffer.from(task.bytes.buffer).toString("utf8"), task.place) });
    case "frame": {
      const result = frameOf(task);
      return say({ kind: "done", result }, frameBuffers(result.frame));
    }
  }
}

function frameOf({ sources, ...layout }: FrameTask): BuiltFrame {
  const types = [...new Set(sources.map(({ type }) => type))];
  const tables = types.flatMap((type) => readMerged(sources, type, layout.combination.country_code) ?? []);
  return buildFrame({ tables, ...layout });
}
