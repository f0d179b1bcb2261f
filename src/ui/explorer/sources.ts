import { type AlvissClient } from "../../platform/client";
import { type AnyRecord } from "../../platform/records";
import { type ChosenProjects } from "../account/chosenProjects";
import { type KnownObjects } from "./knownObjects";

/** What loading needs; nothing of VS Code's tree. */
export interface Sources {
  readonly client: AlvissClient;
  readonly chosen: ChosenProjects;
  readonly known: KnownObjects;
  /** What is shown of an object of this node id, where it has ended and need not be read again. */
  readonly ended: (nodeId: string) => AnyRecord | undefined;
  readonly signal: AbortSignal;
}
