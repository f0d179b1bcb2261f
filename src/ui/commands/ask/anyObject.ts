import { l10n, ThemeIcon } from "vscode";
import { type Kind, type ObjectRef } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askPick, type Choice } from "./inputs";
import { kindChoices } from "./kinds";
import { type Given } from "./object";
import { placeFor, placeStep } from "./place";
import { type AskStep, askSteps, back } from "./steps";
import { askForId, enterId } from "./typedId";

/** An object of any kind, with the project it lies in. */
export interface PlacedObject {
  readonly place: Place;
  readonly ref: ObjectRef;
}

interface State {
  readonly place?: Place;
  readonly kind?: Kind;
  readonly ref?: ObjectRef;
}

/** The selected objects, or the one somebody picks where none is; empty when they changed their mind. */
export async function objectsFor(
  tools: Tools,
  title: string,
  node: Given,
  nodes?: readonly Given[],
): Promise<readonly PlacedObject[]> {
  const selected = selectedObjects(node, nodes);
  if (selected.length > 0) return selected;
  const place = await placeFor(tools, node);
  const picked = await pickObject(tools, title, { ...(place && { place }) });
  return picked === undefined ? [] : [picked];
}

export function selectedObjects(node: Given, nodes: readonly Given[] = [node]): readonly PlacedObject[] {
  return nodes.flatMap((one) =>
    one !== undefined && "record" in one ? [{ place: one, ref: { kind: one.kind, id: one.record.id } }] : [],
  );
}

/** Another of a kind and project that are known already. */
export const pickAnother = (tools: Tools, title: string, { place, ref }: PlacedObject) =>
  pickObject(tools, title, { place, kind: ref.kind }, ref);

async function pickObject(
  tools: Tools,
  title: string,
  start: State,
  without?: ObjectRef,
): Promise<PlacedObject | undefined> {
  const answers = await askSteps<State>(title, [placeStep(tools), kindStep, refStep(tools, without)], start);
  const { place, ref } = answers ?? {};
  return place === undefined || ref === undefined ? undefined : { place, ref };
}

const kindStep: AskStep<State> = async (state, at) => {
  if (state.kind !== undefined) return { passed: state };
  const answer = await askPick(at, { placeholder: l10n.t("Of which kind?"), choices: kindChoices() });
  return answer === undefined || answer === back ? answer : { next: { ...state, kind: answer.value } };
};

/** Objects in any state: also what failed has a record. */
function refStep(tools: Tools, without: ObjectRef | undefined): AskStep<State> {
  return async (state, at) => {
    const { place, kind } = state;
    if (place === undefined || kind === undefined) return { passed: state };
    const answer = await askPick<ObjectRef | undefined>(at, {
      placeholder: without === undefined ? l10n.t("Which one?") : l10n.t("Compare with which one?"),
      choices: async () => [...(await choicesOf(tools, place, kind, without)), enterId()],
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, ref: answer.value } };
    const record = await askForId(tools, at, place, kind);
    return record === undefined || record === back ? record : { next: { ...state, ref: { kind, id: record.id } } };
  };
}

async function choicesOf(
  tools: Tools,
  place: Place,
  kind: Kind,
  without: ObjectRef | undefined,
): Promise<Choice<ObjectRef>[]> {
  const { objects } = await tools.explorer.objects(place, kind);
  return objects
    .filter(({ record }) => record.id !== without?.id)
    .map(({ record, active, label, words, icon }) => ({
      label,
      description: words,
      icon: new ThemeIcon(active ? "star-full" : icon),
      value: { kind, id: record.id },
    }));
}
