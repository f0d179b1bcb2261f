import { ProgressLocation, window } from "vscode";
import { signalOf } from "../../kit/cancellation";

/** Waits in sight, with a way out, where no list is open that could show it. */
export const waitFor = <T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  Promise.resolve(
    window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_progress, token) =>
      work(signalOf(token)),
    ),
  );
