/** all: everything again; working: what may have changed by itself; more: only what was not read yet. */
export type Reading = "all" | "working" | "more";

const byWidth: readonly Reading[] = ["more", "working", "all"];

interface Waiting<T> {
  what: Reading;
  readonly result: Promise<T>;
}

/**
 * One reading of a node at a time. What is told while one is under way may be newer than what that one brings: whoever
 * asks for a reading anew gets one that begins after they asked, together with all others who asked meanwhile.
 */
export class Reads<T> {
  private readonly running = new Map<string, Promise<T>>();
  private readonly waiting = new Map<string, Waiting<T>>();

  constructor(private readonly read: (id: string, what: Reading) => Promise<T>) {}

  isReading(id: string): boolean {
    return this.running.has(id);
  }

  /** The reading that is under way, else a new one. */
  any(id: string): Promise<T> {
    return this.running.get(id) ?? this.begin(id, "all");
  }

  anew(id: string, what: Reading): Promise<T> {
    const running = this.running.get(id);
    if (running === undefined) return this.begin(id, what);
    const known = this.waiting.get(id);
    if (known !== undefined) {
      if (byWidth.indexOf(what) > byWidth.indexOf(known.what)) known.what = what;
      return known.result;
    }
    const next = async (): Promise<T> => {
      await running.catch(() => undefined);
      this.waiting.delete(id);
      return this.anew(id, waiting.what);
    };
    const waiting: Waiting<T> = { what, result: next() };
    this.waiting.set(id, waiting);
    return waiting.result;
  }

  private begin(id: string, what: Reading): Promise<T> {
    const work = this.read(id, what).finally(() => this.running.delete(id));
    this.running.set(id, work);
    return work;
  }
}
