import { type UploadId } from "../platform/ids";
import { hasEnded, type Run, type RunOrder } from "./run";

/** An order that says for which server it is, where that is known. */
export type PlacedOrder = RunOrder & Pick<Run, "apiUrl">;

/** The runs that were started together with this one, itself among them. */
export const membersOf = (id: string, runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ batch }) => batch?.id === id);

/**
 * Whether what is to be made of a run and others needs it still: they are under way, or what follows them is not begun.
 */
export function isWaitedFor(run: Run, runs: readonly Run[]): boolean {
  const { batch } = run;
  if (batch === undefined) return false;
  return membersOf(batch.id, runs).some((one) => !hasEnded(one)) || orderAfter(run, runs) !== undefined;
}

/** Whether the user wants no dataset of the uploads of a batch any more. */
export const isCalledOff = (id: string, runs: readonly Run[]): boolean =>
  membersOf(id, runs).some(({ batch }) => batch?.isCalledOff === true);

/**
 * What follows the uploads that a run was started with, once all of them are there. Undefined: not all are, one has
 * ended badly, they were called off, or it was started already. It has the id of the batch, so that no window starts it twice.
 * It is for the server that has the uploads, wherever the connection leads by now.
 */
export function orderAfter({ batch }: Run, runs: readonly Run[]): PlacedOrder | undefined {
  if (batch === undefined || runs.some(({ runId }) => runId === batch.id)) return undefined;
  const members = [...membersOf(batch.id, runs)].sort((a, b) => (a.batch?.place ?? 0) - (b.batch?.place ?? 0));
  const [first] = members;
  const uploadIds = members.flatMap(({ state, outcome }) =>
    state === "succeeded" && outcome?.object.kind === "upload" ? [outcome.object.id as UploadId] : [],
  );
  if (first === undefined || isCalledOff(batch.id, members) || uploadIds.length < batch.size) return undefined;
  const { connectionId, apiUrl, team, project, startedBy } = first;
  const { label, extendIds, activate } = batch.dataset;
  const plan = { workflow: "createDataset", uploadIds, extendIds, activate } as const;
  return { plan, label, connectionId, team, project, startedBy, ...(apiUrl !== undefined && { apiUrl }) };
}
