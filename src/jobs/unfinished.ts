import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Whether a folder of runs holds one that is not over, without loading what it takes to work on it. */
export async function hasUnfinished(directory: string): Promise<boolean> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(".json"));
  for (const name of names) {
    const text = await readFile(join(directory, name), "utf8").catch(() => "");
    if (["working", "paused", "needsAnswer"].includes(String(stateIn(text)))) return true;
  }
  return false;
}

function stateIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { state?: unknown } | null)?.state;
  } catch {
    return undefined;
  }
}
