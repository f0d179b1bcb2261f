import { AlvissError, type ErrorKind } from "../../platform/errors";
import { type Trouble } from "./nodes";

const troubles: Partial<Record<ErrorKind, Trouble>> = {
  network: "offline",
  timedOut: "offline",
  notSignedIn: "refused",
  forbidden: "forbidden",
};

/** What kind of trouble a failure is, so that each looks like itself. */
export const troubleOf = (error: unknown): Trouble =>
  (error instanceof AlvissError ? troubles[error.kind] : undefined) ?? "failed";

export const statusOf = (error: unknown): number | undefined =>
  error instanceof AlvissError ? error.status : undefined;

/** Whether nothing else of the server could be read either. */
export function failsForAll(error: unknown): boolean {
  if (!(error instanceof AlvissError)) return true;
  return ["notSignedIn", "network", "timedOut", "rateLimited", "cancelled"].includes(error.kind);
}
