/** What outlives a window; VS Code's Memento fits. What is read may be anything. */
export interface KeyValueStore {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** For as long as the process lives. */
export function inMemory(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}
