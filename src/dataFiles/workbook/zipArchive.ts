import * as l10n from "@vscode/l10n";
import { createInflateRaw } from "node:zlib";
import { shown } from "../shownText";
import { WorkbookProblem } from "./workbookProblem";

/** All parts that are read, together. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const MOST_RATIO = 200;
/** Small repetitive parts pass the ratio and do no harm. */
const RATIO_COUNTS_FROM = 1 << 20;
const MOST_PARTS = 10_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** Stands for a number that is too large for its field. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const CHUNK = 1 << 16;

interface Part {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/**
 * The parts of a zip archive in memory. Names are only looked up, never used as paths; parts are unpacked as a stream
 * within limits that no part can get around by lying about its size.
 */
export class ZipArchive {
  private readonly parts = new Map<string, Part>();
  private readonly view: DataView;
  private unpacked = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly signal?: AbortSignal,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.readDirectory(this.findDirectory());
    } catch (error) {
      if (error instanceof RangeError) throw new WorkbookProblem("workbook", l10n.t("The zip archive is damaged."));
      throw error;
    }
  }

  /** Names are compared without regard to case. */
  has(name: string): boolean {
    return this.parts.has(name.toLowerCase());
  }

  async *read(name: string): AsyncGenerator<Uint8Array> {
    const part = this.parts.get(name.toLowerCase());
    if (part === undefined) throw new WorkbookProblem("workbook", l10n.t("The workbook has no part {0}.", shown(name)));
    this.checkSize(part, part.unpacked, this.unpacked + part.unpacked);
    let length = 0;
    for await (const chunk of this.chunksOf(part)) {
      this.signal?.throwIfAborted();
      length += chunk.length;
      this.unpacked += chunk.length;
      this.checkSize(part, length, this.unpacked);
      yield chunk;
    }
  }

  private checkSize({ name, packed }: Part, length: number, total: number): void {
    if (total > MOST_UNPACKED)
      throw new WorkbookProblem("workbookSize", l10n.t("The workbook unpacks to more than 512 MB."));
    if (length > RATIO_COUNTS_FROM && length > packed * MOST_RATIO) {
      throw new WorkbookProblem(
        "workbookSize",
        l10n.t("The part {0} unpacks to more than {1} times its size.", shown(name), MOST_RATIO),
      );
    }
  }

  private async *chunksOf(part: Part): AsyncGenerator<Uint8Array> {
    const data = this.dataOf(part);
    if (part.method === STORED) {
      for (let at = 0; at < data.length; at += CHUNK) yield data.subarray(at, at + CHUNK);
      return;
    }
    const inflater = createInflateRaw({ chunkSize: CHUNK });
    inflater.end(data);
    try {
      for await (const chunk of inflater) yield chunk as Buffer;
    } catch (cause) {
      throw cause instanceof WorkbookProblem
        ? cause
        : new WorkbookProblem("workbook", l10n.t("The part {0} is damaged.", shown(part.name)), { cause });
    } finally {
      inflater.destroy();
    }
  }

  private dataOf({ name, method, encrypted, packed, offset }: Part): Uint8Array {
    if (encrypted) throw new WorkbookProblem("workbook", l10n.t("The workbook is protected by a password."));
    if (method !== STORED && method !== DEFLATED) {
      throw new WorkbookProblem("workbook", l10n.t("The part {0} is packed in an unusual way.", shown(name)));
    }
    const damaged = new WorkbookProblem("workbook", l10n.t("The part {0} is damaged.", shown(name)));
    if (offset + 30 > this.bytes.length || this.view.getUint32(offset, true) !== LOCAL_HEADER) throw damaged;
    const start = offset + 30 + this.view.getUint16(offset + 26, true) + this.view.getUint16(offset + 28, true);
    if (start + packed > this.bytes.length) throw damaged;
    return this.bytes.subarray(start, start + packed);
  }

  private findDirectory(): number {
    const lowest = Math.max(0, this.bytes.length - 22 - 0xffff);
    for (let at = this.bytes.length - 22; at >= lowest; at--) {
      if (this.view.getUint32(at, true) === END_OF_DIRECTORY) return this.view.getUint32(at + 16, true);
    }
    throw new WorkbookProblem("workbook", l10n.t("The zip archive is not complete."));
  }

  private readDirectory(start: number): void {
    const decoder = new TextDecoder();
    for (let at = start; this.view.getUint32(at, true) === DIRECTORY_ENTRY;) {
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
        this.view.getUint16(at + field, true),
      ) as [number, number, number];
      const extra = at + 46 + nameLength;
      const name = decoder
        .decode(this.bytes.subarray(at + 46, extra))
        .replaceAll("\\", "/")
        .replace(/^\/+/, "");
      const key = name.toLowerCase();
      if (this.parts.has(key))
        throw new WorkbookProblem("workbook", l10n.t("The part {0} is there twice.", shown(name)));
      if (this.parts.size >= MOST_PARTS)
        throw new WorkbookProblem("workbook", l10n.t("The workbook has too many parts."));
      const sizes = [24, 20, 42].map((field) => this.view.getUint32(at + field, true));
      const [unpacked = 0, packed = 0, offset = 0] = this.withLargeNumbers(sizes, extra, extra + extraLength);
      const encrypted = (this.view.getUint16(at + 8, true) & 1) !== 0;
      this.parts.set(key, { name, method: this.view.getUint16(at + 10, true), encrypted, packed, unpacked, offset });
      at = extra + extraLength + commentLength;
    }
  }

  /** Writers that do not know sizes beforehand put them into the extra field 1, each as 8 bytes. */
  private withLargeNumbers(sizes: readonly number[], start: number, end: number): number[] {
    for (let at = start; at + 4 <= end; at += 4 + this.view.getUint16(at + 2, true)) {
      if (this.view.getUint16(at, true) !== 1) continue;
      let next = at + 4;
      return sizes.map((size) => {
        if (size !== ELSEWHERE) return size;
        next += 8;
        return Number(this.view.getBigUint64(next - 8, true));
      });
    }
    return [...sizes];
  }
}
