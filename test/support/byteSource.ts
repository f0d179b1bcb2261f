/** A source of a text's bytes in chunks of a given size. */
// eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous; this one has nothing to wait for
export async function* byteSource(content: string | Uint8Array, chunk = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
}
