import { type LogOutputChannel, type Uri } from "vscode";
import { type KeyValueStore } from "../../platform/keyValueStore";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type MaySend } from "../dataFiles/untrusted";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { type GraphEditors } from "../graphEditor/graphEditors";
import { type Jobs } from "../jobs/jobs";

export interface BuildParts {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly explorer: ProjectExplorer;
  readonly jobs: Jobs;
  readonly graphs: GraphEditors;
  readonly dataFiles: { readonly maySend: MaySend };
  /** Where it is kept what was chosen last. */
  readonly memory: KeyValueStore;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}
