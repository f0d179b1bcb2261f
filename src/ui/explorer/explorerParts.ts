import { type Event, type LogOutputChannel, type Memento } from "vscode";
import { type AnyRecord } from "../../platform/records";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type Draft } from "../graphEditor/drafts";
import { type DraftHome } from "../graphEditor/graphUri";
import { type SandboxStatus } from "../sandbox/sandboxProcess";
import { type KnownObjects } from "../../platform/knownObjects";

/** An object as a list of choices shows it. */
export interface ListedObject {
  readonly record: AnyRecord;
  readonly active: boolean;
  readonly label: string;
  readonly words: string;
  readonly icon: string;
}

export interface ListedObjects {
  readonly objects: readonly ListedObject[];
  /** There are no others; false where the server does not list them, or has more. */
  readonly areAll: boolean;
}

/** The graphs that the user works on here, which need no server. */
export interface DraftSource {
  drafts(): Promise<{ of(home: DraftHome): Promise<readonly Draft[]> }>;
  readonly onDidChangeDrafts: Event<DraftHome>;
}

export interface ExplorerParts {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly chosen: ChosenProjects;
  readonly known: KnownObjects;
  readonly log: LogOutputChannel;
  readonly drafts: DraftSource;
  /** Where it is kept which projects are pinned and hidden. */
  readonly storage: Memento;
  readonly sandboxStatus: () => SandboxStatus;
  /** Node ids of objects that jobs follow, which the tree need not ask about. */
  readonly watched: () => ReadonlySet<string>;
  /** Called when somebody opens the view: nothing may use the network before. Throws nothing. */
  readonly opened: () => Promise<unknown>;
}
