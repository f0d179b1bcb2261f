import { l10n, ThemeIcon } from "vscode";
import { type ComparedObject, type ComparedPlace } from "../../results/comparison/comparedPlace";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { askPick, type Choice } from "../ask/inputs";
import { objectName } from "../ask/kinds";
import { type Given } from "../ask/object";
import { placeFor, placeStep, refOf } from "../ask/place";
import { type AskStep, askSteps, back } from "../ask/steps";
import { type Tools } from "../tools";

/** A model or attribution that can be compared, with the project it lies in. */
export interface Placed {
  readonly place: Place;
  readonly object: ComparedObject;
  readonly createdAt: string | undefined;
}

interface State {
  readonly place?: Place;
  readonly picked?: Placed;
}

/** The selected rows that can be compared, at most two. Refuses those that cannot, with the reason. */
export function comparablesOf(node: Given, nodes: readonly Given[] = [node]): readonly Placed[] {
  const rows = nodes.flatMap((one) => (one !== undefined && "record" in one ? [one] : []));
  if (rows.length > 2) throw new Refusal(l10n.t("Two results can be compared. Select two, or one and pick the other."));
  return rows.map((row): Placed => {
    const { record } = row;
    if (record.kind !== "model" && record.kind !== "attribution") {
      throw new Refusal(l10n.t("Models and attributions can be compared, and this is neither."));
    }
    const object = { kind: record.kind, id: record.id };
    if (record.phase === "working") {
      throw new Refusal(l10n.t("{0} is still at work: it can be compared when it is finished.", objectName(object)));
    }
    if (record.phase === "failed") {
      throw new Refusal(l10n.t("{0} failed, so it has nothing to compare.", objectName(object)));
    }
    return { place: row, object, createdAt: record.createdAt };
  });
}

/** Asks for a finished model or attribution: of the project of `near`, which is none of the choices itself. */
export async function pickCompared(
  tools: Tools,
  title: string,
  placeholder: string,
  near?: Given | Placed,
): Promise<Placed | undefined> {
  const first = near !== undefined && "object" in near ? near : undefined;
  const place = first?.place ?? (await placeFor(tools, near as Given));
  const steps = [placeStep<State>(tools), choiceStep(tools, placeholder, first)];
  return (await askSteps<State>(title, steps, place === undefined ? {} : { place }))?.picked;
}

function choiceStep(tools: Tools, placeholder: string, without: Placed | undefined): AskStep<State> {
  return async (state, at) => {
    const { place } = state;
    if (place === undefined) return { passed: state };
    const answer = await askPick<Placed>(at, { placeholder, choices: () => choicesOf(tools, place, without) });
    return answer === undefined || answer === back ? answer : { next: { ...state, picked: answer.value } };
  };
}

/** Of the same kind first. */
async function choicesOf(tools: Tools, place: Place, without: Placed | undefined): Promise<Choice<Placed>[]> {
  const kinds =
    without?.object.kind === "model" ? (["model", "attribution"] as const) : (["attribution", "model"] as const);
  const lists = await Promise.all(kinds.map((kind) => tools.explorer.objects(place, kind)));
  const choices = lists
    .flatMap(({ objects }) => objects)
    .flatMap(({ record, label, words, icon, active }): Choice<Placed>[] => {
      if ((record.kind !== "model" && record.kind !== "attribution") || record.phase !== "done") return [];
      if (record.kind === without?.object.kind && record.id === without.object.id) return [];
      const value = { place, object: { kind: record.kind, id: record.id }, createdAt: record.createdAt };
      return [
        {
          label: objectLabel(record.kind, label),
          description: words,
          icon: new ThemeIcon(active ? "star-full" : icon),
          value,
        },
      ];
    });
  if (choices.length > 0) return choices;
  throw new Refusal(
    without === undefined
      ? l10n.t("There is no finished model or attribution in this project to compare.")
      : l10n.t("There is no other finished model or attribution in this project to compare with."),
  );
}

const objectLabel = (kind: "model" | "attribution", label: string): string =>
  kind === "model" ? l10n.t("Model {0}", label) : l10n.t("Attribution {0}", label);

/** The page's place of two results. Refuses what lies apart, and one with itself. */
export function pairOf([first, second]: readonly (Placed | undefined)[]): ComparedPlace {
  if (first === undefined || second === undefined) throw new Error("two results make a pair");
  const [one, other] = [refOf(first.place), refOf(second.place)];
  const connectionId = first.place.connection.id;
  if (connectionId !== second.place.connection.id) {
    throw new Refusal(l10n.t("These two are of different connections. Only results of one project can be compared."));
  }
  if (one.team !== other.team || one.project !== other.project) {
    throw new Refusal(l10n.t("These two lie in different projects. Only results of one project can be compared."));
  }
  if (first.object.kind === second.object.kind && first.object.id === second.object.id) {
    throw new Refusal(l10n.t("{0} is the same as itself. Choose another one.", objectName(first.object)));
  }
  return { connectionId, ...one, first: first.object, second: second.object };
}
