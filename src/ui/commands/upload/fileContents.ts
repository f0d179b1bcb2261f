import { type FileContents } from "../../../dataFiles/acrossFiles";
import { type KeyValueStore } from "../../../platform/keyValueStore";
import { hasEnded, type Run } from "../../../jobs/run";
import { type ProjectRef, type UploadId } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";

/**
 * What was found in a file before it was sent, kept for the day on which its upload is put into a dataset. In the
 * workspace's memory: what is kept for all windows is written by many at the end of an upload, and VS Code may then put
 * an older state of it in the place of a newer one.
 */
interface Kept {
  readonly runId: string;
  /** Once the server has named it: the run may be cleared away. */
  readonly uploadId?: string;
  /** The connection and the project: ids are told apart by nothing else. */
  readonly place: string;
  readonly contents: FileContents;
}

const key = "alviss.uploadContents";
const mostKept = 60;
/** A file with more says too little about itself to be worth its place. */
const mostCombinations = 200;

/** Keeps what is known of a file that is being sent. */
export async function rememberContents(tools: Tools, run: Run, contents: FileContents): Promise<void> {
  const { name, summary, words } = contents;
  const { type, rows, combinations, first, last, periodicity } = summary;
  if (combinations.length > mostCombinations) return;
  const { Product: products } = words;
  const kept = {
    name,
    summary: { type, rows, combinations, first, last, periodicity },
    words: { ...(products && { Product: products }) },
  };
  const { runId } = run;
  const place = placeOf(run.connectionId, run);
  await change(tools.dataFiles.memory, (all) => [...all.slice(1 - mostKept), { runId, place, contents: kept }]);
  await tools.jobs.whenOver(runId);
  const over = tools.jobs.runs.find((one) => one.runId === runId);
  const uploadId = over === undefined ? undefined : uploadOf(over);
  await change(tools.dataFiles.memory, (all) =>
    all.flatMap((one) => (one.runId !== runId ? [one] : uploadId === undefined ? [] : [{ ...one, uploadId }])),
  );
}

/** What is known of uploads; nothing of those that were not sent from here. */
export async function contentsOf(tools: Tools, place: Place, uploads: readonly UploadId[]): Promise<FileContents[]> {
  const { connection, project } = place;
  const here = placeOf(connection.id, { team: project.team, project: project.id });
  const runs = (await tools.jobs.load()).filter((run) => placeOf(run.connectionId, run) === here);
  const runOf = (id: UploadId) => runs.find((run) => uploadOf(run) === id)?.runId;
  const all = read(tools.dataFiles.memory).filter((one) => one.place === here);
  return uploads.flatMap(
    (id) => all.find(({ runId, uploadId }) => uploadId === id || runId === runOf(id))?.contents ?? [],
  );
}

const placeOf = (connectionId: string, { team, project }: ProjectRef): string =>
  [connectionId, team, project].join("/");

const uploadOf = (run: Run): string | undefined =>
  hasEnded(run) && run.outcome?.object.kind === "upload" ? run.outcome.object.id : undefined;

async function change(memory: KeyValueStore, made: (all: readonly Kept[]) => readonly Kept[]): Promise<void> {
  await memory.update(key, made(read(memory)));
}

/** What an earlier version left there is taken only where it has the right shape. */
function read(memory: KeyValueStore): readonly Kept[] {
  const kept = memory.get<unknown>(key);
  return Array.isArray(kept) ? kept.filter(isKept) : [];
}

function isKept(one: unknown): one is Kept {
  const { runId, place, contents } = (one ?? {}) as Partial<Record<keyof Kept, unknown>>;
  const { name, summary, words } = (contents ?? {}) as Partial<Record<keyof FileContents, unknown>>;
  const { combinations } = (summary ?? {}) as { readonly combinations?: unknown };
  const isWhole = [runId, place, name].every((text) => typeof text === "string");
  return isWhole && Array.isArray(combinations) && typeof words === "object" && words !== null;
}
