import {
  authentication,
  type AuthenticationProvider,
  type AuthenticationProviderSessionOptions,
  type AuthenticationProviderAuthenticationSessionsChangeEvent as SessionsChange,
  type AuthenticationSession,
  commands,
  EventEmitter,
  l10n,
  type LogOutputChannel,
} from "vscode";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { type Connections, type KnownConnection } from "./connections";

/** What the command Sign Out is told when VS Code itself has asked already. */
export interface EndOfSession {
  readonly kind: "session";
  readonly connectionId: string;
}

/**
 * The connections as VS Code's Accounts menu shows them: a session each. Only a face: what is asked of a server takes
 * its token from secret storage, because sessions that an extension was granted do not follow between windows.
 */
export class Accounts extends Owner implements AuthenticationProvider {
  private readonly changes = this.own(new EventEmitter<SessionsChange>());
  private known: ReadonlyMap<string, AuthenticationSession> = new Map();
  /** One comparison after the other; undefined before VS Code has asked for the first time. */
  private comparing: Promise<void> | undefined;

  readonly onDidChangeSessions = this.changes.event;

  constructor(
    private readonly connections: Connections,
    log: LogOutputChannel,
  ) {
    super();
    this.own(
      authentication.registerAuthenticationProvider("alviss", "Alviss AI", this, { supportsMultipleAccounts: true }),
    );
    this.own(
      connections.onDidChange(() => {
        if (this.comparing !== undefined) void unattended(log, "accounts", () => this.compare());
      }),
    );
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: AuthenticationProviderSessionOptions,
  ): Promise<AuthenticationSession[]> {
    await this.compare();
    // A token of Alviss AI has the role of its user; it cannot be had for a part of that.
    if (scopes !== undefined && scopes.length > 0) return [];
    return [...this.known.values()].filter(({ id }) => account === undefined || account.id === id);
  }

  /** Signs in by our own command, and answers the session that it made. */
  async createSession(): Promise<AuthenticationSession> {
    await this.compare();
    const before = this.known;
    await commands.executeCommand("alviss.signIn");
    await this.compare();
    // An account whose token was refused may have been given another one instead.
    const made = [...this.known.values()].find((one) => before.get(one.id)?.accessToken !== one.accessToken);
    if (made === undefined) throw new Error(l10n.t("Nobody signed in."));
    return made;
  }

  /** VS Code has asked already whether to sign out. */
  async removeSession(sessionId: string): Promise<void> {
    const what: EndOfSession = { kind: "session", connectionId: sessionId };
    await commands.executeCommand("alviss.signOut", what);
  }

  private compare(): Promise<void> {
    const isFirst = this.comparing === undefined;
    this.comparing = (this.comparing ?? Promise.resolve()).catch(() => undefined).then(() => this.compareNow(isFirst));
    return this.comparing;
  }

  private async compareNow(isFirst: boolean): Promise<void> {
    const before = this.known;
    const now = new Map<string, AuthenticationSession>();
    for (const connection of this.connections.all()) {
      const session = await this.sessionOf(connection);
      if (session !== undefined) now.set(session.id, session);
    }
    this.known = now;
    if (isFirst) return;
    const added = [...now.values()].filter(({ id }) => !before.has(id));
    const removed = [...before.values()].filter(({ id }) => !now.has(id));
    const isOther = (session: AuthenticationSession): boolean => {
      const old = before.get(session.id);
      return (
        old !== undefined && (old.accessToken !== session.accessToken || old.account.label !== session.account.label)
      );
    };
    const changed = [...now.values()].filter(isOther);
    if (added.length + removed.length + changed.length > 0) this.changes.fire({ added, removed, changed });
  }

  private async sessionOf(connection: KnownConnection): Promise<AuthenticationSession | undefined> {
    const { id, kind, server } = connection;
    const token = kind === "cloud" ? await this.connections.token(id, server) : undefined;
    return token === undefined
      ? undefined
      : { id, accessToken: token, scopes: [], account: { id, label: this.labelOf(connection) } };
  }

  /** VS Code signs out by the label: no two sessions may share one. */
  private labelOf(connection: KnownConnection): string {
    const label = ({ server, account }: KnownConnection): string => [server.name, account].filter(Boolean).join(", ");
    const alike = this.connections
      .all()
      .filter((other) => other.kind === "cloud" && label(other) === label(connection));
    const place = alike.findIndex(({ id }) => id === connection.id);
    return place <= 0 ? label(connection) : `${label(connection)} (${String(place + 1)})`;
  }
}
