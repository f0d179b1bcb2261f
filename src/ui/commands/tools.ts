import { type LogOutputChannel, type Uri } from "vscode";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type DataFiles } from "../dataFiles/dataFiles";
import { type DetailPages } from "../explorer/details";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { type Jobs } from "../jobs/jobs";
import { type ResultsPanels } from "../results/resultsPanels";
import { type SandboxProcess } from "../sandbox/sandboxProcess";

/** What commands work with. */
export interface Tools {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly chosen: ChosenProjects;
  readonly sandbox: SandboxProcess;
  readonly explorer: ProjectExplorer;
  readonly details: DetailPages;
  readonly dataFiles: DataFiles;
  readonly jobs: Jobs;
  readonly results: ResultsPanels;
  readonly log: LogOutputChannel;
  /** Where the extension is installed. */
  readonly extensionUri: Uri;
}
