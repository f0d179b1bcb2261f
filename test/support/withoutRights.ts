import { chmodSync } from "node:fs";

/** Does something while nobody may read a file. The rights of root go beyond those of a file, so they are laid down. */
export async function withoutRights<T>(path: string, work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  chmodSync(path, 0);
  if (isRoot) process.seteuid?.("nobody");
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(path, 0o600);
  }
}
