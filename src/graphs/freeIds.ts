/** Ids that nobody has, of any number: what was looked through for one is remembered for the next. */
export class FreeIds {
  private readonly used: Set<string>;
  /** By stem the number to try next. */
  private readonly counts = new Map<string, number>();
  /** Undefined where some ids are no numbers. */
  private highest: bigint | undefined;

  constructor(used: Iterable<string>) {
    this.used = new Set(used);
    const ids = [...this.used];
    this.highest = ids.every(isNumber) ? ids.map(BigInt).reduce((a, b) => (a > b ? a : b), 0n) : undefined;
  }

  /** The wished one, or a number behind it; among numbers the next one. */
  find(wish: string): string {
    if (!this.used.has(wish)) return wish;
    if (this.highest !== undefined) return String(this.highest + 1n);
    const stem = wish.replace(/ \d+$/, "");
    let count = this.counts.get(stem) ?? 2;
    while (this.used.has(`${stem} ${String(count)}`)) count++;
    this.counts.set(stem, count);
    return `${stem} ${String(count)}`;
  }

  /** The same, which from then on is somebody's. */
  take(wish: string): string {
    const id = this.find(wish);
    this.used.add(id);
    if (this.highest !== undefined) {
      if (!isNumber(id)) this.highest = undefined;
      else if (BigInt(id) > this.highest) this.highest = BigInt(id);
    }
    return id;
  }
}

const isNumber = (id: string): boolean => /^\d+$/.test(id);
