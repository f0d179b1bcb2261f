/** The bytes as UTF-8: what is not is taken as UTF-16 where it says so, else as what Windows calls ANSI in the west. */
export function utf8Of(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly changed: boolean } {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  if (begins(0xff, 0xfe)) return recoded(bytes, "utf-16le");
  if (begins(0xfe, 0xff)) return recoded(bytes, "utf-16be");
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { bytes, changed: false };
  } catch {
    return { bytes: new TextEncoder().encode(windows1252(bytes)), changed: true };
  }
}

const recoded = (bytes: Uint8Array, encoding: string) => ({
  bytes: new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)),
  changed: true,
});

/** Bytes 80 to 9f of windows-1252; the five that it leaves open stay what they are. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Some runtimes take windows-1252 for latin-1 in their decoders, which loses the euro sign. */
const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] ?? character);
