import { type AlvissClient } from "../platform/client";
import { type ObjectRef } from "../platform/ids";
import { type AnyRecord } from "../platform/records";
import { kindOfStep, type Run, stepInQuestion } from "./run";

const mostListed = 20;
/** Milliseconds by which the server's clock may be behind. */
const clocksApart = 2 * 60_000;

const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * What a call without an answer may have made: objects that appeared since and that no other run made, newest first.
 * Undefined where the server cannot list, or where the call makes nothing.
 */
export async function candidatesFor(
  run: Run,
  client: AlvissClient,
  known: readonly Run[],
): Promise<readonly AnyRecord[] | undefined> {
  const step = stepInQuestion(run);
  const kind = step === undefined || step.object !== undefined ? undefined : kindOfStep(step.kind);
  if (step === undefined || kind === undefined) return undefined;
  const listed: readonly AnyRecord[] | undefined = await client.list(kind, run, { limit: mostListed });
  const since = (step.postedAt ?? run.startedAt) - clocksApart;
  const taken = new Set(
    known
      .filter(
        ({ team, project, connectionId: at }) =>
          at === run.connectionId && team === run.team && project === run.project,
      )
      .flatMap(({ steps }) => steps.flatMap(({ object }) => (object === undefined ? [] : [keyOf(object)]))),
  );
  // Where the server does not tell when it made something, or in which zone, everything is offered.
  const isSince = ({ createdAt = "" }: AnyRecord): boolean =>
    !hasZone.test(createdAt) || !(Date.parse(createdAt) < since);
  return listed?.filter((record) => isSince(record) && !taken.has(keyOf(record)));
}

const keyOf = ({ kind, id }: Pick<ObjectRef, "kind" | "id">): string => `${kind} ${id}`;
