import { l10n } from "vscode";
import { type Id, type Kind, parseTypedId } from "../../../platform/ids";
import { type RecordByKind } from "../../../platform/records";
import { explain } from "../../kit/explain";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askText, type Choice } from "./inputs";
import { refOf } from "./place";
import { type back, type StepPlace } from "./steps";

/** The last choice of a list of objects: a server may have others. */
export const enterId = (): Choice<undefined> => ({ label: l10n.t("Enter an Id..."), value: undefined });

/** Asks for the id of an object and reads it; the box stays open, with the reason, until the server has it. */
export async function askForId<K extends Kind>(
  tools: Tools,
  at: StepPlace,
  place: Place,
  kind: K,
  problemOf: (record: RecordByKind[K]) => string | undefined = () => undefined,
): Promise<RecordByKind[K] | typeof back | undefined> {
  let record: RecordByKind[K] | undefined;
  const typed = await askText(at, {
    prompt: l10n.t("Id, as the server writes it"),
    problem: (text) => (parseTypedId(text) === undefined ? l10n.t("Give an id, such as 12.") : undefined),
    attempt: async (text) => {
      const id = parseTypedId<K>(text) as Id<K>;
      try {
        const client = await tools.clients.of(place.connection.id);
        const found = await client.read(refOf(place), { kind, id });
        const problem = problemOf(found);
        if (problem === undefined) record = found;
        return problem;
      } catch (error) {
        return explain(error)?.sentence ?? l10n.t("Cancelled.");
      }
    },
  });
  return typed === undefined || typeof typed === "symbol" ? typed : record;
}
