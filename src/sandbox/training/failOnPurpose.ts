import { setTimeout as sleep } from "node:timers/promises";
import { type JobKind } from "../store/jobRecords";
import { JobFailed, type JobRun } from "./jobTypes";

const REASONS: Readonly<Record<JobKind, string>> = {
  upload: "The file cannot be used: line 2, column 4 holds no date. It should be like 2024-01-29.",
  dataset: "The uploads cannot be joined: their Sales files are of different periods.",
  model: "Training was given up: the loss is not a number any more. Try a smaller learning rate.",
  attribution: "The attribution was given up: the model's draws cannot be read.",
  attributionSet: "The attributions cannot be aligned: they share no dates.",
};
const STEPS = 3;
const STEP_MS = 60;

/** A job that works for a moment and fails with a reason of its kind. */
export async function failOnPurpose(kind: JobKind, { report, signal }: JobRun): Promise<never> {
  for (let step = 1; step <= STEPS; step++) {
    report(step / (STEPS + 1), "working");
    await sleep(STEP_MS, undefined, { signal });
  }
  throw new JobFailed(REASONS[kind]);
}
