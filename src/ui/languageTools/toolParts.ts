import { type ProjectRef } from "../../platform/ids";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Clients } from "../account/clients";
import { type Connections, type KnownConnection } from "../account/connections";
import { type DataFiles } from "../dataFiles/dataFiles";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { type Jobs } from "../jobs/jobs";

/** What the tools work with: nothing that holds a token. */
export interface ToolParts {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly chosen: ChosenProjects;
  readonly explorer: ProjectExplorer;
  readonly jobs: Jobs;
  readonly dataFiles: DataFiles;
  /** Finds a sandbox that runs already. */
  readonly lookForSandbox: () => Promise<void>;
}

/** A project that a tool was asked about. */
export interface ToolPlace {
  readonly connection: KnownConnection;
  readonly project: ProjectRef;
}

export type Input = Readonly<Record<string, unknown>>;

/** Why a tool does nothing, in words that tell the model what to do next. */
export class ToolRefusal extends Error {
  override readonly name = "ToolRefusal";
}
