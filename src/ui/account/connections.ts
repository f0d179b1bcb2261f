import { randomUUID } from "node:crypto";
import { EventEmitter, type LogOutputChannel, type Memento, window, workspace } from "vscode";
import { type Connection, type Server } from "../../platform/connections";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { mustBeUsable } from "./mustBeUsable";
import { pastedTokenProblem } from "./pastedToken";
import { keptName, knownServers, serverNamed } from "./servers";
import { type StoredConnection, StoredConnections } from "./storedConnections";
import { type TokenEnd, tokenEnd, typedEnd } from "./tokenEnd";
import { type Tokens } from "./tokens";
import { endProblem } from "./endProblem";

export const sandboxId = "sandbox";

export interface KnownConnection extends Connection {
  readonly kind: "cloud" | "sandbox";
  /** When its token ends, where the user has noted that. */
  readonly tokenEnd?: TokenEnd | undefined;
}

/**
 * ready: a token is there and was not refused; signedOut: the connection is known, and secret storage has no token for
 * it; refused: the server did not take the token; stopped: no server.
 */
export type ConnectionState = "ready" | "signedOut" | "refused" | "stopped";

/** What is new with a token; what is left out stays as it was. */
export interface NewToken {
  /** Of a new connection; the usual server otherwise. */
  readonly server?: Server | undefined;
  /** When it ends, as the user noted; undefined: nobody knows. */
  readonly ends?: string | undefined;
}

const sandboxKey = "alviss.sandboxUsed";

/**
 * The servers and accounts that the user connected. Tokens live in `Tokens`; here is only what may be seen.
 * The address of a server comes from user settings, so a workspace cannot send a token elsewhere. Here it is carried as
 * it stands there; whether it can be used is asked where something is sent.
 */
export class Connections extends Owner {
  private readonly changes = this.own(new EventEmitter<KnownConnection | undefined>());
  private readonly states = new Map<string, ConnectionState>();
  private readonly stored: StoredConnections;
  private shownIds = "";
  private sandboxServer: Server | undefined;

  /** Tells which connection changed; undefined: the list of them. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly storage: Memento,
    private readonly tokens: Tokens,
    log: LogOutputChannel,
  ) {
    super();
    this.stored = new StoredConnections(storage);
    const apart = (what: string, work: () => Promise<void>): void => void unattended(log, what, work);
    this.own(tokens.onDidChange((id) => apart("changed token", () => this.tokenChanged(id))));
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("alviss.api") || event.affectsConfiguration("alviss.connections"))
          apart("changed address", () => this.addressChanged());
      }),
    );
    // What another window did to the list is heard of by nobody; whoever comes to this window is to see it.
    this.own(window.onDidChangeWindowState(({ focused }) => focused && this.listMayHaveChanged()));
    this.shownIds = this.ids();
  }

  /** The servers that somebody can sign in to, the usual one first. */
  readonly servers = knownServers;

  /** What is wrong with a pasted token, as a sentence. */
  readonly tokenProblem = pastedTokenProblem;

  /** The date that somebody typed for the end of a token; what is wrong with it is said by `endProblem`. */
  readonly typedEnd = (text: string): string | undefined => typedEnd(text, Date.now());
  readonly endProblem = endProblem;

  /** The server that a new sign-in is for; throws, as a sentence, why nothing can be sent to it. */
  serverToSignIn(server: Server = serverNamed(undefined)): Server {
    mustBeUsable(server);
    return server;
  }

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
      const isThere = (await this.tokens.read(id, server)) !== undefined;
      if (!isThere) this.setState(id, "signedOut");
      else if (this.states.get(id) === "signedOut") this.setState(id, "ready");
    };
    const checks = await Promise.allSettled(this.cloud().map(check));
    const failed = checks.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  /** The token of a connection, for exactly the server that it would be sent to. */
  token(id: string, server: Server): Promise<string | undefined> {
    return this.tokens.read(id, server);
  }

  /** The connection, of this server or another, that has this very token. */
  async withToken(token: string): Promise<KnownConnection | undefined> {
    for (const connection of this.cloud())
      if ((await this.tokens.envelope(connection.id))?.token === token) return connection;
    return undefined;
  }

  /** The id for an account that signs in: its former one, so that its projects and jobs are there again. */
  idFor(server: Server, account: string): string {
    return this.stored.former(account, keptName(server))?.id ?? randomUUID();
  }

  /** Keeps a token that the server has just accepted; a new id makes a new connection. */
  async keep(id: string, account: string, token: string, more: NewToken = {}): Promise<KnownConnection> {
    const known = this.stored.signedIn().find((one) => one.id === id);
    const name = more.server === undefined ? known?.server : keptName(more.server);
    const server = serverNamed(name);
    mustBeUsable(server);
    const { ends } = more;
    await this.tokens.write(id, { token, server, account, name, ends });
    this.states.set(id, "ready");
    await this.put({ id, account, server: name, ends });
    const connection = this.shown({ id, account, server: name, ends });
    // Told even where it was ready before: what failed with the old token waits for this.
    this.changes.fire(connection);
    return connection;
  }

  /** Signs out: the token is removed; what else is known of the connection waits for the next sign-in. */
  async forget(id: string): Promise<void> {
    // In this order another window, which hears of the secret, finds the connection gone and not its token lost.
    await this.stored.signOut(id);
    await this.tokens.remove(id);
    this.states.delete(id);
    this.listChanged();
  }

  /** The server refused the token of a connection. Answers whether that is news. */
  refuse(id: string): boolean {
    if (id === sandboxId || this.states.get(id) === "refused" || this.get(id) === undefined) return false;
    this.setState(id, "refused");
    return true;
  }

  /** A day has passed: what is said of the ends of tokens is no longer true. */
  dayChanged(): void {
    this.changes.fire(undefined);
  }

  /** Where the sandbox runs now; undefined: nowhere. */
  async sandboxAt(server: Server | undefined): Promise<void> {
    const isNew = server !== undefined && this.storage.get<boolean>(sandboxKey) !== true;
    const moved = server?.apiUrl !== this.sandboxServer?.apiUrl;
    this.sandboxServer = server;
    if (isNew) await this.storage.update(sandboxKey, true);
    if (isNew) this.listChanged();
    else if (moved && this.storage.get<boolean>(sandboxKey) === true) this.changes.fire(this.sandbox());
  }

  private cloud(): readonly KnownConnection[] {
    return this.stored.signedIn().map((one) => this.shown(one));
  }

  private shown({ id, account, server, ends }: StoredConnection): KnownConnection {
    const end = tokenEnd(ends, Date.now());
    return { id, account, kind: "cloud", server: serverNamed(server), ...(end && { tokenEnd: end }) };
  }

  private sandbox(): KnownConnection {
    return { id: sandboxId, kind: "sandbox", account: "", server: this.sandboxServer ?? nowhere };
  }

  private ids(): string {
    return this.all()
      .map(({ id }) => id)
      .join();
  }

  private async put(connection: StoredConnection): Promise<void> {
    await this.stored.put(connection);
    this.listChanged();
  }

  private listChanged(): void {
    this.shownIds = this.ids();
    this.changes.fire(undefined);
  }

  private listMayHaveChanged(): void {
    if (this.ids() !== this.shownIds) this.listChanged();
  }

  private setState(id: string, state: ConnectionState): void {
    if (this.states.get(id) === state) return;
    this.states.set(id, state);
    this.changes.fire(this.get(id));
  }

  /** What was known of the connections was true of the servers they had before. */
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
      if (this.get(id) === undefined) this.listMayHaveChanged();
      else this.setState(id, "signedOut");
      return;
    }
    const { account, name, ends } = kept;
    const shown = this.get(id);
    if (shown === undefined || shown.tokenEnd?.date !== ends) await this.put({ id, account, server: name, ends });
    this.setState(id, "ready");
  }
}

const nowhere: Server = {
  name: "Sandbox",
  apiUrl: "http://127.0.0.1:0/v1/api",
  teamsUrl: "http://127.0.0.1:0/v1/team/teams",
  webUrl: undefined,
};
