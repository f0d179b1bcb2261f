import { l10n } from "vscode";
import { type Kind, type ObjectRef } from "../../../platform/ids";
import { type RecordByKind } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { type ResultsPlace } from "../../results/resultsPlace";
import { type Tools } from "../tools";
import { type Given, type Target } from "./object";
import { placeNamed, refOf } from "./place";
import { waitFor } from "./waiting";

/** Whether a page of results asks, or a row of a tree. */
export const isResultsPlace = (what: Given | ResultsPlace): what is ResultsPlace =>
  what !== undefined && "connectionId" in what;

/** The project that a page is about an object of; undefined where its server cannot be reached. */
export const projectOfPage = (tools: Tools, { connectionId, team, project }: ResultsPlace): Place | undefined =>
  placeNamed(tools, connectionId, { team, project }, undefined);

/** What a page is about, read now. Throws `AlvissError`. */
export async function objectOfPage<K extends Kind>(tools: Tools, place: Place, ref: ObjectRef<K>): Promise<Target<K>> {
  const record: RecordByKind[K] = await waitFor(l10n.t("Reading what the page is about"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return client.read(refOf(place), ref, { signal });
  });
  return { place, record, active: "active" in record && record.active === true };
}
