import { isCancelled } from "../../platform/errors";

/** Runs work that nobody waits for: what goes wrong is logged, and nothing is thrown. */
export async function unattended(
  log: { error(line: string): void },
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isCancelled(error))
      log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
