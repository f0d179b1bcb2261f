import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** As it stands in a file, which anybody may have written. */
interface Found {
  readonly state?: unknown;
  readonly batch?: { readonly id?: unknown; readonly size?: unknown; readonly isCalledOff?: unknown } | null;
}

/**
 * Whether a folder of runs holds something to do, without loading what it takes to work on it: a run that is not over,
 * or uploads that are all there and whose dataset was not begun.
 */
export async function hasUnfinished(directory: string): Promise<boolean> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(".json"));
  const awaited = new Map<unknown, number>();
  for (const name of names) {
    const { state, batch } = runIn(await readFile(join(directory, name), "utf8").catch(() => ""));
    if (["working", "paused", "needsAnswer"].includes(String(state))) return true;
    if (!batch || names.includes(`${String(batch.id)}.json`)) continue;
    const isThere = state === "succeeded" && batch.isCalledOff !== true;
    awaited.set(batch.id, (awaited.get(batch.id) ?? Number(batch.size)) - (isThere ? 1 : 0));
  }
  return [...awaited.values()].includes(0);
}

function runIn(text: string): Found {
  try {
    return (JSON.parse(text) as Found | null) ?? {};
  } catch {
    return {};
  }
}
