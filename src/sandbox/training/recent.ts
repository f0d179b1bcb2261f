/** The values used last, as long as they do not weigh too much together. */
export class Recent<V> {
  readonly #kept = new Map<string, V>();
  #weight = 0;

  constructor(
    private readonly most: number,
    private readonly weigh: (value: V) => number,
  ) {}

  get(key: string): V | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  /** A key keeps its value: it is not to be given another one. */
  keep(key: string, value: V): void {
    if (this.#kept.has(key)) return;
    this.#kept.set(key, value);
    this.#weight += this.weigh(value);
    for (const [oldest, old] of this.#kept) {
      if (this.#weight <= this.most) return;
      this.#kept.delete(oldest);
      this.#weight -= this.weigh(old);
    }
  }
}
