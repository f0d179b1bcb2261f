import { l10n } from "vscode";
import { type DatasetId, showId, type UploadId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { activateStep, mayActivate } from "../ask/activation";
import { placeFor, placeStep, refOf } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { fitsTogether } from "./fitting";
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
  const place = await placeFor(tools, node);
  const selected = givenUploads(node, nodes);
  const start: State = { ...(place && { place }), ...(selected.length > 0 && { uploads: selected }) };
  const answers = await askSteps<State>(
    l10n.t("Extend Active Dataset"),
    [placeStep(tools), uploadsStep(tools, []), activateStep(tools, "dataset", words())],
    start,
  );
  const { place: into, uploads, activate = false } = answers ?? {};
  if (into === undefined || uploads === undefined) return;
  const active = await activeDataset(tools, into);
  if (!(await fitsTogether(tools, into, uploads, [active]))) return;
  if (activate && (await mayActivate(tools, into, "dataset")) === undefined) return;
  await startJob(tools, into, {
    plan: { workflow: "createDataset", uploadIds: uploads, extendIds: [active], activate },
    label: l10n.t("Extend dataset #{0}", showId(active)),
    startedBy: "alviss.dataset.extend",
  });
}

async function activeDataset(tools: Tools, place: Place): Promise<DatasetId> {
  const active = await waitFor(l10n.t("Reading what is active"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return client.readActiveDataset(refOf(place), { signal });
  });
  if (active !== undefined) return active.id;
  throw new Refusal(l10n.t("This project has no active dataset yet."), [
    { title: l10n.t("Create Dataset..."), command: "alviss.dataset.create" },
  ]);
}

const words = () => ({
  placeholder: l10n.t("Make the extended dataset the active one?"),
  yes: l10n.t("Extend and Activate"),
  no: l10n.t("Only Extend"),
});
