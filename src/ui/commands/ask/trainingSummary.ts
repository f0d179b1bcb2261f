import { l10n, ViewColumn, window, workspace } from "vscode";
import { type RequestFormat } from "../../../../webview/shared/buildMessages";
import { requestLanguages, requestText } from "../../../../webview/shared/requestTexts";
import { type Post } from "../../../platform/requests";
import { type PlanOf } from "../../../workflows/plans";
import { trainingPost } from "../../../workflows/trainingRequests";
import { type Place } from "../../explorer/nodes";
import { explain } from "../../kit/explain";
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
    for (let shown: RequestFormat | undefined; ;) {
      const answer = await askPick<RequestFormat | undefined>(at, {
        placeholder: l10n.t("This starts a job on {0}.", place.connection.server.name),
        active: (value) => value === shown,
        choices: [{ label: start, detail, value: undefined }, ...requestChoices()],
      });
      if (answer === undefined || typeof answer === "symbol") return answer;
      if (answer.value === undefined) return { next: state };
      const format = (shown = answer.value);
      await tellIfFails(async () => openBeside(format, await postOf(tools, place, plan)));
    }
  };
}

const requestChoices = (): readonly Choice<RequestFormat>[] => [
  { label: l10n.t("Show the Request as JSON"), description: l10n.t("nothing is sent"), value: "json" },
  { label: l10n.t("Show the Request for curl"), value: "curl" },
  { label: l10n.t("Show the Request in Python"), value: "python" },
];

const postOf = (tools: Tools, place: Place, plan: TrainingPlan): Promise<Post> =>
  waitFor(l10n.t("Reading what the request holds"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return trainingPost(plan, { client, project: refOf(place), signal });
  });

/** The list comes back at once, so the keyboard stays where it is. */
async function openBeside(format: RequestFormat, post: Post): Promise<void> {
  const document = await workspace.openTextDocument({
    language: requestLanguages[format],
    content: requestText(format, post),
  });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}

/** What was answered so far must not be lost with a look at the request. */
async function tellIfFails(show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch (error) {
    const explanation = explain(error);
    if (explanation !== undefined) void window.showErrorMessage(explanation.sentence);
  }
}
