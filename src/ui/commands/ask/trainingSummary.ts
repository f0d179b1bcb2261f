import { l10n, ViewColumn, window, workspace } from "vscode";
import { asCurl, asPython } from "../../../../webview/shared/requestTexts";
import { type Post } from "../../../platform/requests";
import { type PlanOf } from "../../../workflows/plans";
import { trainingPost } from "../../../workflows/trainingRequests";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askPick, type Choice } from "./inputs";
import { refOf } from "./place";
import { type AskStep } from "./steps";
import { waitFor } from "./waiting";

type TrainingPlan = PlanOf<"buildModel"> | PlanOf<"refitModel">;

export interface TrainingSummary<S> {
  /** The word that starts it. */
  readonly start: string;
  readonly words: (state: S) => string | Promise<string>;
  readonly planOf: (state: S) => TrainingPlan | undefined;
}

interface Form {
  readonly language: "json" | "shellscript" | "python";
  readonly write: (post: Post) => string;
}

/** The last step before a training: what will be made, and the request that will be posted, to be read before it goes. */
export function trainingSummaryStep<S extends { readonly place?: Place }>(
  tools: Tools,
  { start, words, planOf }: TrainingSummary<S>,
): AskStep<S> {
  return async (state, at) => {
    const { place } = state;
    const plan = planOf(state);
    if (place === undefined || plan === undefined) return undefined;
    const detail = await words(state);
    for (let shown: Form | undefined; ;) {
      const answer = await askPick<Form | undefined>(at, {
        placeholder: l10n.t("This starts a job on {0}.", place.connection.server.name),
        active: (value) => value?.language === shown?.language,
        choices: [{ label: start, detail, value: undefined }, ...requestChoices()],
      });
      if (answer === undefined || typeof answer === "symbol") return answer;
      if (answer.value === undefined) return { next: state };
      shown = answer.value;
      await openBeside(shown, await postOf(tools, place, plan));
    }
  };
}

const requestChoices = (): readonly Choice<Form>[] => [
  {
    label: l10n.t("Show the Request as JSON"),
    description: l10n.t("nothing is sent"),
    value: { language: "json", write: ({ body }) => body },
  },
  { label: l10n.t("Show the Request for curl"), value: { language: "shellscript", write: asCurl } },
  { label: l10n.t("Show the Request in Python"), value: { language: "python", write: asPython } },
];

const postOf = (tools: Tools, place: Place, plan: TrainingPlan): Promise<Post> =>
  waitFor(l10n.t("Reading what the request holds"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return trainingPost(plan, { client, project: refOf(place), signal });
  });

/** The list comes back at once, so the keyboard stays where it is. */
async function openBeside({ language, write }: Form, post: Post): Promise<void> {
  const document = await workspace.openTextDocument({ language, content: write(post) });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}
