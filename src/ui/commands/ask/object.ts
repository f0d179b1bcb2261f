import { l10n, ThemeIcon } from "vscode";
import { type Id, type Kind } from "../../../platform/ids";
import { type AnyRecord, type RecordByKind } from "../../../platform/records";
import { type Node, type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { askPick, type Choice } from "./inputs";
import { placeFor, refOf } from "./place";
import { type AskStep, back } from "./steps";
import { askForId, enterId } from "./typedId";
import { waitFor } from "./waiting";

/** An object with the project it lies in. */
export interface Target<K extends Kind> {
  readonly place: Place;
  readonly record: RecordByKind[K];
  readonly active: boolean;
}

/** Answers that name an object of a kind, under the name of the kind. */
export type Answers<K extends Kind> = { readonly place?: Place } & { readonly [P in K]?: Target<P> };

export type Given = Node | JobNode | undefined;

export interface ObjectWords {
  readonly placeholder: string;
  /** Said where there is none to choose. */
  readonly none: string;
}

/** What is known before anything is asked: the project, and the object that a node is or that its job made. */
export async function known<K extends Kind>(tools: Tools, kind: K, node: Given): Promise<Answers<K>> {
  const place = await placeFor(tools, node);
  if (place === undefined) return {};
  const target = await given(tools, kind, place, node);
  return { place, ...(target && { [kind]: target }) } as Answers<K>;
}

/** The object that a node is, or that a job made. Undefined: neither, so it has to be asked for. */
async function given<K extends Kind>(tools: Tools, kind: K, place: Place, node: Given): Promise<Target<K> | undefined> {
  if (node === undefined) return undefined;
  if (node.kind === kind) {
    return { place, record: node.record as RecordByKind[K], active: node.active };
  }
  if (node.kind !== "job") return undefined;
  const object = node.run.outcome?.object;
  if (object?.kind !== kind) return undefined;
  const record = await waitFor(l10n.t("Reading what the job made"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return client.read(refOf(place), { kind, id: object.id as Id<K> }, { signal });
  });
  return { place, record, active: "active" in record && record.active === true };
}

/** Asks for a finished object of a project, the active and newest first; passes where it is known. */
export function objectStep<S extends Answers<K>, K extends Kind>(
  tools: Tools,
  kind: K,
  words: ObjectWords,
  prefer?: (state: S, record: RecordByKind[K]) => boolean,
): AskStep<S> {
  return async (state, at) => {
    if (state[kind] !== undefined || state.place === undefined) return { passed: state };
    const { place } = state;
    const answer = await askPick<Target<K> | undefined>(at, {
      placeholder: words.placeholder,
      choices: async () => [...(await finished(tools, place, kind, words.none)), enterId()],
      active: (target) => target !== undefined && prefer?.(state, target.record) === true,
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, [kind]: answer.value } };
    const record = await askForId(tools, at, place, kind, notDone);
    if (record === undefined || record === back) return record;
    const target: Target<K> = { place, record, active: "active" in record && record.active === true };
    return { next: { ...state, [kind]: target } };
  };
}

const notDone = ({ phase, status }: AnyRecord): string | undefined =>
  phase === "done" ? undefined : l10n.t("It is not finished: {0}.", status ?? phase);

/** The finished objects of a kind as choices; refuses with `none` where there are none at all. */
export async function finished<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
  none: string,
): Promise<Choice<Target<K>>[]> {
  const { choices, areAll } = await finishedObjects(tools, place, kind);
  if (choices.length === 0 && areAll) throw new Refusal(none);
  return choices;
}

export async function finishedOrNone<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
): Promise<Choice<Target<K>>[]> {
  return (await finishedObjects(tools, place, kind)).choices;
}

async function finishedObjects<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
): Promise<{ readonly choices: Choice<Target<K>>[]; readonly areAll: boolean }> {
  const { objects, areAll } = await tools.explorer.objects(place, kind);
  const done = objects.filter(({ record }) => record.phase === "done");
  const choices = done.map(({ label, words, active, icon, record }) => ({
    label,
    description: words,
    icon: new ThemeIcon(active ? "star-full" : icon),
    value: { place, record: record as RecordByKind[K], active },
  }));
  return { choices, areAll };
}
