import { type AlvissClient } from "../../platform/client";
import { type ProjectObjects } from "../../platform/projectObjects";
import { type AnyRecord } from "../../platform/records";
import { type ChosenProjects } from "../account/chosenProjects";
import { type ProjectMarks } from "./projectMarks";

/** What loading needs; nothing of VS Code's tree. */
export interface Sources {
  readonly client: AlvissClient;
  readonly chosen: ChosenProjects;
  readonly marks: ProjectMarks;
  readonly objects: ProjectObjects;
  /** What is shown of an object of this node id, where it has ended or a job follows it: it need not be read again. */
  readonly ended: (nodeId: string) => AnyRecord | undefined;
  readonly signal: AbortSignal;
}
