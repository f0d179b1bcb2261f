import { open } from "node:fs/promises";
import { type Uri, workspace } from "vscode";

const headBytes = 65_536;

/** The first lines of a file, cut after the last whole one. */
export async function fileHead(uri: Uri): Promise<Uint8Array> {
  const bytes =
    uri.scheme === "file" ? await firstBytes(uri.fsPath) : (await workspace.fs.readFile(uri)).subarray(0, headBytes);
  const lastLine = bytes.lastIndexOf(10);
  return bytes.length < headBytes || lastLine < 0 ? bytes : bytes.subarray(0, lastLine + 1);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
