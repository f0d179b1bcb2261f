import { type LogOutputChannel } from "vscode";
import { type AnyRecord } from "../../platform/records";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type SandboxState } from "../sandbox/sandboxProcess";
import { type KnownObjects } from "./knownObjects";

/** An object as a list of choices shows it. */
export interface ListedObject {
  readonly record: AnyRecord;
  readonly active: boolean;
  readonly label: string;
  readonly words: string;
  readonly icon: string;
}

export interface ExplorerParts {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly chosen: ChosenProjects;
  readonly known: KnownObjects;
  readonly log: LogOutputChannel;
  readonly sandboxState: () => SandboxState;
  /** Called when somebody opens the view: nothing may use the network before. Throws nothing. */
  readonly opened: () => Promise<unknown>;
}
