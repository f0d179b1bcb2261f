import { type SecretStorage } from "vscode";
import { type SandboxLock } from "./lockFile";

/** The secret that lets other windows, and this one after a reload, use a running sandbox. */
export const sessionKey = "sandbox.session";

export interface Session {
  readonly token: string;
  /** What it was started with; the setting may have changed since. */
  readonly engine: string | undefined;
}

/** The session of exactly this process; undefined when the secret is lost or of an earlier one. */
export async function readSession(secrets: SecretStorage, lock: SandboxLock): Promise<Session | undefined> {
  const text = await secrets.get(sessionKey);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Record<"pid" | "startedAt" | keyof Session, unknown>> | null;
    if (value?.pid !== lock.pid || value.startedAt !== lock.startedAt || typeof value.token !== "string")
      return undefined;
    return { token: value.token, engine: typeof value.engine === "string" ? value.engine : undefined };
  } catch {
    return undefined;
  }
}

export async function writeSession(secrets: SecretStorage, lock: SandboxLock, session: Session): Promise<void> {
  await secrets.store(sessionKey, JSON.stringify({ v: 1, pid: lock.pid, startedAt: lock.startedAt, ...session }));
}

export async function removeSession(secrets: SecretStorage): Promise<void> {
  await secrets.delete(sessionKey);
}
