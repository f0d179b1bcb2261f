import { l10n, window } from "vscode";
import { press } from "../kit/commandWrapper";
import { explainFacts } from "../kit/explain";
import { type KnownConnection } from "./connections";

/** One warning a connection until its token is replaced. */
export function tellRefused(connection: KnownConnection): void {
  const name = [connection.server.name, connection.account].filter(Boolean).join(", ");
  const { sentence, buttons } = explainFacts({ kind: "notSignedIn" });
  void window
    .showWarningMessage(l10n.t("{0}: {1}", name, sentence), ...buttons)
    .then((button) => button && press(button));
}
