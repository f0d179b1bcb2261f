import { renameSync } from "node:fs";
import { open, readFile } from "node:fs/promises";

/** Writes numbers as one little-endian Float64 file; it appears whole or not at all. */
export async function writeNumbers(path: string, parts: readonly Float64Array[]): Promise<void> {
  const half = `${path}.part`;
  const file = await open(half, "w");
  try {
    for (const part of parts) await file.appendFile(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    await file.sync();
  } finally {
    await file.close();
  }
  renameSync(half, path);
}

export const readNumbers = async (path: string, signal: AbortSignal): Promise<Float64Array> =>
  numbersOf(await readFile(path, { signal }));

/** A copy only where it must be: Node may hand out a slice of a pool, which is not ours to hand on, nor always aligned. */
const numbersOf = (bytes: Buffer<ArrayBuffer>): Float64Array =>
  new Float64Array(bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : new Uint8Array(bytes).buffer);
