import { randomUUID } from "node:crypto";
import { EventEmitter, type SecretStorage } from "vscode";
import { type Server, serverProblem, tokenOrigins } from "../../platform/connections";
import { Owner } from "../kit/disposables";

/** What stands in one secret: the token, and the server it may be sent to. */
export interface TokenEnvelope {
  readonly token: string;
  readonly origin: string;
  readonly account: string;
  /** The name of its server in the settings; undefined: the usual server. */
  readonly name: string | undefined;
  /** When it ends, as the user noted. */
  readonly ends: string | undefined;
  /** Another one at each new token. */
  readonly serial: string;
}

/** What is kept with a token. */
export type TokenToKeep = Pick<TokenEnvelope, "token" | "account" | "name" | "ends"> & { readonly server: Server };

const prefix = "alviss.token.";

/** Access tokens in VS Code's secret storage, each bound to the origin of its server. */
export class Tokens extends Owner {
  private readonly changes = this.own(new EventEmitter<string>());

  /** Tells whose token was written or removed, by any window. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly secrets: SecretStorage) {
    super();
    this.own(
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(prefix)) this.changes.fire(key.slice(prefix.length));
      }),
    );
  }

  /** The token for `server`; undefined when there is none, or when it must not be sent there. */
  async read(id: string, server: Server): Promise<string | undefined> {
    if (serverProblem(server) !== undefined) return undefined;
    const kept = await this.envelope(id);
    return kept !== undefined && tokenOrigins(server).includes(kept.origin) ? kept.token : undefined;
  }

  async envelope(id: string): Promise<TokenEnvelope | undefined> {
    const text = await this.secrets.get(prefix + id);
    return text === undefined ? undefined : parseEnvelope(text);
  }

  async write(id: string, { server, ...kept }: TokenToKeep): Promise<void> {
    const envelope: TokenEnvelope = { ...kept, origin: new URL(server.apiUrl).origin, serial: randomUUID() };
    await this.secrets.store(prefix + id, JSON.stringify({ v: 1, ...envelope }));
  }

  async remove(id: string): Promise<void> {
    await this.secrets.delete(prefix + id);
  }
}

function parseEnvelope(text: string): TokenEnvelope | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof TokenEnvelope, unknown>> | null;
    if (typeof value?.token !== "string" || typeof value.origin !== "string") return undefined;
    return {
      token: value.token,
      origin: value.origin,
      account: textOf(value.account) ?? "",
      name: textOf(value.name),
      ends: textOf(value.ends),
      serial: textOf(value.serial) ?? "",
    };
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
