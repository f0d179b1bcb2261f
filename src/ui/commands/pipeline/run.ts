import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { activateStep, mayActivate } from "../ask/activation";
import { type Training } from "../ask/modelling";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { samplesStep } from "../ask/samples";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { splitStep } from "../ask/split";
import { trainingStep } from "../ask/training";
import { type Tools } from "../tools";
import { checkedFirst } from "../upload/checkFirst";
import { type Files, filesStep, typesStep } from "./files";

interface State extends Training, Files {
  readonly samples?: number;
  readonly activate?: boolean;
}

/** New data files into the active dataset, a refit on it and an attribution: one form, one job. */
export async function runPipeline(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<State>(
    l10n.t("Upload, Extend, Refit, Attribute"),
    [
      placeStep(tools),
      objectStep(tools, "model", modelWords()),
      filesStep(tools),
      typesStep(tools),
      splitStep(tools, () => undefined),
      trainingStep(tools, "model.refit"),
      samplesStep(tools),
      activateStep(tools, "dataset", activateWords()),
      summaryStep(l10n.t("Start"), summary),
    ],
    { ...(await known(tools, "model", node)), types: [] },
  );
  const { place, model, files, types = [], trainShare, training, samples, activate = false } = answers ?? {};
  if (!place || !model || !files || trainShare === undefined || !training || samples === undefined) return;
  const uris = files.map(({ uri }) => uri);
  if (!(await tools.dataFiles.maySend(uris, place.connection.server, l10n.t("Upload")))) return;
  const checked = await checkedFirst(tools, place, files, types, []);
  if (checked === undefined) return;
  if (activate && (await mayActivate(tools, place, "dataset")) === undefined) return;
  const local = await Promise.all(uris.map((uri, index) => tools.dataFiles.onDisk(uri, checked[index]?.state)));
  const done = (): Promise<unknown> => Promise.all(local.map((file) => file.done()));
  try {
    const run = await startJob(tools, place, {
      plan: {
        workflow: "refreshModel",
        files: local.map(({ path, sameAs }, index) => ({ path, datasetName: types[index] ?? "", ...sameAs })),
        modelId: model.record.id,
        training,
        trainShare,
        samples,
        activate,
        ...(model.record.combination && { combination: model.record.combination }),
      },
      label: l10n.t("Refresh model #{0} with {1}", showId(model.record.id), fileNames(files)),
      startedBy: "alviss.pipeline.run",
    });
    void tools.jobs.whenOver(run.runId).finally(done);
  } catch (error) {
    await done();
    throw error;
  }
}

const fileNames = (files: Files["files"] = []): string => files.map(({ name }) => name).join(", ");

const modelWords = () => ({
  placeholder: l10n.t("Refit which model?"),
  none: l10n.t("There is no finished model in this project. Build one from a dataset first."),
});

const activateWords = () => ({
  placeholder: l10n.t("Make the extended dataset the active one?"),
  yes: l10n.t("Extend and Activate"),
  no: l10n.t("Only Extend"),
});

function summary({ model, files, trainShare = 0, samples = 0 }: State): string {
  if (model === undefined) return "";
  return l10n.t(
    "Upload {0}, extend the active dataset, refit model #{1} on the first {2} % of its dates, attribute with {3} samples",
    fileNames(files),
    showId(model.record.id),
    Math.round(trainShare * 100),
    samples,
  );
}
