import { l10n } from "vscode";
import { type KnownConnection } from "./connections";

/** What people call the server of a connection. */
export const connectionName = ({ kind, server }: Pick<KnownConnection, "kind" | "server">): string =>
  kind === "sandbox" ? l10n.t("Sandbox") : server.name;
