import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";

/** Why no server can be asked anything just now, with the way out. */
export function noConnection({ connections }: Tools): Refusal {
  const named = (state: "refused" | "signedOut"): string =>
    connections
      .all()
      .filter((connection) => connections.state(connection) === state)
      .map(({ server, account }) => [server.name, account].filter(Boolean).join(", "))
      .join("; ");
  const replace = { title: l10n.t("Replace Token"), command: "alviss.replaceToken" };
  const refused = named("refused");
  if (refused !== "")
    return new Refusal(l10n.t("The access token was refused: {0}. Replace it first.", refused), [replace]);
  const missing = named("signedOut");
  if (missing !== "")
    return new Refusal(l10n.t("VS Code's secret storage has no access token for {0}: sign in again first.", missing), [
      replace,
    ]);
  return new Refusal(l10n.t("Nothing is connected yet: start the sandbox, or sign in."), [
    { title: l10n.t("Start Sandbox"), command: "alviss.sandbox.start" },
    { title: l10n.t("Sign In..."), command: "alviss.signIn" },
  ]);
}
