import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { Refusal } from "../../kit/explain";
import { type Given } from "../ask/object";
import { refOf } from "../ask/place";
import { type AskStep } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { type Combined, combineUploads } from "./combine";
import { givenUploads, uploadsStep } from "./uploads";

export async function extendDataset(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  await combineUploads(tools, node, {
    title: l10n.t("Extend Active Dataset"),
    uploads: givenUploads(node, nodes),
    steps: [activeStep(tools), uploadsStep(tools, [])],
    words: {
      placeholder: l10n.t("Make the extended dataset the active one?"),
      yes: l10n.t("Extend and Activate"),
      no: l10n.t("Only Extend"),
    },
    label: (_uploads, [active]) => l10n.t("Extend dataset #{0}", active === undefined ? "" : showId(active)),
    startedBy: "alviss.dataset.extend",
  });
}

/** Reads what is to be extended before anything is asked: a project may have no active dataset. */
function activeStep(tools: Tools): AskStep<Combined> {
  return async (state) => {
    if (state.place === undefined) return { passed: state };
    const { place } = state;
    const active = await waitFor(l10n.t("Reading what is active"), async (signal) => {
      const client = await tools.clients.of(place.connection.id);
      return client.readActiveDataset(refOf(place), { signal });
    });
    if (active !== undefined) return { passed: { ...state, extend: [active.id] } };
    throw new Refusal(l10n.t("This project has no active dataset yet."), [
      { title: l10n.t("Create Dataset..."), command: "alviss.dataset.create" },
    ]);
  };
}
