import { readFileSync, renameSync } from "node:fs";
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

export const readNumbers = (path: string): Float64Array => numbersOf(readFileSync(path));

/** For large files, so that requests are answered meanwhile. */
export const loadNumbers = async (path: string, signal: AbortSignal): Promise<Float64Array> =>
  numbersOf(await readFile(path, { signal }));

/** A copy only where it must be: Node may hand out a slice of a shared pool that is not aligned to eight bytes. */
const numbersOf = (bytes: Buffer<ArrayBuffer>): Float64Array =>
  bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0
    ? new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float64Array.BYTES_PER_ELEMENT)
    : new Float64Array(new Uint8Array(bytes).buffer);
