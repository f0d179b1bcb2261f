import { readFileSync, renameSync } from "node:fs";
import { open } from "node:fs/promises";

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

export function readNumbers(path: string): Float64Array {
  const bytes = readFileSync(path);
  // A copy of its own: Node may hand out a slice of a shared pool that is not aligned to eight bytes.
  return new Float64Array(new Uint8Array(bytes).buffer);
}
