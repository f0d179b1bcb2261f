import { type AttributionId, idFromJson, type ProjectRef } from "../../platform/ids";
import { type ResultsTarget } from "../../../webview/shared/resultsMessages";

/** One attribution and the connection it is reached by. Ids are JSON text, as they came. */
export interface AttributionPlace extends ProjectRef {
  readonly connectionId: string;
  readonly attribution: AttributionId;
}

/** Equal for the same attribution only. */
export function placeKey(place: AttributionPlace): string {
  return JSON.stringify([place.connectionId, place.team, place.project, place.attribution]);
}

/** The place that a restored page remembers; undefined when it is none. */
export function placeFromMemory(target: ResultsTarget): AttributionPlace | undefined {
  const team = idFromJson<"team">(target.team);
  const project = idFromJson<"project">(target.project);
  const attribution = idFromJson<"attribution">(target.attribution);
  if (team === undefined || project === undefined || attribution === undefined) return undefined;
  return { connectionId: target.connectionId, team, project, attribution };
}
