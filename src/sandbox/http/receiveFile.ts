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

export interface Incoming {
  readonly folder: string;
  /** Bytes. */
  readonly largest: number;
}

const LONGEST_NAME = 255;
/** What a form may hold around the file. */
const FORM_ALLOWANCE = 1 << 20;

/**
 * Writes the part `file` of a multipart body to the folder as it arrives, never holding more than a chunk of it. Answers
 * undefined when the body has no such part; a body that breaks off leaves nothing behind.
 */
export async function receiveFile(
  request: FastifyRequest,
  { folder, largest }: Incoming,
): Promise<ReceivedFile | undefined> {
  // Who says that it is too large need not send it.
  if (Number(request.headers["content-length"]) > largest + FORM_ALLOWANCE) throw tooLarge(largest);
  let received: ReceivedFile | undefined;
  try {
    for await (const part of request.parts({ limits: { fileSize: largest } })) {
      if (part.type !== "file") continue;
      if (part.fieldname !== "file" || received) part.file.resume();
      else received = { fileName: plainName(part.filename), ...(await write(part.file, folder)) };
    }
    return received;
  } catch (error) {
    if (received) await rm(join(folder, received.incoming), { force: true });
    throw request.raw.socket.destroyed ? error : explained(error, largest);
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

function explained(error: unknown, largest: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "FST_REQ_FILE_TOO_LARGE") return tooLarge(largest);
  return BROKEN_FORM.test(message) ? new Refusal(400, `There was an error parsing the body: ${message}.`) : error;
}

/** What the reader of forms says of one that is none; it has no codes for it. */
const BROKEN_FORM = /^(Multipart: |Unexpected end of multipart|\w+ terminated early)/;

const tooLarge = (largest: number): Refusal =>
  new Refusal(413, `The file is larger than the ${largest} bytes that this sandbox takes (option --max-upload).`);

/** The name alone: without folders, and without characters that nobody sees. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const seen = last.replace(/[\u0000-\u001f\u007f]/g, "").slice(0, LONGEST_NAME);
  return seen === "" || /^\.+$/.test(seen) ? "file" : seen;
}
