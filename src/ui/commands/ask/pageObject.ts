import { l10n } from "vscode";
import { type Kind, type ObjectRef } from "../../../platform/ids";
import { type RecordByKind } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type ResultsPlace } from "../../results/resultsPlace";
import { type Tools } from "../tools";
import { type Given, type Target } from "./object";
import { placeNamed, refOf } from "./place";
import { waitFor } from "./waiting";

/** Whether a page of results asks, or a row of a tree. */
export const isResultsPlace = (what: Given | ResultsPlace): what is ResultsPlace =>
  what !== undefined && "connectionId" in what;

/** The project that a page is about an object of. Throws, as a sentence, why its server cannot be asked. */
export async function projectOfPage(tools: Tools, { connectionId, team, project }: ResultsPlace): Promise<Place> {
  // After a reload, nobody may have looked yet whether the sandbox is still running.
  if (tools.sandbox.state === "stopped") await tools.sandbox.look();
  const place = placeNamed(tools, connectionId, { team, project }, undefined);
  if (place !== undefined) return place;
  // Says what is wrong with a connection that is stopped or gone; a token is only tried by a request.
  await tools.clients.of(connectionId);
  throw new Refusal(l10n.t("The server of this page takes no request without a new access token. Replace it first."), [
    { title: l10n.t("Replace Token"), command: "alviss.replaceToken" },
  ]);
}

/** What a page is about, read now. Throws `AlvissError`. */
export async function objectOfPage<K extends Kind>(tools: Tools, place: Place, ref: ObjectRef<K>): Promise<Target<K>> {
  const record: RecordByKind[K] = await waitFor(l10n.t("Reading what the page is about"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return client.read(refOf(place), ref, { signal });
  });
  return { place, record, active: "active" in record && record.active === true };
}
