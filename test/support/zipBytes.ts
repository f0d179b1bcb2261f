import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Not packed. */
  readonly stored?: boolean;
  /** What the archive says the part unpacks to; the truth unless given. */
  readonly claimedSize?: number;
}

/** A zip archive of some parts, written by the book or with a lie where a test wants one. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claimedSize } of parts) {
    const plain = Buffer.from(content);
    const data = stored ? plain : deflateRawSync(plain);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(stored ? 0 : 8, 4);
    fixed.writeUInt32LE(crc32(plain), 10);
    fixed.writeUInt32LE(data.length, 14);
    fixed.writeUInt32LE(claimedSize ?? plain.length, 18);
    fixed.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fixed, Buffer.from(name)]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), fixed, end, Buffer.from(name)]));
    written.push(local, data);
    offset += local.length + data.length;
  }
  const last = Buffer.alloc(18);
  const list = Buffer.concat(directory);
  last.writeUInt16LE(parts.length, 4);
  last.writeUInt16LE(parts.length, 6);
  last.writeUInt32LE(list.length, 8);
  last.writeUInt32LE(offset, 12);
  return Buffer.concat([...written, list, Buffer.from("PK\u0005\u0006"), last]);
}
