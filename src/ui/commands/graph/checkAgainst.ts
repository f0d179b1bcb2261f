import { l10n } from "vscode";
import { combinationStep } from "../ask/combination";
import { objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { askSteps } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";
import { tellFindings } from "./check";
import { graphDataset } from "./graphDataset";
import { placeOfGraph } from "./placeOfGraph";
import { extrasStep, type SuggestState, suggestWords } from "./suggest";

/** Checks whether the graph reads what a dataset holds, now and with every later change. */
export async function checkGraphAgainst(tools: Tools, target?: unknown): Promise<void> {
  const uri = mustBeGraph(target);
  const known = await placeOfGraph(tools, uri);
  const silent = l10n.t(
    "This server does not tell which series a dataset holds, so a graph cannot be checked against it.",
  );
  const answers = await askSteps<SuggestState>(
    l10n.t("Check Graph Against a Dataset"),
    [placeStep(tools), objectStep(tools, "dataset", suggestWords()), extrasStep(silent), combinationStep(tools)],
    { ...(known && { place: known }) },
  );
  const { place, dataset, combination } = answers ?? {};
  if (!place || !dataset || !combination) return;
  const { datasets } = await tools.graphs.room();
  await waitFor(l10n.t("Reading what the dataset holds"), (signal) =>
    datasets.use(uri, graphDataset(place, dataset.record.id, combination), { signal }),
  );
  await tellFindings(tools, uri);
}
