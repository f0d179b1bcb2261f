import { isDeepStrictEqual } from "node:util";
import { type KeyValueStore } from "./keyValueStore";

/** So long after a change VS Code may answer with what stood there before it: its echo of an older change comes late. */
const echoMs = 5_000;

interface Written {
  readonly value: unknown;
  /** What it took the place of, one after the other. */
  readonly older: readonly unknown[];
  readonly until: number;
}

/** A store that answers what was written here last, unless somebody else has written since. */
export function steadyStore(store: KeyValueStore, now: () => number = Date.now): KeyValueStore {
  const written = new Map<string, Written>();
  const read = (key: string): unknown => {
    const stored = store.get<unknown>(key);
    const own = written.get(key);
    if (own === undefined) return stored;
    if (now() < own.until && own.older.some((one) => isDeepStrictEqual(one, stored))) return own.value;
    if (now() >= own.until || !isDeepStrictEqual(own.value, stored)) written.delete(key);
    return stored;
  };
  return {
    get: <T>(key: string) => read(key) as T | undefined,
    update: (key, value) => {
      const before = read(key);
      const older = [...(written.get(key)?.older ?? []), before].filter((one) => !isDeepStrictEqual(one, value));
      written.set(key, { value, older, until: now() + echoMs });
      return store.update(key, value);
    },
  };
}
