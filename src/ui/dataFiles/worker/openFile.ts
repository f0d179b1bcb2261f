import { open } from "node:fs/promises";
import { type ReadBytes } from "./textSpans";
import { type FileSource } from "./workerMessages";

/** A file that is being read, on disk or in memory. */
export interface OpenFile {
  readonly size: number;
  readonly read: ReadBytes;
  /** All of it, from the start. Throws `Stopped` once nobody waits for the answer. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Nobody waits for the answer any more. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

const CHUNK = 1 << 18;
/** Small enough that a keystroke soon stops the check of the text before it. */
const MEMORY_CHUNK = 1 << 16;
const HEAD = 1 << 16;

export async function openFile(source: FileSource, stopped: () => boolean): Promise<OpenFile> {
  return source.kind === "bytes" ? inMemory(source.bytes, stopped) : onDisk(source.path, stopped);
}

/** The first part of a file, enough for the names of its columns. */
export const headOf = (file: OpenFile): Promise<Uint8Array> => file.read(0, HEAD);

function inMemory(bytes: Uint8Array, stopped: () => boolean): OpenFile {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    // eslint-disable-next-line @typescript-eslint/require-await -- the reader takes a stream
    async *chunks() {
      for (let at = 0; at < bytes.length; at += MEMORY_CHUNK) {
        if (stopped()) throw new Stopped();
        yield bytes.subarray(at, at + MEMORY_CHUNK);
      }
    },
    close: () => Promise.resolve(),
  };
}

async function onDisk(path: string, stopped: () => boolean): Promise<OpenFile> {
  const file = await open(path);
  const read: ReadBytes = async (start, end) => {
    const bytes = new Uint8Array(Math.max(0, end - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  };
  const { size } = await file.stat();
  return {
    size,
    read,
    async *chunks() {
      for (let at = 0; ;) {
        if (stopped()) throw new Stopped();
        const chunk = await read(at, at + CHUNK);
        if (chunk.length === 0) return;
        at += chunk.length;
        yield chunk;
      }
    },
    close: () => file.close(),
  };
}
