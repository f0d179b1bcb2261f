import { type UploadId } from "../platform/ids";
import { hasEnded, type Run, type RunOrder } from "./run";

/** The runs that were started together with this one, itself among them. */
export const membersOf = (id: string, runs: readonly Run[]): readonly Run[] => runs.filter(({ batch }) => batch?.id === id);

/** Whether others that were started with this run are still under way: what is to be made of all needs it. */
export function isWaitedFor({ batch }: Run, runs: readonly Run[]): boolean {
  return batch !== undefined && membersOf(batch.id, runs).some((run) => !hasEnded(run));
}

/** Whether the user wants no dataset of the uploads of a batch any more. */
const isCalledOff = (members: readonly Run[]): boolean => members.some(({ batch }) => batch?.isCalledOff === true);

/**
 * What follows the uploads that a run was started with, once all of them are there. Undefined: not all are, one has
 * ended badly, they were called off, or it was started already. It has the id of the batch, so that no window starts it twice.
 */
export function orderAfter({ batch }: Run, runs: readonly Run[]): RunOrder | undefined {
  if (batch === undefined || runs.some(({ runId }) => runId === batch.id)) return undefined;
  const members = [...membersOf(batch.id, runs)].sort((a, b) => (a.batch?.place ?? 0) - (b.batch?.place ?? 0));
  const [first] = members;
  const uploadIds = members.flatMap(({ state, outcome }) =>
    state === "succeeded" && outcome?.object.kind === "upload" ? [outcome.object.id as UploadId] : [],
  );
  if (first === undefined || isCalledOff(members) || uploadIds.length < batch.size) return undefined;
  const { connectionId, team, project, startedBy } = first;
  const { label, extendIds, activate } = batch.dataset;
  const plan = { workflow: "createDataset", uploadIds, extendIds, activate } as const;
  return { plan, label, connectionId, team, project, startedBy };
}
