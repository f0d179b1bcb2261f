import { EventEmitter, type Memento } from "vscode";
import { alvissServer, type Connection, type Server, serverProblem } from "../../platform/connections";
import { Refusal } from "../kit/explain";
import { Owner } from "../kit/disposables";
import { setting } from "../kit/settings";
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
 * The address of a server comes from user settings, so a workspace cannot send a token elsewhere.
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
  ) {
    super();
    this.own(tokens.onDidChange((id) => void this.tokenChanged(id)));
  }

  /** The server that a new sign-in is for. */
  readonly serverToSignIn = defaultServer;

  /** What is wrong with a pasted token, as a sentence. */
  readonly tokenProblem = pastedTokenProblem;

  all(): readonly KnownConnection[] {
    const cloud = this.stored().map(({ id, account }): KnownConnection => ({
      id,
      account,
      kind: "cloud",
      server: defaultServer(),
    }));
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
    for (const connection of this.all()) {
      if (connection.kind === "cloud" && (await this.tokens.read(connection.id, connection.server)) === undefined) {
        this.setState(connection.id, "signedOut");
      }
    }
  }

  async token(id: string): Promise<string | undefined> {
    const connection = this.get(id);
    return connection && this.tokens.read(id, connection.server);
  }

  /** Keeps a token that the server has just accepted; a new id makes a new connection. */
  async keep(id: string, account: string, token: string): Promise<KnownConnection> {
    const server = defaultServer();
    await this.tokens.write(id, { token, server, account });
    await this.add({ id, account });
    this.setState(id, "ready");
    return { id, account, server, kind: "cloud" };
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

/** The server that the user's settings name: Alviss AI unless they say otherwise. */
export function defaultServer(): Server {
  const trimmed = (url: string): string => url.trim().replace(/\/+$/, "");
  const server: Server = {
    name: alvissServer.name,
    apiUrl: trimmed(setting("api.baseUrl")),
    teamsUrl: trimmed(setting("api.teamsUrl")),
    webUrl: trimmed(setting("api.webUrl")),
  };
  const problem = serverProblem(server);
  if (problem !== undefined) throw new Refusal(problem);
  return server;
}
