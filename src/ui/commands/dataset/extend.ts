import { l10n } from "vscode";
import { showId, type UploadId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { activateStep } from "../ask/activation";
import { refOf } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { givenUploads, uploadsStep } from "./uploads";

interface State {
  readonly place?: Place;
  readonly uploads?: readonly UploadId[];
  readonly activate?: boolean;
}

export async function extendDataset(
  tools: Tools,
  node?: Node | JobNode,
  nodes?: readonly (Node | JobNode)[],
): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const selected = givenUploads(node, nodes);
  const start: State = { ...(place && { place }), ...(selected.length > 0 && { uploads: selected }) };
  const answers = await askSteps<State>(
    l10n.t("Extend Active Dataset"),
    [placeStep(tools), uploadsStep(tools, []), activateStep(words(), true)],
    start,
  );
  const { uploads, activate = false } = answers ?? {};
  if (answers?.place === undefined || uploads === undefined) return;
  const client = await tools.clients.of(answers.place.connection.id);
  const active = await client.readActiveDataset(refOf(answers.place));
  if (active === undefined) {
    throw new Refusal(l10n.t("This project has no active dataset yet."), [
      { title: l10n.t("Create Dataset..."), command: "alviss.dataset.create" },
    ]);
  }
  const plan = { workflow: "createDataset", uploadIds: uploads, extendIds: [active.id], activate } as const;
  const label = l10n.t("Extend dataset #{0}", showId(active.id));
  await startJob(tools, answers.place, { plan, label, startedBy: "alviss.dataset.extend" });
}

const words = () => ({
  placeholder: l10n.t("Make the extended dataset the active one?"),
  yes: l10n.t("Extend and Activate"),
  no: l10n.t("Only Extend"),
});
