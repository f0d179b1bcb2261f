import { type Id, idFromJson, type ObjectRef, type ProjectRef } from "../../../platform/ids";
import { type ComparedKind, type ComparisonTarget } from "../../../../webview/shared/comparisonMessages";

export type ComparedObject = ObjectRef<ComparedKind>;

/** What is compared with what, in one project of one connection. */
export interface ComparedPlace extends ProjectRef {
  readonly connectionId: string;
  readonly first: ComparedObject;
  readonly second: ComparedObject;
}

/** Equal for the same two in the same order only. */
export function comparedKey({ connectionId, team, project, first, second }: ComparedPlace): string {
  return JSON.stringify([connectionId, team, project, first.kind, first.id, second.kind, second.id]);
}

/** The place that a restored page remembers; undefined when it is none. */
export function comparedFromMemory({
  connectionId,
  first,
  second,
  ...project
}: ComparisonTarget): ComparedPlace | undefined {
  const team = idFromJson<"team">(project.team);
  const inTeam = idFromJson<"project">(project.project);
  const [one, other] = [objectOf(first), objectOf(second)];
  if (team === undefined || inTeam === undefined || one === undefined || other === undefined) return undefined;
  return { connectionId, team, project: inTeam, first: one, second: other };
}

function objectOf({ kind, id }: ComparisonTarget["first"]): ComparedObject | undefined {
  const known: Id<ComparedKind> | undefined = idFromJson<ComparedKind>(id);
  return known === undefined ? undefined : { kind, id: known };
}
