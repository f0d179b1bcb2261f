import { l10n, ThemeIcon } from "vscode";
import { type Id, type Kind } from "../../../platform/ids";
import { type RecordByKind } from "../../../platform/records";
import { type Node, type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { askPick, type Choice } from "./inputs";
import { placeFor, refOf } from "./place";
import { type AskStep } from "./steps";
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
    const answer = await askPick<Target<K>>(at, {
      placeholder: words.placeholder,
      choices: () => finished(tools, place, kind, words.none),
      ...(prefer === undefined ? {} : { active: (target: Target<K>) => prefer(state, target.record) }),
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, [kind]: answer.value } };
  };
}

/** The finished objects of a kind as choices; refuses with `none` where there are none. */
export async function finished<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
  none: string,
): Promise<Choice<Target<K>>[]> {
  const done = await finishedOrNone(tools, place, kind);
  if (done.length === 0) throw new Refusal(none);
  return done;
}

export async function finishedOrNone<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
): Promise<Choice<Target<K>>[]> {
  const nodes = await tools.explorer.objects(place, kind);
  const done = nodes.filter((node) => node.record.phase === "done");
  return done.map((node) => ({
    label: node.label,
    description: node.words,
    icon: new ThemeIcon(node.active ? "star-full" : node.icon),
    value: { place, record: node.record as RecordByKind[K], active: node.active },
  }));
}
