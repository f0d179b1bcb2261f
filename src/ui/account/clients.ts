import { l10n, type LogOutputChannel, workspace } from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type ClientOptions } from "../../platform/clientOptions";
import { type KeyValueStore } from "../../platform/keyValueStore";
import { type Server } from "../../platform/connections";
import { Owner } from "../kit/disposables";
import { Refusal } from "../kit/explain";
import { setting } from "../kit/settings";
import { type Connections, type KnownConnection } from "./connections";
import { mustBeUsable } from "./mustBeUsable";
import { type TokenRenewals } from "./tokenRenewals";
import { type Tokens } from "./tokens";

/** What is asked of the sandbox's process. */
export interface SandboxAccess {
  /** The token of the sandbox that listens at `server`; undefined when none does. */
  token(server: Server): Promise<string | undefined>;
  /** Finds one that runs already. */
  look(): Promise<void>;
}

export interface ClientsParts {
  readonly connections: Connections;
  readonly tokens: Tokens;
  readonly sandbox: SandboxAccess;
  readonly log: LogOutputChannel;
  readonly memory: KeyValueStore;
}

/** One client a connection, made when it is first needed: HTTP is not loaded before. */
export class Clients extends Owner {
  private readonly made = new Map<string, AlvissClient>();
  private renewals: Promise<TokenRenewals> | undefined;

  constructor(private readonly parts: ClientsParts) {
    super();
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        // The next client waits as long as the settings say by then.
        if (event.affectsConfiguration("alviss.api.requestTimeout")) this.made.clear();
      }),
    );
  }

  /** Tries a token with a real call; throws what the server answers. */
  async trial(server: Server, token: string): Promise<void> {
    const client = await this.make({ server, token: () => Promise.resolve(token) });
    await client.listTeams();
  }

  /** A job that stands still because of a refused token may go on by itself. */
  async isTokenReplaced(connectionId: string): Promise<boolean> {
    return (await this.renewing()).isReplaced(connectionId);
  }

  async of(connectionId: string): Promise<AlvissClient> {
    const { id, kind, server } = await this.reachable(connectionId);
    const known = this.made.get(id);
    if (known?.server.apiUrl === server.apiUrl && known.server.teamsUrl === server.teamsUrl) return known;
    const { connections, sandbox, memory } = this.parts;
    // Bound to the client's own server: the settings may name another one while a call is under way.
    const token = () => (kind === "sandbox" ? sandbox.token(server) : connections.token(id, server));
    const onRefused = async (refused: string) => (await this.renewing()).refused(id, refused);
    const client = await this.make({ server, token, memory, onRefused });
    this.made.set(id, client);
    return client;
  }

  /** Loaded when the first token is refused. */
  private renewing(): Promise<TokenRenewals> {
    this.renewals ??= import("./tokenRenewals").then(({ TokenRenewals }) => new TokenRenewals(this.parts));
    return this.renewals;
  }

  private async make(options: Omit<ClientOptions, "log" | "patience">): Promise<AlvissClient> {
    const [{ AlvissClient }, { patient }] = await Promise.all([
      import("../../platform/client"),
      import("../../platform/requestWatch"),
    ]);
    // A call with all its tries may take twice as long as a request.
    const answer = setting("api.requestTimeout") * 1_000;
    const patience = { connect: Math.min(patient.connect, answer), answer, total: 2 * answer };
    return new AlvissClient({ ...options, log: this.parts.log, patience });
  }

  private async reachable(connectionId: string): Promise<KnownConnection> {
    const stopped = (): boolean => {
      const found = this.parts.connections.get(connectionId);
      return found?.kind === "sandbox" && this.parts.connections.state(found) === "stopped";
    };
    if (stopped()) await this.parts.sandbox.look();
    if (stopped()) {
      throw new Refusal(l10n.t("The sandbox is stopped."), [
        { title: l10n.t("Start Sandbox"), command: "alviss.sandbox.start" },
      ]);
    }
    const connection = this.parts.connections.get(connectionId);
    if (connection === undefined) throw new Refusal(l10n.t("This connection is no longer there."));
    mustBeUsable(connection.server);
    return connection;
  }
}
