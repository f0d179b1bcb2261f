import { type Id, idFromJson, type ProjectRef, showId } from "../../platform/ids";
import { type ResultKind, type ResultsTarget } from "../../../webview/shared/resultsMessages";

/** What a results page is about, and the connection it is reached by. Ids are JSON text, as they came. */
export interface ResultsPlace extends ProjectRef {
  readonly connectionId: string;
  readonly kind: ResultKind;
  readonly id: Id<ResultKind>;
}

/** Equal for the same object only. */
export function placeKey({ connectionId, team, project, kind, id }: ResultsPlace): string {
  return JSON.stringify([connectionId, team, project, kind, id]);
}

/** The place that a restored page remembers; undefined when it is none. */
export function placeFromMemory(target: ResultsTarget): ResultsPlace | undefined {
  const team = idFromJson<"team">(target.team);
  const project = idFromJson<"project">(target.project);
  const id = idFromJson<ResultKind>(target.id);
  if (team === undefined || project === undefined || id === undefined) return undefined;
  return { connectionId: target.connectionId, team, project, kind: target.kind, id };
}

export const placeLabel = ({ kind, id }: ResultsPlace): string => `${kind} ${showId(id)}`;
