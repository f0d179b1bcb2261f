import { type SecretStorage } from "vscode";
import { type SandboxLock } from "./lockFile";

/** The secret that lets other windows, and this one after a reload, use a running sandbox. */
export const sessionKey = "sandbox.session";

/** The token of exactly this process; undefined when the secret is lost or of an earlier one. */
export async function readSession(secrets: SecretStorage, lock: SandboxLock): Promise<string | undefined> {
  const text = await secrets.get(sessionKey);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as { pid?: unknown; startedAt?: unknown; token?: unknown } | null;
    const isThis = value?.pid === lock.pid && value.startedAt === lock.startedAt;
    return isThis && typeof value.token === "string" ? value.token : undefined;
  } catch {
    return undefined;
  }
}

export async function writeSession(secrets: SecretStorage, lock: SandboxLock, token: string): Promise<void> {
  await secrets.store(sessionKey, JSON.stringify({ v: 1, pid: lock.pid, startedAt: lock.startedAt, token }));
}

export async function removeSession(secrets: SecretStorage): Promise<void> {
  await secrets.delete(sessionKey);
}
