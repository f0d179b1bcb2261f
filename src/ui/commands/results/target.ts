import { l10n } from "vscode";
import { type ResultKind } from "../../../platform/results";
import { type ResultsPlace } from "../../results/resultsPlace";
import { askPick } from "../ask/inputs";
import { kindChoices } from "../ask/kinds";
import { type Answers, type Given, known, objectStep, type ObjectWords } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { type AskStep, askSteps, back } from "../ask/steps";
import { type Tools } from "../tools";

type State = Answers<ResultKind> & { readonly kind?: ResultKind };

/** The object that a row is or a job made; where there is none, one that is asked for. Undefined: they changed their mind. */
export async function resultsTarget(tools: Tools, title: string, node?: Given): Promise<ResultsPlace | undefined> {
  const answers = await askSteps<State>(
    title,
    [
      placeStep(tools),
      kindStep,
      (state, at) => objectStep<State, ResultKind>(tools, kindOf(state), wordsOf(state))(state, at),
    ],
    await start(tools, node),
  );
  const target = answers && answers[kindOf(answers)];
  if (answers?.place === undefined || target === undefined) return undefined;
  const connectionId = answers.place.connection.id;
  return { connectionId, ...refOf(answers.place), kind: kindOf(answers), id: target.record.id };
}

async function start(tools: Tools, node: Given): Promise<State> {
  const kind = node?.kind === "job" ? node.run.outcome?.object.kind : node?.kind;
  return hasResults(kind) ? { ...(await known(tools, kind, node)), kind } : known(tools, "attribution", node);
}

const kinds: readonly string[] = ["attribution", "attributionSet", "model"] satisfies readonly ResultKind[];

const hasResults = (kind: string | undefined): kind is ResultKind => kind !== undefined && kinds.includes(kind);

/** Whose are looked at most comes first. */
const kindStep: AskStep<State> = async (state, at) => {
  if (state.kind !== undefined) return { passed: state };
  const choices = kindChoices().flatMap(({ value, ...rest }) => (hasResults(value) ? [{ ...rest, value }] : []));
  const sorted = choices.toSorted((a, b) => kinds.indexOf(a.value) - kinds.indexOf(b.value));
  const answer = await askPick(at, { placeholder: l10n.t("The results of what?"), choices: sorted });
  return answer === undefined || answer === back ? answer : { next: { ...state, kind: answer.value } };
};

const kindOf = ({ kind = "attribution" }: State): ResultKind => kind;

function wordsOf(state: State): ObjectWords {
  const words: Record<ResultKind, ObjectWords> = {
    attribution: {
      placeholder: l10n.t("The results of which attribution?"),
      none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
    },
    attributionSet: {
      placeholder: l10n.t("The results of which attribution set?"),
      none: l10n.t("There is no finished attribution set in this project."),
    },
    model: {
      placeholder: l10n.t("The results of which model?"),
      none: l10n.t("There is no finished model in this project. Build one from a dataset first."),
    },
  };
  return words[kindOf(state)];
}
