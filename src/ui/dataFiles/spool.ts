import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Milliseconds. Another window may still be sending what is younger. */
const longestUpload = 24 * 60 * 60_000;

/** Removes the copies of files whose window ended before their upload did. Never throws: the next start tries again. */
export async function removeOldCopies(spoolFolder: string): Promise<void> {
  const names = await readdir(spoolFolder).catch(() => []);
  for (const name of names) {
    const copy = join(spoolFolder, name);
    const { mtimeMs } = await stat(copy).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > longestUpload) await rm(copy, { recursive: true, force: true }).catch(() => undefined);
  }
}
