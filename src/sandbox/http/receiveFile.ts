import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type FastifyRequest } from "fastify";
import { Refusal } from "./refusal";

export interface ReceivedFile {
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Its name in the folder. */
  readonly incoming: string;
}

/**
 * Writes the part `file` of a multipart body to the folder as it arrives, never holding more than a chunk of it. Answers
 * undefined when the body has no such part; a body that breaks off leaves nothing behind.
 */
export async function receiveFile(request: FastifyRequest, folder: string): Promise<ReceivedFile | undefined> {
  let received: ReceivedFile | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type !== "file") continue;
      if (part.fieldname !== "file" || received) part.file.resume();
      else received = { fileName: part.filename || "file", ...(await write(part.file, folder)) };
    }
    return received;
  } catch (error) {
    if (received) await rm(join(folder, received.incoming), { force: true });
    throw explained(error);
  }
}

async function write(source: NodeJS.ReadableStream, folder: string): Promise<Omit<ReceivedFile, "fileName">> {
  const incoming = randomUUID();
  const path = join(folder, incoming);
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, measure, createWriteStream(path, { flags: "wx", flush: true, highWaterMark: 262_144 }));
    return { size, sha256: hash.digest("hex"), incoming };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function explained(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code === "ENOSPC") {
    return new Refusal(507, "The disk of the sandbox's data folder is full: make room, then upload the file again.");
  }
  return error;
}
