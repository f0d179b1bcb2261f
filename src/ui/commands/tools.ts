import { type LogOutputChannel, type Uri } from "vscode";
import { type KeyValueStore } from "../../platform/keyValueStore";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type BuildPages } from "../buildPage/buildPages";
import { type DataFiles } from "../dataFiles/dataFiles";
import { type DetailPages } from "../explorer/details";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { type GraphEditors } from "../graphEditor/graphEditors";
import { type Jobs } from "../jobs/jobs";
import { type RecordDocuments } from "../records/recordDocuments";
import { type ComparisonPanels } from "../results/comparison/comparisonPanels";
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
  readonly graphs: GraphEditors;
  readonly builds: BuildPages;
  readonly jobs: Jobs;
  readonly results: ResultsPanels;
  readonly comparisons: ComparisonPanels;
  readonly records: RecordDocuments;
  readonly log: LogOutputChannel;
  /** What is kept for all windows. */
  readonly memory: KeyValueStore;
  /** Where the extension is installed. */
  readonly extensionUri: Uri;
}
