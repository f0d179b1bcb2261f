import { l10n } from "vscode";

interface NamedConnection {
  readonly kind: "cloud" | "sandbox";
  readonly server: { readonly name: string };
}

/** What people call the server of a connection. */
export const connectionName = ({ kind, server }: NamedConnection): string =>
  kind === "sandbox" ? l10n.t("Sandbox") : server.name;
