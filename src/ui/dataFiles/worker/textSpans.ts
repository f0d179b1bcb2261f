import { type TextSpan } from "./workerMessages";

/** Reads bytes of a file from an offset on; fewer at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

const LINE_FEED = 10;
const RETURN = 13;
const STEP = 4096;
/** Lines longer than this have spans that begin with them: nobody looks at character five million. */
const LONGEST_LINE = 1 << 20;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes that lie in a line, from 1, as an editor counts them. */
export async function textSpan(
  read: ReadBytes,
  { line, startOffset, endOffset }: { readonly line: number; readonly startOffset: number; readonly endOffset: number },
): Promise<TextSpan> {
  const before = decoder.decode(await lineBefore(read, startOffset));
  const inside = decoder.decode(await read(startOffset, Math.min(endOffset, startOffset + LONGEST_LINE)));
  const startLine = line - 1;
  const startCharacter = (before.startsWith("\ufeff") ? before.slice(1) : before).length;
  const lines = inside.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? "";
  const endCharacter = lines.length === 1 ? startCharacter + last.length : last.length;
  return { startLine, startCharacter, endLine: startLine + lines.length - 1, endCharacter };
}

/** The bytes between the start of the line and an offset in it. */
async function lineBefore(read: ReadBytes, offset: number): Promise<Uint8Array> {
  for (let length = STEP; ; length *= 4) {
    const from = Math.max(0, offset - length);
    const bytes = await read(from, offset);
    const at = Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(RETURN));
    if (at >= 0) return bytes.subarray(at + 1);
    if (from === 0) return bytes;
    if (length > LONGEST_LINE) return new Uint8Array(0);
  }
}
