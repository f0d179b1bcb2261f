import { l10n } from "vscode";
import { type DatasetId, type ModelId, showId } from "../../platform/ids";
import { type TrainingParameters } from "../../platform/requests";
import { type Plan } from "../../workflows/plans";
import { setting, type TrainingSetting } from "../kit/settings";
import { combinationIn, idsIn, neededId, neededIds, neededText, numberIn, oneOf, textIn } from "./toolInput";
import { type WriteName } from "./toolNames";
import { type Input, ToolRefusal } from "./toolParts";
import { workspaceFile } from "./workspaceFile";

/** What a tool is about to start: the plan, its name among the jobs, and what the user is shown of it. */
export interface ToolOrder {
  readonly plan: Plan;
  readonly label: string;
  readonly details: readonly string[];
}

type Write = (input: Input) => Promise<ToolOrder> | ToolOrder;

export const writeTools: { readonly [Name in WriteName]: Write } = {
  alviss_upload_file: uploadFile,
  alviss_create_dataset: createDataset,
  alviss_refit_model: refitModel,
  alviss_build_model: buildModel,
  alviss_run_attribution: runAttribution,
  alviss_align_attributions: alignAttributions,
};

async function uploadFile(input: Input): Promise<ToolOrder> {
  const uri = await workspaceFile(neededText(input, "file"));
  const datasetName = neededText(input, "type");
  if (uri.scheme !== "file") throw new ToolRefusal("Only files on disk can be uploaded. Ask the user to upload it.");
  const path = uri.fsPath;
  return {
    plan: { workflow: "uploadFile", path, datasetName },
    label: l10n.t("Upload {0}", uri.path.split("/").at(-1) ?? path),
    details: [l10n.t("File {0}", path), l10n.t("Type {0}", datasetName)],
  };
}

/** Never active: what all users of a project see is for people to change. */
function createDataset(input: Input): ToolOrder {
  const [uploadIds, extendIds] = [neededIds<"upload">(input, "uploads"), idsIn<"dataset">(input, "extend")];
  return {
    plan: { workflow: "createDataset", uploadIds, extendIds, activate: false },
    label: uploadIds.length === 1 ? l10n.t("Dataset of 1 upload") : l10n.t("Dataset of {0} uploads", uploadIds.length),
    details: [
      l10n.t("Uploads {0}", hashes(uploadIds)),
      ...(extendIds.length > 0 ? [l10n.t("Extends {0}", hashes(extendIds))] : []),
    ],
  };
}

function refitModel(input: Input): ToolOrder {
  const modelId = neededId<"model">(input, "model");
  const datasetId = neededId<"dataset">(input, "dataset");
  const knobs = trainingIn(input, setting("model.refit"));
  const trainShare = shareIn(input);
  const combination = combinationIn(input);
  return {
    plan: {
      workflow: "refitModel",
      modelId,
      datasetId,
      training: knobs,
      trainShare,
      ...(combination && { combination }),
    },
    label: l10n.t("Refit #{0} on dataset #{1}", showId(modelId), showId(datasetId)),
    details: [l10n.t("Model #{0}", showId(modelId)), ...trainingDetails(datasetId, knobs, trainShare)],
  };
}

function buildModel(input: Input): ToolOrder {
  const datasetId = neededId<"dataset">(input, "dataset");
  const combination = combinationIn(input);
  if (combination === undefined) throw new ToolRefusal('Say "country", and "region" and "grouping" where not "all".');
  const from = oneOf(input, "graph", ["suggested", "high", "low"]);
  const modelId: ModelId | undefined = from === "suggested" ? undefined : neededId<"model">(input, "model");
  const graph =
    modelId === undefined
      ? ({ from: "suggested", products: "sum" } as const)
      : ({ from: "model", modelId, level: from === "low" ? "low" : "high" } as const);
  const knobs = trainingIn(input, setting("model.build"));
  const trainShare = shareIn(input);
  return {
    plan: { workflow: "buildModel", datasetId, combination, graph, training: knobs, trainShare, activate: false },
    label: l10n.t("Build on dataset #{0}", showId(datasetId)),
    details: [
      modelId === undefined
        ? l10n.t("The graph that the server suggests")
        : from === "low"
          ? l10n.t("The low-level graph of model #{0}", showId(modelId))
          : l10n.t("The high-level graph of model #{0}", showId(modelId)),
      [combination.country, combination.region, combination.grouping].join(" / "),
      ...trainingDetails(datasetId, knobs, trainShare),
    ],
  };
}

function runAttribution(input: Input): ToolOrder {
  const modelId = neededId<"model">(input, "model");
  const datasetId = neededId<"dataset">(input, "dataset");
  const samples = numberIn(input, "samples", setting("attribution.samples") ?? 20, 1, 10_000);
  const [start, end] = [textIn(input, "start"), textIn(input, "end")];
  const range = start !== undefined && end !== undefined ? { start, end } : undefined;
  return {
    plan: { workflow: "attributeSales", modelId, datasetId, samples, ...(range && { range }) },
    label: l10n.t("Attribution of model #{0}", showId(modelId)),
    details: [
      l10n.t("Model #{0}", showId(modelId)),
      l10n.t("Dataset #{0}", showId(datasetId)),
      range === undefined ? l10n.t("All dates") : l10n.t("{0} to {1}", range.start, range.end),
      l10n.t("{0} samples", samples),
    ],
  };
}

function alignAttributions(input: Input): ToolOrder {
  const attributionIds = neededIds<"attribution">(input, "attributions");
  return {
    plan: { workflow: "alignAttribution", attributionIds, activate: false },
    label: l10n.t("Attribution set with {0}", hashes(attributionIds)),
    details: [l10n.t("Attributions {0}, and those of the active set", hashes(attributionIds))],
  };
}

const hashes = (ids: readonly Parameters<typeof showId>[0][]): string => ids.map((id) => `#${showId(id)}`).join(", ");

const shareIn = (input: Input): number => numberIn(input, "trainShare", setting("model.trainShare"), 0.05, 0.95);

function trainingIn(input: Input, usual: TrainingSetting): TrainingParameters {
  return {
    epochs: numberIn(input, "epochs", usual.epochs, 1, 100_000),
    learningRate: numberIn(input, "learningRate", usual.learning_rate, 1e-9, 1),
    samples: numberIn(input, "trainingSamples", usual.samples, 1, 1_000),
  };
}

const trainingDetails = (dataset: DatasetId, knobs: TrainingParameters, share: number): string[] => [
  l10n.t("Dataset #{0}", showId(dataset)),
  l10n.t("First {0} % of the dates train the model", Math.round(share * 100)),
  l10n.t("{0} epochs, learning rate {1}, {2} samples", knobs.epochs, knobs.learningRate, knobs.samples),
];
