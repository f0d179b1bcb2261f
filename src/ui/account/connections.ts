import { EventEmitter, type LogOutputChannel, type Memento, workspace } from "vscode";
import { alvissServer, type Connection, type Server } from "../../platform/connections";
import { Owner } from "../kit/disposables";
import { setting } from "../kit/settings";
import { unattended } from "../kit/unattended";
import { mustBeUsable } from "./mustBeUsable";
import { pastedTokenProblem } from "./pastedToken";
import { type Tokens } from "./tokens";

export const sandboxId = "sandbox";

export interface KnownConnection extends Connection {
  readonly kind: "cloud" | "sandbox";
}

/** ready: a token is there and was not refused; signedOut: none; refused: the server did not take it; stopped: no server. */
export type ConnectionState = "ready" | "signedOut" | "refused" | "stopped";

interface Stored {
  readonly id: string;
  readonly account: string;
}

const storageKey = "alviss.connections";
const sandboxKey = "alviss.sandboxUsed";

/**
 * The servers and accounts that the user connected. Tokens live in `Tokens`; here is only what may be seen.
 * The address of a server comes from user settings, so a workspace cannot send a token elsewhere. Here it is carried as
 * it stands there; whether it can be used is asked where something is sent.
 */
export class Connections extends Owner {
  private readonly changes = this.own(new EventEmitter<KnownConnection | undefined>());
  private readonly states = new Map<string, ConnectionState>();
  private sandboxServer: Server | undefined;

  /** Tells which connection changed; undefined: the list of them. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly storage: Memento,
    private readonly tokens: Tokens,
    log: LogOutputChannel,
  ) {
    super();
    this.own(tokens.onDidChange((id) => void unattended(log, "changed token", () => this.tokenChanged(id))));
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("alviss.api"))
          void unattended(log, "changed address", () => this.addressChanged());
      }),
    );
  }

  /** The server that a new sign-in is for. */
  readonly serverToSignIn = usableServer;

  /** What is wrong with a pasted token, as a sentence. */
  readonly tokenProblem = pastedTokenProblem;

  all(): readonly KnownConnection[] {
    const cloud = this.cloud();
    return this.storage.get<boolean>(sandboxKey) === true ? [...cloud, this.sandbox()] : cloud;
  }

  get(id: string): KnownConnection | undefined {
    return this.all().find((connection) => connection.id === id);
  }

  /** What a connection that is already shown looks like now. */
  state(connection: KnownConnection): ConnectionState {
    if (connection.kind === "sandbox") return this.sandboxServer === undefined ? "stopped" : "ready";
    return this.states.get(connection.id) ?? "ready";
  }

  /** Looks whether the secrets are still there: a keyring may have lost them. */
  async checkSecrets(): Promise<void> {
    const check = async ({ id, server }: KnownConnection): Promise<void> => {
      if ((await this.tokens.read(id, server)) === undefined) this.setState(id, "signedOut");
    };
    const checks = await Promise.allSettled(this.cloud().map(check));
    const failed = checks.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  /** The token of a connection, for exactly the server that it would be sent to. */
  token(id: string, server: Server): Promise<string | undefined> {
    return this.tokens.read(id, server);
  }

  /** Keeps a token that the server has just accepted; a new id makes a new connection. */
  async keep(id: string, account: string, token: string): Promise<KnownConnection> {
    const server = usableServer();
    await this.tokens.write(id, { token, server, account });
    this.states.set(id, "ready");
    await this.add({ id, account });
    const connection: KnownConnection = { id, account, server, kind: "cloud" };
    // Told even where it was ready before: what failed with the old token waits for this.
    this.changes.fire(connection);
    return connection;
  }

  async forget(id: string): Promise<void> {
    await this.tokens.remove(id);
    await this.storage.update(
      storageKey,
      this.stored().filter((stored) => stored.id !== id),
    );
    this.states.delete(id);
    this.changes.fire(undefined);
  }

  /** The server refused the token of a connection. Answers whether that is news. */
  refuse(id: string): boolean {
    if (id === sandboxId || this.states.get(id) === "refused" || this.get(id) === undefined) return false;
    this.setState(id, "refused");
    return true;
  }

  /** Where the sandbox runs now; undefined: nowhere. */
  async sandboxAt(server: Server | undefined): Promise<void> {
    const isNew = server !== undefined && this.storage.get<boolean>(sandboxKey) !== true;
    const moved = server?.apiUrl !== this.sandboxServer?.apiUrl;
    this.sandboxServer = server;
    if (isNew) await this.storage.update(sandboxKey, true);
    if (isNew) this.changes.fire(undefined);
    else if (moved && this.storage.get<boolean>(sandboxKey) === true) this.changes.fire(this.sandbox());
  }

  private cloud(): readonly KnownConnection[] {
    const server = configuredServer();
    return this.stored().map(({ id, account }) => ({ id, account, kind: "cloud", server }));
  }

  private sandbox(): KnownConnection {
    return { id: sandboxId, kind: "sandbox", account: "", server: this.sandboxServer ?? nowhere };
  }

  private stored(): readonly Stored[] {
    return this.storage.get<readonly Stored[]>(storageKey, []);
  }

  private async add(connection: Stored): Promise<void> {
    const others = this.stored().filter((stored) => stored.id !== connection.id);
    await this.storage.update(storageKey, [...others, connection]);
    this.changes.fire(undefined);
  }

  private setState(id: string, state: ConnectionState): void {
    if (this.states.get(id) === state) return;
    this.states.set(id, state);
    this.changes.fire(this.get(id));
  }

  /** What was known of the connections was true of the server they had before. */
  private async addressChanged(): Promise<void> {
    for (const { id } of this.cloud()) this.states.delete(id);
    try {
      await this.checkSecrets();
    } finally {
      for (const connection of this.cloud()) this.changes.fire(connection);
    }
  }

  /** Another window signed in, replaced a token or signed out. */
  private async tokenChanged(id: string): Promise<void> {
    const kept = await this.tokens.envelope(id);
    if (kept === undefined) {
      if (this.get(id) !== undefined) this.setState(id, "signedOut");
      return;
    }
    if (this.get(id) === undefined) await this.add({ id, account: kept.account });
    this.setState(id, "ready");
  }
}

const nowhere: Server = {
  name: "Sandbox",
  apiUrl: "http://127.0.0.1:0/v1/api",
  teamsUrl: "http://127.0.0.1:0/v1/team/teams",
  webUrl: undefined,
};

/** The server that the user's settings name, Alviss AI unless they say otherwise; its addresses may be of no use. */
function configuredServer(): Server {
  const trimmed = (url: string): string => url.trim().replace(/\/+$/, "");
  return {
    name: alvissServer.name,
    apiUrl: trimmed(setting("api.baseUrl")),
    teamsUrl: trimmed(setting("api.teamsUrl")),
    webUrl: trimmed(setting("api.webUrl")),
  };
}

/** The same, for something that is about to be sent. */
function usableServer(): Server {
  const server = configuredServer();
  mustBeUsable(server);
  return server;
}
