import { l10n, type LogOutputChannel } from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type Server } from "../../platform/connections";
import { Refusal } from "../kit/explain";
import { type Connections, type KnownConnection } from "./connections";
import { mustBeUsable } from "./mustBeUsable";
import { tellRefused } from "./refused";

/** What is asked of the sandbox's process. */
export interface SandboxAccess {
  /** The token of the sandbox that listens at `server`; undefined when none does. */
  token(server: Server): Promise<string | undefined>;
  /** Finds one that runs already. */
  look(): Promise<void>;
}

/** One client a connection, made when it is first needed: HTTP is not loaded before. */
export class Clients {
  private readonly made = new Map<string, AlvissClient>();

  constructor(
    private readonly connections: Connections,
    private readonly sandbox: SandboxAccess,
    private readonly log: LogOutputChannel,
  ) {}

  /** Tries a token with a real call; throws what the server answers. */
  async trial(server: Server, token: string): Promise<void> {
    const { AlvissClient } = await import("../../platform/client");
    await new AlvissClient({ server, token: () => Promise.resolve(token), log: this.log }).listTeams();
  }

  async of(connectionId: string): Promise<AlvissClient> {
    const { id, kind, server } = await this.reachable(connectionId);
    const known = this.made.get(id);
    if (known?.server.apiUrl === server.apiUrl && known.server.teamsUrl === server.teamsUrl) return known;
    const { AlvissClient } = await import("../../platform/client");
    // Bound to the client's own server: the settings may name another one while a call is under way.
    const token = () => (kind === "sandbox" ? this.sandbox.token(server) : this.connections.token(id, server));
    const client = new AlvissClient({ server, token, log: this.log, onRefused: () => this.refused(client) });
    this.made.set(id, client);
    return client;
  }

  private async reachable(connectionId: string): Promise<KnownConnection> {
    const stopped = (): boolean => {
      const found = this.connections.get(connectionId);
      return found?.kind === "sandbox" && this.connections.state(found) === "stopped";
    };
    if (stopped()) await this.sandbox.look();
    if (stopped()) {
      throw new Refusal(l10n.t("The sandbox is stopped."), [
        { title: l10n.t("Start Sandbox"), command: "alviss.sandbox.start" },
      ]);
    }
    const connection = this.connections.get(connectionId);
    if (connection === undefined) throw new Refusal(l10n.t("This connection is no longer there."));
    mustBeUsable(connection.server);
    return connection;
  }

  /** Says it once, wherever the token was used; of a client that is no longer in use it is no news. */
  private refused(client: AlvissClient): void {
    const connection = this.connections.all().find(({ id }) => this.made.get(id) === client);
    if (connection !== undefined && this.connections.refuse(connection.id)) tellRefused(connection);
  }
}
