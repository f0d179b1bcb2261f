import { type AlvissClient } from "./client";
import { AlvissError } from "./errors";
import { type AnyId, type Id, isWholeNumber, type Kind, type ObjectRef, type ProjectRef } from "./ids";
import { type KnownIds, mentioned } from "./knownObjects";
import { type AnyRecord, type RecordByKind } from "./records";

/**
 * How much of what the server has a listing holds: all of it; the newest, with more behind; or, where the server has no
 * list, only what is known here.
 */
export type Completeness = "all" | "newest" | "known";

export interface Listing<K extends Kind = Kind> {
  /** Newest first, each once. */
  readonly items: readonly RecordByKind[K][];
  readonly completeness: Completeness;
  /** Not all that is known was read. */
  readonly hasMore: boolean;
  /** The active dataset or attribution set. */
  readonly active: string | undefined;
  /** What could not be read of it, where the rest could. */
  readonly failures: readonly ReadFailure[];
}

/** An object that could not be read. */
export interface ReadFailure {
  /** Undefined: which of them is active. */
  readonly id: AnyId | undefined;
  readonly error: AlvissError;
}

export interface ListOptions {
  readonly limit: number;
  /** The same where there is no list and each object costs a call; as many otherwise. */
  readonly knownLimit?: number;
  readonly signal: AbortSignal;
  /** A record that has ended and need not be read again. */
  readonly ended?: ((id: string) => AnyRecord | undefined) | undefined;
}

/** A scan for what is not known asks no more often than this. */
export const mostScanned = 20;

export interface Scan {
  /** Where to begin while nothing is known. */
  readonly around: bigint | undefined;
  /** Ids that were asked for in vain; the scan adds its own, so that the next one goes further. */
  readonly inVain: Set<string>;
  readonly signal: AbortSignal;
}
/** Objects read at the same time where there is no list. */
const width = 4;

/** Answers "list the models of a project" on any server, and says how complete the answer is. */
export class ProjectObjects {
  constructor(
    private readonly client: AlvissClient,
    private readonly known: KnownIds,
  ) {}

  /** The newest objects, and the active one even where it is older. */
  async list<K extends Kind>(kind: K, project: ProjectRef, options: ListOptions): Promise<Listing<K>> {
    const { limit, signal } = options;
    const listed = await this.client.list(kind, project, { limit: limit + 1, signal });
    if (listed === undefined) return this.listKnown(kind, project, options);
    // More than was asked for is all there is: that server does not know the parameter.
    const isWhole = listed.length > limit + 1;
    const items = eachOnce(listed).slice(0, isWhole ? listed.length : limit);
    const hasMore = !isWhole && listed.length > limit;
    // A complete list whose records say whether they are active leaves nothing to ask.
    const tellsAll = !hasMore && items.every((record) => "active" in record && record.active !== undefined);
    const completeness = hasMore ? "newest" : "all";
    return tellsAll
      ? { items, completeness, hasMore, active: markedActive(items), failures: [] }
      : { ...(await this.withActive(kind, project, items, signal)), completeness, hasMore };
  }

  /** The objects that a list holds behind one of them; undefined where there is none, or the list cannot be paged. */
  async older<K extends Kind>(
    kind: K,
    project: ProjectRef,
    { before, limit, signal }: { readonly before: Id<K>; readonly limit: number; readonly signal: AbortSignal },
  ): Promise<readonly RecordByKind[K][] | undefined> {
    const page = await this.client.list(kind, project, { before, limit, signal });
    // A server that does not know the parameter begins again with the newest.
    return page?.length === 0 || page?.some(({ id }) => id === before) ? undefined : page && eachOnce(page);
  }

  /** These objects as they are now, as far as they can be read. */
  async again<K extends Kind>(
    kind: K,
    project: ProjectRef,
    ids: readonly Id<K>[],
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly RecordByKind[K][]; readonly failures: readonly ReadFailure[] }> {
    const failures: ReadFailure[] = [];
    const records = await inTurns(ids, (id) =>
      forgiving(id as AnyId, failures, () => this.readIfThere(project, { kind, id }, { signal })),
    );
    const items = records.filter((record) => record !== undefined);
    const [first] = failures;
    if (items.length === 0 && first !== undefined && failures.length === ids.length) throw first.error;
    const place = new Map<string | undefined, number>(ids.map((id, index) => [id, index]));
    return { items, failures: failures.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0)) };
  }

  /** Looks for the object of an id. It is known from then on. */
  async find<K extends Kind>(
    kind: K,
    project: ProjectRef,
    id: Id<K>,
    signal: AbortSignal,
  ): Promise<RecordByKind[K] | undefined> {
    const found = await this.readIfThere(project, { kind, id }, { signal });
    if (found === undefined) return undefined;
    await this.known.remember(project, [{ kind, id }]);
    await this.known.mention(project, mentioned(found));
    return found;
  }

  /**
   * Asks by id for the neighbours of what is known, at most `mostScanned` times and not for what was asked in vain. What
   * stops it is thrown; what it had found by then stays known.
   */
  async scan<K extends Kind>(
    kind: K,
    project: ProjectRef,
    { around, inVain, signal }: Scan,
  ): Promise<readonly RecordByKind[K][]> {
    const numbers = this.known.ids(project, kind).filter(isWholeNumber).map(BigInt);
    const asked = new Set([...inVain].map(BigInt));
    const near = numbers.length === 0 && around !== undefined ? [around] : numbers;
    const first = near.filter((number) => !numbers.includes(number) && !asked.has(number));
    const next = neighbours(near, mostScanned - first.length, asked);
    const ids = [...first, ...next].map((number) => String(number) as Id<K>);
    const found: RecordByKind[K][] = [];
    try {
      await inTurns(ids, async (id) => {
        const record = await this.readIfThere(project, { kind, id }, { signal, once: true });
        if (record === undefined) inVain.add(id);
        else found.push(record);
      });
    } finally {
      const refs = found.toSorted(byId).map(({ id }): ObjectRef => ({ kind, id: id }));
      await this.known.remember(project, refs);
    }
    return found;
  }

  private async listKnown<K extends Kind>(kind: K, project: ProjectRef, options: ListOptions): Promise<Listing<K>> {
    const { signal, ended } = options;
    const limit = options.knownLimit ?? options.limit;
    const all = this.known.ids(project, kind);
    const wanted = all.slice(0, limit);
    const kept = new Map<string, AnyRecord | undefined>(wanted.map((id) => [id, ended?.(id)]));
    const read = await this.again<K>(
      kind,
      project,
      wanted.filter((id) => kept.get(id) === undefined),
      signal,
    );
    const fresh = new Map<string, RecordByKind[K]>(read.items.map((record) => [record.id, record]));
    const items = wanted
      .map((id) => (kept.get(id) as RecordByKind[K] | undefined) ?? fresh.get(id))
      .filter((record) => record !== undefined);
    const listing = await this.withActive(kind, project, items, signal);
    const { active } = listing;
    const more = active === undefined ? [] : [{ kind, id: active } as ObjectRef];
    await this.known.mention(project, [...more, ...listing.items.flatMap(mentioned)]);
    const failures = [...read.failures, ...listing.failures];
    return { ...listing, failures, completeness: "known", hasMore: all.length > limit };
  }

  /** Which object is active: its record says so, or the server is asked. */
  private async withActive<K extends Kind>(
    kind: K,
    project: ProjectRef,
    items: readonly RecordByKind[K][],
    signal: AbortSignal,
  ): Promise<Pick<Listing<K>, "items" | "active" | "failures">> {
    const marked = markedActive(items);
    if (marked !== undefined || (kind !== "dataset" && kind !== "attributionSet"))
      return { items, active: marked, failures: [] };
    const failures: ReadFailure[] = [];
    const read = await forgiving<AnyRecord | undefined>(undefined, failures, () =>
      kind === "dataset"
        ? this.client.readActiveDataset(project, { signal })
        : this.client.readActiveAttributionSet(project, { signal }),
    );
    const active = read as RecordByKind[K] | undefined;
    if (items.length === 0 && failures[0] !== undefined) throw failures[0].error;
    const isListed = active === undefined || items.some(({ id }) => id === active.id);
    return { items: isListed ? items : [active, ...items], active: active?.id, failures };
  }

  private async readIfThere<K extends Kind>(
    project: ProjectRef,
    ref: ObjectRef<K>,
    options: { readonly signal: AbortSignal; readonly once?: boolean },
  ): Promise<RecordByKind[K] | undefined> {
    try {
      return await this.client.read(project, ref, options);
    } catch (error) {
      if (error instanceof AlvissError && error.kind === "notFound") return undefined;
      throw error;
    }
  }
}

/** Whole numbers from 1 nearest to the known ones, nearer first and higher before lower; 1, 2, ... without any. */
export function neighbours(
  known: readonly bigint[],
  most: number,
  without: ReadonlySet<bigint> = new Set(),
): readonly bigint[] {
  const taken = new Set([...known, ...without]);
  const found: bigint[] = [];
  const around = known.length === 0 ? [0n] : known.toSorted((one, other) => (one > other ? -1 : 1));
  for (let distance = 1n; found.length < most; distance++) {
    for (const candidate of around.flatMap((number) => [number + distance, number - distance])) {
      if (candidate < 1n || taken.has(candidate) || found.length === most) continue;
      taken.add(candidate);
      found.push(candidate);
    }
  }
  return found;
}

/** These fail for all alike: what is asked next would fail too. */
const failsForAll: readonly string[] = ["notSignedIn", "network", "timedOut", "rateLimited", "cancelled"];

/** Undefined and one more failure where one object cannot be read; what stands in the way of all is thrown. */
async function forgiving<T>(
  id: AnyId | undefined,
  failures: ReadFailure[],
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AlvissError) || failsForAll.includes(error.kind)) throw error;
    failures.push({ id, error });
    return undefined;
  }
}

/** A few at a time, answered in their order. After the first failure nothing new is begun. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: width }, run));
  return results;
}

const markedActive = (records: readonly AnyRecord[]): string | undefined =>
  records.find((record) => "active" in record && record.active === true)?.id;

function eachOnce<R extends AnyRecord>(records: readonly R[]): readonly R[] {
  const first = new Map<string, R>();
  for (const record of records) if (!first.has(record.id)) first.set(record.id, record);
  return [...first.values()];
}

const byId = (one: AnyRecord, other: AnyRecord): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);
