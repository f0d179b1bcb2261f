import { type Id, type Kind, type ProjectRef } from "../../platform/ids";
import { type ProjectObjects, type ReadFailure } from "../../platform/projectObjects";
import { type AnyRecord } from "../../platform/records";
import { type Reading } from "./reads";

/** What was read of a folder so far. */
export interface FolderRecords {
  /** Newest first; the active one may stand before them. */
  readonly items: readonly AnyRecord[];
  readonly active: string | undefined;
  /** False: the server has no list, and these are known here. */
  readonly listed: boolean;
  /** Nothing is behind the last one. */
  readonly complete: boolean;
  readonly failures: readonly ReadFailure[];
}

export interface FolderQuestion {
  readonly kind: Kind;
  readonly project: ProjectRef;
  /** How many are wanted; those behind are read only as far as that. */
  readonly wanted: number;
  /** How many are, where there is no list and each costs a call. */
  readonly wantedKnown: number;
  readonly what: Reading;
  readonly before: FolderRecords | undefined;
  readonly signal: AbortSignal;
  /** A record that need not be read again where each costs a call. */
  readonly ended: (id: string) => AnyRecord | undefined;
}

/** The first page; also how many are read again when only what is at work is asked for. */
const firstPage = 100;
const furtherPage = 500;
/** Nobody looks through more, and a filter need not. */
export const mostRead = 20_000;
/** Behind the first page, so many that are at work are asked for one by one. */
const mostWorking = 20;

/**
 * Reads a folder as far as it is wanted, and keeps what was read before behind that. "working" reads only the newest page
 * and what is at work behind it; "more" reads only on from what is there.
 */
export async function readFolder(objects: ProjectObjects, question: FolderQuestion): Promise<FolderRecords> {
  const { before, what } = question;
  if (what === "more" && before?.listed === true) return readWanted(objects, question, before);
  const head = await readHead(objects, question);
  const anew = what === "working" ? head : await readWanted(objects, question, head);
  return readWanted(objects, question, await withRest(objects, question, anew));
}

async function readHead(objects: ProjectObjects, question: FolderQuestion): Promise<FolderRecords> {
  const { kind, project, wantedKnown: knownLimit, signal, ended } = question;
  const listing = await objects.list(kind, project, { limit: firstPage, knownLimit, signal, ended });
  const { items, active, failures, completeness, hasMore } = listing;
  return { items, active, failures, listed: completeness !== "known", complete: !hasMore };
}

/** Reads on from what is there until that is as much as is wanted. */
async function readWanted(
  objects: ProjectObjects,
  question: FolderQuestion,
  start: FolderRecords,
): Promise<FolderRecords> {
  const wanted = Math.min(question.wanted, mostRead);
  let records = start;
  while (records.listed && !records.complete && records.items.length < wanted)
    records = await readOn(objects, question, records);
  return records;
}

/** What was just read, and behind it what is known from before. */
async function withRest(
  objects: ProjectObjects,
  question: FolderQuestion,
  anew: FolderRecords,
): Promise<FolderRecords> {
  const { before } = question;
  const last = anew.items.at(-1)?.id;
  if (before?.listed !== true || !anew.listed || anew.complete || last === undefined) return anew;
  const rest = before.items.slice(before.items.findIndex(({ id }) => id === last) + 1);
  // Nothing that was known follows on it any more: what lies between is read as if for the first time.
  if (rest.length === before.items.length) return anew;
  return { ...(await lookAtWork(objects, question, anew, rest)), complete: before.complete };
}

/** What was just read with the rest behind it, in which what was at work is asked for again. */
async function lookAtWork(
  objects: ProjectObjects,
  { kind, project, signal }: FolderQuestion,
  head: FolderRecords,
  rest: readonly AnyRecord[],
): Promise<FolderRecords> {
  const isNew = new Set<string>(head.items.map(({ id }) => id));
  const behind = rest.filter(({ id }) => !isNew.has(id));
  const working = behind.filter(({ phase }) => phase === "working").slice(0, mostWorking);
  if (working.length === 0) return { ...head, items: [...head.items, ...behind] };
  const read = await objects.again(
    kind,
    project,
    working.map(({ id }) => id as Id<Kind>),
    signal,
  );
  const now = new Map<string, AnyRecord>(read.items.map((record) => [record.id, record]));
  return {
    ...head,
    items: [...head.items, ...behind.map((record) => now.get(record.id) ?? record)],
    failures: [...head.failures, ...read.failures],
  };
}

async function readOn(
  objects: ProjectObjects,
  { kind, project, signal }: FolderQuestion,
  records: FolderRecords,
): Promise<FolderRecords> {
  const last = records.items.at(-1);
  if (last === undefined) return { ...records, complete: true };
  const page = await objects.older(kind, project, { before: last.id, limit: furtherPage, signal });
  const known = new Set<string>(records.items.map(({ id }) => id));
  const further = (page ?? []).filter(({ id }) => !known.has(id));
  if (further.length === 0) return { ...records, complete: true };
  return { ...records, items: [...records.items, ...further], complete: false };
}
