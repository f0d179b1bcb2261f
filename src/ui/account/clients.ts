import { l10n, type LogOutputChannel } from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type Server } from "../../platform/connections";
import { Refusal } from "../kit/explain";
import { type Connections } from "./connections";

/** One client a connection, made when it is first needed: HTTP is not loaded before. */
export class Clients {
  private readonly made = new Map<string, AlvissClient>();

  constructor(
    private readonly connections: Connections,
    private readonly sandboxToken: () => Promise<string | undefined>,
    private readonly log: LogOutputChannel,
  ) {}

  /** Tries a token with a real call; throws what the server answers. */
  async trial(server: Server, token: string): Promise<void> {
    const { AlvissClient } = await import("../../platform/client");
    await new AlvissClient({ server, token: () => Promise.resolve(token), log: this.log }).listTeams();
  }

  async of(connectionId: string): Promise<AlvissClient> {
    const connection = this.connections.get(connectionId);
    if (connection === undefined) throw new Refusal(l10n.t("This connection is no longer there."));
    const known = this.made.get(connectionId);
    if (known?.server.apiUrl === connection.server.apiUrl) return known;
    const { AlvissClient } = await import("../../platform/client");
    const token = connection.kind === "sandbox" ? this.sandboxToken : () => this.connections.token(connectionId);
    const client = new AlvissClient({ server: connection.server, token, log: this.log });
    this.made.set(connectionId, client);
    return client;
  }
}
