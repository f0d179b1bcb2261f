import { callDataWorker } from "../store/dataWorker";
import { type GraphPlace, type ReadBody, readBody } from "./requestBody";

/** Longer bodies are read in the data worker: meanwhile the others get their answers. */
const SHORT = 256 * 1024;

export interface BodyTask {
  readonly kind: "body";
  readonly bytes: Uint8Array;
  readonly place: GraphPlace | undefined;
}

/** Reads JSON bodies (requestBody.ts), of the long ones one at a time, since each fills memory of its own. */
export class BodyReader {
  readonly #workerUrl: URL;
  #last: Promise<unknown> = Promise.resolve();

  constructor(workerUrl: URL) {
    this.#workerUrl = workerUrl;
  }

  /** A long body is handed over and cannot be used afterwards. Rejects with the signal's reason when it is aborted. */
  read(bytes: Buffer<ArrayBuffer>, place: GraphPlace | undefined, signal: AbortSignal): Promise<ReadBody> {
    if (bytes.length <= SHORT) return Promise.resolve(readBody(bytes.toString("utf8"), place));
    const task: BodyTask = { kind: "body", bytes, place };
    const handedOver = bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
    const turn = this.#last.then(() => callDataWorker({ workerUrl: this.#workerUrl, task, signal, handedOver }));
    this.#last = turn.catch(() => undefined);
    return turn as Promise<ReadBody>;
  }
}
