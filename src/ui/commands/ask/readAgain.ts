import { AlvissError } from "../../../platform/errors";

/** Reads; where the token is refused, waits until somebody has replaced it, and reads again. */
export async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await read();
    } catch (error) {
      const renewal = error instanceof AlvissError ? error.renewal : undefined;
      if ((await renewal) !== "renewed") throw error;
    }
}
