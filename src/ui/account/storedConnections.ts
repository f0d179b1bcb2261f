import { type Memento } from "vscode";

/** What is kept of a connection outside secret storage; nothing of it is secret. */
export interface StoredConnection {
  readonly id: string;
  /** What the user calls the account; empty when there is only one. */
  readonly account: string;
  /** The name of its server in the settings; undefined: the usual server. */
  readonly server?: string | undefined;
  /** When the user noted that the token ends, such as 2027-03-01. */
  readonly ends?: string | undefined;
  /** Signed out: kept so that its projects and jobs are found again by the next sign-in. */
  readonly out?: boolean | undefined;
}

const storageKey = "alviss.connections";

/** The list of connections, in the order in which they were made. */
export class StoredConnections {
  constructor(private readonly storage: Memento) {}

  signedIn(): readonly StoredConnection[] {
    return this.every().filter(({ out }) => out !== true);
  }

  /** The connection that was signed out of with this account on this server, if any. */
  former(account: string, server: string | undefined): StoredConnection | undefined {
    return this.every().findLast((one) => one.out === true && one.account === account && one.server === server);
  }

  /** Adds a connection, or changes it where it stands. */
  async put(connection: StoredConnection): Promise<void> {
    const every = this.every();
    const isKnown = every.some(({ id }) => id === connection.id);
    const changed = every.map((one) => (one.id === connection.id ? connection : one));
    await this.storage.update(storageKey, isKnown ? changed : [...every, connection]);
  }

  async signOut(id: string): Promise<void> {
    const one = this.signedIn().find((connection) => connection.id === id);
    if (one !== undefined) await this.put({ ...one, ends: undefined, out: true });
  }

  private every(): readonly StoredConnection[] {
    return this.storage.get<readonly unknown[]>(storageKey, []).flatMap(readStored);
  }
}

function readStored(stored: unknown): StoredConnection[] {
  const value = stored as Partial<Record<keyof StoredConnection, unknown>> | null | undefined;
  const { id, account, server, ends, out } = value ?? {};
  if (typeof id !== "string" || typeof account !== "string") return [];
  return [{ id, account, server: textOf(server), ends: textOf(ends), out: out === true }];
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
