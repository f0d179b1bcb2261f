import { ProgressLocation, window } from "vscode";
import { signalOf } from "../../kit/cancellation";
import { readAgain } from "./readAgain";

/** Waits for what is read, in sight and with a way out, where no list is open that could show it. */
export const waitFor = <T>(title: string, read: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  readAgain(() =>
    Promise.resolve(
      window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_progress, token) =>
        read(signalOf(token)),
      ),
    ),
  );
