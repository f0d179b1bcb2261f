/** Gives every different tuple of whole numbers a number, in order of appearance. Exact: tuples are compared, not their hashes. */
export class TupleTable {
  size = 0;
  private tuples: Int32Array;
  private hashes = new Int32Array(256);
  private table = new Int32Array(1024).fill(-1);
  private last = -1;

  constructor(readonly width: number) {
    this.tuples = new Int32Array(256 * width);
  }

  /** Number of the tuple; a new one when it was not seen before. */
  intern(tuple: ArrayLike<number>): number {
    if (this.last >= 0 && this.same(this.last, tuple)) return this.last;
    const hash = this.hash(tuple);
    const slot = this.slotOf(hash, tuple);
    const known = this.table[slot] as number;
    return (this.last = known >= 0 ? known : this.add(hash, slot, tuple));
  }

  /** Number of the tuple, -1 when it was not seen. */
  find(tuple: ArrayLike<number>): number {
    return this.table[this.slotOf(this.hash(tuple), tuple)] as number;
  }

  at(number: number, position: number): number {
    return this.tuples[number * this.width + position] as number;
  }

  private hash(tuple: ArrayLike<number>): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.width; i++) hash = Math.imul(hash ^ (tuple[i] as number), 0x9e3779b1) ^ (hash >>> 13);
    return hash ^ (hash >>> 16);
  }

  private slotOf(hash: number, tuple: ArrayLike<number>): number {
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = this.table[slot] as number;
      if (number < 0 || (this.hashes[number] === hash && this.same(number, tuple))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private same(number: number, tuple: ArrayLike<number>): boolean {
    const from = number * this.width;
    for (let i = 0; i < this.width; i++) if (this.tuples[from + i] !== tuple[i]) return false;
    return true;
  }

  private add(hash: number, slot: number, tuple: ArrayLike<number>): number {
    const number = this.size++;
    if (number >= this.hashes.length) this.growTuples();
    this.hashes[number] = hash;
    for (let i = 0; i < this.width; i++) this.tuples[number * this.width + i] = tuple[i] as number;
    this.table[slot] = number;
    if (this.size * 2 > this.table.length) this.growTable();
    return number;
  }

  private growTuples(): void {
    const hashes = new Int32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const tuples = new Int32Array(this.hashes.length * this.width);
    tuples.set(this.tuples);
    this.tuples = tuples;
  }

  private growTable(): void {
    const table = new Int32Array(this.table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = (this.hashes[number] as number) & mask;
      while ((table[slot] as number) >= 0) slot = (slot + 1) & mask;
      table[slot] = number;
    }
    this.table = table;
  }
}
