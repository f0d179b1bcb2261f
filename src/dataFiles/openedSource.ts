type SourceKind = "text" | "workbook" | "oldWorkbook" | "notText";

/** So many bytes tell what a file is. */
const START = 8;

/** A source whose first bytes were looked at. What the file is called does not matter. */
export class OpenedSource {
  private constructor(
    readonly kind: SourceKind,
    private readonly begun: readonly Uint8Array[],
    private readonly rest: AsyncIterator<Uint8Array>,
    private readonly signal: AbortSignal | undefined,
    /** Bytes that came from the source so far. */
    public bytesRead: number,
  ) {}

  static async open(source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<OpenedSource> {
    const rest = source[Symbol.asyncIterator]();
    const begun: Uint8Array[] = [];
    let length = 0;
    try {
      while (length < START) {
        signal?.throwIfAborted();
        const next = await rest.next();
        if (next.done === true) break;
        begun.push(next.value);
        length += next.value.length;
      }
    } catch (error) {
      await rest.return?.();
      throw error;
    }
    return new OpenedSource(kindOf(begun), begun, rest, signal, length);
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (const chunk of this.begun) yield chunk;
    for (let next = await this.rest.next(); next.done !== true; next = await this.rest.next()) {
      this.signal?.throwIfAborted();
      this.bytesRead += next.value.length;
      yield next.value;
    }
  }

  async close(): Promise<void> {
    await this.rest.return?.();
  }
}

function kindOf(begun: readonly Uint8Array[]): SourceKind {
  const start = begun.flatMap((chunk) => [...chunk.subarray(0, START)]).slice(0, START);
  const begins = (...bytes: number[]) => bytes.every((byte, i) => start[i] === byte);
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return "workbook";
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "oldWorkbook";
  return begins(0xff, 0xfe) || begins(0xfe, 0xff) || start.includes(0) ? "notText" : "text";
}
