import { l10n } from "vscode";
import { type AttributionId, showId } from "../../../platform/ids";
import { type AttributionRecord } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { activateStep, mayActivate } from "../ask/activation";
import { askPick } from "../ask/inputs";
import { type Given, known, objectStep, type Target } from "../ask/object";
import { placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps, back } from "../ask/steps";
import { type Tools } from "../tools";
import { coveredTwice } from "./coveredTwice";

interface State {
  readonly place?: Place;
  readonly attribution?: Target<"attribution">;
  readonly leaveOut?: readonly AttributionId[];
  readonly activate?: boolean;
}

export async function alignAttribution(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const answers = await askSteps<State>(
    l10n.t("Add to Active Attribution Set"),
    [
      placeStep(tools),
      objectStep(tools, "attribution", words()),
      twiceStep(tools, nodes),
      activateStep(tools, "attributionSet", activateWords()),
    ],
    await known(tools, "attribution", node),
  );
  const { place, attribution, leaveOut = [], activate = false } = answers ?? {};
  if (place === undefined || attribution === undefined) return;
  const attributionIds = withSelected(attribution.record, place, nodes).filter((id) => !leaveOut.includes(id));
  if (activate && (await mayActivate(tools, place, "attributionSet")) === undefined) return;
  await startJob(tools, place, {
    plan: { workflow: "alignAttribution", attributionIds, leaveOut, activate },
    label: l10n.t("Attribution set with {0}", attributionIds.map((id) => `#${showId(id)}`).join(", ")),
    startedBy: "alviss.attributionSet.align",
  });
}

/** Where two of the new set cover the same market, somebody may have meant to replace the older one. */
function twiceStep(tools: Tools, nodes: readonly Given[] = []): AskStep<State> {
  return async (state, at) => {
    const { place, attribution } = state;
    if (place === undefined || attribution === undefined) return { passed: state };
    const added = withSelected(attribution.record, place, nodes);
    const answer = await askPick<readonly AttributionId[]>(at, {
      placeholder: l10n.t("Two attributions of the new set cover the same market."),
      passesIfOnly: true,
      choices: async (signal) => {
        const twice = await coveredTwice(tools, place, added, signal);
        const keep = {
          label: l10n.t("Keep Both"),
          description: twice.map(({ words: market }) => market).join("; "),
          value: [],
        };
        const later = twice.flatMap(({ later: ids }) => ids);
        if (later.length === 0) return [keep];
        const names = later.map((id) => `#${showId(id)}`).join(", ");
        return [keep, { label: l10n.t("Leave Out {0}", names), value: later }];
      },
    });
    if (answer === undefined || answer === back) return answer;
    const next = { ...state, leaveOut: answer.value };
    return answer.passed ? { passed: next } : { next };
  };
}

/** The clicked attribution, then the others that are selected. */
function withSelected(clicked: AttributionRecord, place: Place, nodes: readonly Given[] = []): AttributionId[] {
  const selected = nodes.filter((node) => node?.kind === "attribution");
  if (!selected.every((node) => isIn(place, node)))
    throw new Refusal(l10n.t("A set holds attributions of one project. Select those of one project only."));
  const done = selected.filter(({ record }) => record.phase === "done");
  return [...new Set([clicked.id, ...done.map(({ record }) => record.id)])];
}

const isIn = ({ connection, project }: Place, other: Place): boolean =>
  other.connection.id === connection.id && other.project.team === project.team && other.project.id === project.id;

const words = () => ({
  placeholder: l10n.t("Add which attribution?"),
  none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
});

const activateWords = () => ({
  placeholder: l10n.t("The new set holds this and what the active set holds. Make it the active one?"),
  yes: l10n.t("Create and Activate"),
  no: l10n.t("Only Create"),
});
