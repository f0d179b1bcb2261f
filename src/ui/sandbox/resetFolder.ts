import { mkdir, readdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";

/** What the sandbox itself keeps in its folder; the user may have other files there. */
const own = /^(sandbox\.sqlite.*|uploads|incoming|fits|damaged-.*|crashes|crashes\.json|sandbox\.log)$/;

/**
 * Moves the sandbox's data into a folder of its own beside it, which can be used as a data folder itself. Nothing is
 * copied, so it takes no room; where one part cannot be moved, all stay. Undefined: there was nothing to move.
 */
export async function setDataAside(dataFolder: string, now: Date): Promise<string | undefined> {
  const names = (await namesIn(dataFolder)).filter((name) => own.test(name));
  if (names.length === 0) return undefined;
  const kept = join(dataFolder, `before-reset-${now.toISOString().replace(/[:.]/g, "-")}`);
  await mkdir(kept, { mode: 0o700 });
  const moved: string[] = [];
  try {
    for (const name of names) {
      await rename(join(dataFolder, name), join(kept, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) await rename(join(kept, name), join(dataFolder, name));
    await rmdir(kept);
    throw error;
  }
  return kept;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
