import { type ExtensionContext, type LogOutputChannel } from "vscode";
import { Owner } from "../kit/disposables";
import { Accounts } from "./authentication";
import { showConnectionContext } from "./connectionContext";
import { Connections } from "./connections";
import { TokenReminders } from "./tokenReminders";
import { Tokens } from "./tokens";

/** The connections and their tokens, with all that shows them to VS Code and watches over them. */
export class Account extends Owner {
  readonly tokens: Tokens;
  readonly connections: Connections;

  constructor({ globalState, secrets }: Pick<ExtensionContext, "globalState" | "secrets">, log: LogOutputChannel) {
    super();
    this.tokens = this.own(new Tokens(secrets));
    const connections = this.own(new Connections(globalState, this.tokens, log));
    this.connections = connections;
    this.own(new Accounts(connections, log));
    this.own(new TokenReminders({ connections, memory: globalState, log }));
    this.own(showConnectionContext(connections));
  }
}
