import { l10n, type LogOutputChannel, window } from "vscode";
import { type KeyValueStore } from "../../platform/keyValueStore";
import { type Renewal } from "../../platform/errors";
import { press } from "../kit/commandWrapper";
import { type Button, explainFacts } from "../kit/explain";
import { type Connections, type KnownConnection } from "./connections";
import { type Tokens } from "./tokens";

const toldKey = "alviss.refusedTold";

export interface TokenRenewalsParts {
  readonly connections: Connections;
  readonly tokens: Tokens;
  /** Shared by all windows: which refusals have been told. */
  readonly memory: KeyValueStore;
  readonly log: LogOutputChannel;
}

/** One prompt a connection until its token is replaced, however many calls in however many windows were refused. */
export class TokenRenewals {
  private readonly checks = new Map<string, Promise<unknown>>();
  private readonly prompts = new Map<string, Promise<Renewal>>();

  constructor(private readonly parts: TokenRenewalsParts) {}

  /** A server refused this token of a connection. Resolves when it is known what becomes of that. */
  refused(connectionId: string, token: string): Promise<Renewal> {
    const check = this.check(connectionId, token).catch((error: unknown) => this.failed(error));
    this.checks.set(connectionId, check);
    return check.then((found) => (found === "refused" ? (this.prompts.get(connectionId) ?? "notAsked") : found));
  }

  /** Whether the token of a connection that was refused last has another one in its place. */
  async isReplaced(connectionId: string): Promise<boolean> {
    await this.checks.get(connectionId);
    const connection = this.parts.connections.get(connectionId);
    return connection !== undefined && this.parts.connections.state(connection) === "ready";
  }

  private async check(connectionId: string, token: string): Promise<Renewal | "refused"> {
    const { connections, tokens } = this.parts;
    const connection = connections.get(connectionId);
    if (connection?.kind !== "cloud") return "notAsked";
    const kept = await tokens.envelope(connectionId);
    if (kept === undefined) return "notAsked";
    // The answer was on its way while somebody replaced the token: of the new one it says nothing.
    if (kept.token.trim() !== token)
      return (await connections.token(connectionId, connection.server)) ? "renewed" : "notAsked";
    if (connections.refuse(connectionId)) {
      const prompt = this.prompt(connection, kept.serial).catch((error: unknown) => this.failed(error));
      this.prompts.set(connectionId, prompt);
      void prompt.then(() => this.prompts.delete(connectionId));
    }
    return "refused";
  }

  /** Ends with the prompt, or when the token is replaced in another way. */
  private async prompt(connection: KnownConnection, serial: string): Promise<Renewal> {
    const over = this.whenOver(connection.id);
    const ask = async (): Promise<Renewal> => {
      await whenFocused();
      if (over.outcome !== undefined || this.wasTold(connection.id, serial)) return over.outcome ?? "notAsked";
      await this.noteTold(connection.id, serial);
      const name = [connection.server.name, connection.account].filter(Boolean).join(", ");
      const { sentence, buttons } = explainFacts({ kind: "notSignedIn" });
      const offers = buttons.map((button): Button => forConnection(button, connection));
      const chosen = await window.showWarningMessage(l10n.t("{0}: {1}", name, sentence), ...offers);
      // The command ends when the token is replaced, or when somebody would rather not.
      if (chosen !== undefined) await press(chosen);
      return over.outcome ?? "declined";
    };
    return Promise.race([over.promise, ask()]).finally(() => over.dispose());
  }

  /** Resolves when the connection has a token again, or is no longer there. */
  private whenOver(connectionId: string) {
    const { connections } = this.parts;
    const over: { outcome?: Renewal } = {};
    let stop = (): void => undefined;
    const promise = new Promise<Renewal>((resolve) => {
      const listening = connections.onDidChange(() => {
        const connection = connections.get(connectionId);
        if (connection === undefined) over.outcome = "declined";
        else if (connections.state(connection) === "ready") over.outcome = "renewed";
        if (over.outcome !== undefined) resolve(over.outcome);
      });
      stop = () => void listening.dispose();
    });
    return Object.assign(over, { promise, dispose: stop });
  }

  private failed(error: unknown): Renewal {
    this.parts.log.error(`refused token: ${String(error)}`);
    return "notAsked";
  }

  private wasTold(connectionId: string, serial: string): boolean {
    return serial !== "" && this.told()[connectionId] === serial;
  }

  private async noteTold(connectionId: string, serial: string): Promise<void> {
    await this.parts.memory.update(toldKey, { ...this.told(), [connectionId]: serial });
  }

  private told(): Readonly<Record<string, unknown>> {
    return this.parts.memory.get<Readonly<Record<string, unknown>>>(toldKey) ?? {};
  }
}

/** A button of any connection, for this one. */
function forConnection(button: Button, connection: KnownConnection): Button {
  if (button.command !== "alviss.replaceToken") return button;
  return { ...button, arguments: [{ kind: "connection", connection, state: "refused" }] };
}

/** A window that nobody looks at keeps its question: another one may ask it. */
function whenFocused(): Promise<void> {
  if (window.state.focused) return Promise.resolve();
  return new Promise((resolve) => {
    const listening = window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      listening.dispose();
      resolve();
    });
  });
}
