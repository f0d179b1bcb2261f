/** The bytes as UTF-8: what is not is taken as UTF-16 where it says so, else as what Windows calls ANSI in the west. */
export function utf8Of(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly changed: boolean } {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  if (begins(0xff, 0xfe)) return recoded(bytes, "utf-16le");
  if (begins(0xfe, 0xff)) return recoded(bytes, "utf-16be");
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { bytes, changed: false };
  } catch {
    return recoded(bytes, "windows-1252");
  }
}

const recoded = (bytes: Uint8Array, encoding: string) => ({
  bytes: new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)),
  changed: true,
});
