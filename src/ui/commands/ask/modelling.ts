import { l10n } from "vscode";
import { type DatasetId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type SandboxParameters, type TrainingParameters } from "../../../platform/requests";
import { type Place } from "../../explorer/nodes";
import { type ObjectWords, type Target } from "./object";
import { type TypedSplit } from "./typedSplit";

/** What is asked before a model is used on a dataset. */
export interface ModelOnDataset {
  readonly place?: Place;
  readonly model?: Target<"model">;
  readonly dataset?: Target<"dataset">;
}

/** How a model is trained, whatever it is made of. */
export interface AskedTraining {
  readonly dataset?: Target<"dataset">;
  readonly trainShare?: number;
  readonly dates?: TypedSplit;
  readonly training?: TrainingParameters;
  readonly sandbox?: SandboxParameters;
  readonly activate?: boolean;
}

/** A model and how it is trained on a dataset. */
export type Training = ModelOnDataset & AskedTraining;

/** What a plan says of them; undefined while something is not answered. */
export function trainingOf({ dataset, trainShare, dates, training, sandbox, activate }: AskedTraining) {
  if (!dataset || trainShare === undefined || !training || activate === undefined) return undefined;
  return {
    datasetId: dataset.record.id,
    training,
    trainShare,
    ...(dates && { dates }),
    activate,
    ...(sandbox && { sandbox }),
  };
}

export const datasetWords = (): ObjectWords => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});

/** The dataset that the model was trained on. */
export const isItsOwn = ({ model }: ModelOnDataset, dataset: Target<"dataset">["record"]): boolean =>
  model?.record.datasetId === dataset.id;

/** Whose dates are split: those of the dataset, for what the model covers. */
export function aimOf({
  model,
  dataset,
}: ModelOnDataset): { readonly dataset: DatasetId; readonly combination: Combination } | undefined {
  const combination = model?.record.combination;
  return dataset === undefined || combination === undefined ? undefined : { dataset: dataset.record.id, combination };
}
