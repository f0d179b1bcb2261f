import { type DatasetId, type UploadId } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { activateStep, type ActivateWords, mayActivate } from "../ask/activation";
import { type Given } from "../ask/object";
import { placeFor, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { type CommandId } from "../commandIds";
import { type Tools } from "../tools";
import { fitsTogether } from "./fitting";

export interface Combined {
  readonly place?: Place;
  readonly uploads?: readonly UploadId[];
  /** The dataset that they are added to; empty: none. */
  readonly extend?: readonly DatasetId[];
  readonly activate?: boolean;
}

export interface Combining {
  readonly title: string;
  /** The uploads that need not be asked for. */
  readonly uploads: readonly UploadId[];
  /** What is asked between the project and whether the dataset becomes the active one. */
  readonly steps: readonly AskStep<Combined>[];
  readonly words: ActivateWords;
  readonly label: (uploads: readonly UploadId[], extend: readonly DatasetId[]) => string;
  readonly startedBy: CommandId;
}

/** Asks what a dataset is to be made of, and starts the job that makes it. */
export async function combineUploads(tools: Tools, node: Given, how: Combining): Promise<void> {
  const given = await placeFor(tools, node);
  const start = { ...(given && { place: given }), ...(how.uploads.length > 0 && { uploads: how.uploads }) };
  const steps = [placeStep<Combined>(tools), ...how.steps, activateStep<Combined>(tools, "dataset", how.words)];
  const { place, uploads, extend = [], activate = false } = (await askSteps<Combined>(how.title, steps, start)) ?? {};
  if (place === undefined || uploads === undefined) return;
  if (!(await fitsTogether(tools, place, uploads, extend))) return;
  if (activate && (await mayActivate(tools, place, "dataset")) === undefined) return;
  const plan = { workflow: "createDataset", uploadIds: uploads, extendIds: extend, activate } as const;
  await startJob(tools, place, { plan, label: how.label(uploads, extend), startedBy: how.startedBy });
}
