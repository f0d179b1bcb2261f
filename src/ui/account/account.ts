import { type ExtensionContext, type LogOutputChannel } from "vscode";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { Accounts } from "./authentication";
import { showConnectionContext } from "./connectionContext";
import { Connections } from "./connections";
import { type TokenReminders, type TokenRemindersParts } from "./tokenReminders";
import { Tokens } from "./tokens";

/** The connections and their tokens, with all that shows them to VS Code and watches over them. */
export class Account extends Owner {
  readonly tokens: Tokens;
  readonly connections: Connections;
  private reminders: Promise<TokenReminders> | undefined;

  constructor({ globalState, secrets }: Pick<ExtensionContext, "globalState" | "secrets">, log: LogOutputChannel) {
    super();
    this.tokens = this.own(new Tokens(secrets));
    const connections = this.own(new Connections(globalState, this.tokens, log));
    this.connections = connections;
    this.own(new Accounts(connections, log));
    const remind = (): void =>
      void unattended(log, "ends of tokens", () => this.remind({ connections, memory: globalState, log }));
    this.own(connections.onDidChange(remind));
    remind();
    this.own(showConnectionContext(connections));
  }

  /** From the first token on whose end is noted. */
  private async remind(parts: TokenRemindersParts): Promise<void> {
    if (parts.connections.all().every(({ tokenEnd }) => tokenEnd === undefined)) return;
    this.reminders ??= import("./tokenReminders").then(({ TokenReminders }) => this.own(new TokenReminders(parts)));
    await this.reminders;
  }
}
