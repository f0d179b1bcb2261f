import { decode } from "./cellText";

/** Gives every different run of bytes a code, in order of appearance, without making a string of the known ones. */
export class WordDictionary {
  readonly words: string[] = [];
  private table = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  private arena: Uint8Array = new Uint8Array(4096);
  private arenaEnd = 0;
  private wordStarts = new Float64Array(513);
  private last = -1;

  code(bytes: Uint8Array, start: number, end: number): number {
    if (this.last >= 0 && this.same(this.last, bytes, start, end)) return this.last;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = this.table[slot] as number;
      if (code < 0) break;
      if (this.hashes[code] === hash && this.same(code, bytes, start, end)) return (this.last = code);
      slot = (slot + 1) & mask;
    }
    return (this.last = this.add(hash, slot, bytes, start, end));
  }

  private same(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.wordStarts[code] as number;
    if ((this.wordStarts[code + 1] as number) - from !== end - start) return false;
    for (let at = start, own = from; at < end; at++, own++) if (this.arena[own] !== bytes[at]) return false;
    return true;
  }

  private add(hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.words.length;
    this.words.push(decode(bytes, start, end));
    if (code >= this.hashes.length) this.growWords();
    this.hashes[code] = hash;
    this.table[slot] = code;
    const needed = this.arenaEnd + end - start;
    if (needed > this.arena.length) {
      const arena = new Uint8Array(Math.max(needed, this.arena.length * 2));
      arena.set(this.arena);
      this.arena = arena;
    }
    this.arena.set(bytes.subarray(start, end), this.arenaEnd);
    this.arenaEnd = needed;
    this.wordStarts[code + 1] = needed;
    if (this.words.length * 2 > this.table.length) this.growTable();
    return code;
  }

  private growWords(): void {
    const hashes = new Int32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const starts = new Float64Array(hashes.length + 1);
    starts.set(this.wordStarts);
    this.wordStarts = starts;
  }

  private growTable(): void {
    const table = new Int32Array(this.table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let code = 0; code < this.words.length; code++) {
      let slot = (this.hashes[code] as number) & mask;
      while ((table[slot] as number) >= 0) slot = (slot + 1) & mask;
      table[slot] = code;
    }
    this.table = table;
  }
}
