import { ThemeIcon } from "vscode";
import { type Id, type Kind, type ProjectRef } from "../../../platform/ids";
import { type RecordByKind } from "../../../platform/records";
import { type Node, type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { askPick, type Choice } from "./inputs";
import { type AskStep } from "./steps";

/** An object with the project it lies in. */
export interface Target<K extends Kind> {
  readonly place: Place;
  readonly record: RecordByKind[K];
  readonly active: boolean;
}

export const refOf = ({ project }: Place): ProjectRef => ({ team: project.team, project: project.id });

export type Given = Node | JobNode | undefined;

/** The object that a node is, or that a job made. Undefined: neither, so it has to be asked for. */
export async function given<K extends Kind>(
  tools: Tools,
  kind: K,
  place: Place | undefined,
  node: Given,
): Promise<Target<K> | undefined> {
  if (node === undefined || place === undefined) return undefined;
  if (node.kind === kind) {
    return { place, record: node.record as RecordByKind[K], active: node.active };
  }
  if (node.kind !== "job") return undefined;
  const object = node.run.outcome?.object;
  if (object?.kind !== kind) return undefined;
  const client = await tools.clients.of(place.connection.id);
  const record = await client.read(refOf(place), { kind, id: object.id as Id<K> });
  return { place, record, active: "active" in record && record.active === true };
}

/** Asks for a finished object of a project, the active and newest first; passes where it is known. */
export function objectStep<S extends { readonly place?: Place }, K extends Kind>(
  tools: Tools,
  kind: K,
  words: { readonly placeholder: string; readonly none: string },
  read: (state: S) => Target<K> | undefined,
  write: (state: S, target: Target<K>) => S,
  prefer?: (state: S, record: RecordByKind[K]) => boolean,
): AskStep<S> {
  return async (state, at) => {
    if (read(state) !== undefined || state.place === undefined) return { passed: state };
    const { place } = state;
    const answer = await askPick<Target<K>>(at, {
      placeholder: words.placeholder,
      choices: finished(tools, place, kind, words.none),
      ...(prefer === undefined ? {} : { active: (target: Target<K>) => prefer(state, target.record) }),
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: write(state, answer.value) };
  };
}

/** The finished objects of a kind as choices; refuses with `none` where there are none. */
export async function finished<K extends Kind>(
  tools: Tools,
  place: Place,
  kind: K,
  none: string,
): Promise<Choice<Target<K>>[]> {
  const nodes = await tools.explorer.objects(place, kind);
  const done = nodes.filter((node) => node.record.phase === "done");
  if (done.length === 0) throw new Refusal(none);
  return done.map((node) => ({
    label: node.label,
    description: node.words,
    icon: new ThemeIcon(node.active ? "star-full" : node.icon),
    value: { place, record: node.record as RecordByKind[K], active: node.active },
  }));
}
