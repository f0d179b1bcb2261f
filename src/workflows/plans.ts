import {
  type AttributionId,
  type AttributionSetId,
  type DatasetId,
  type ModelId,
  type ObjectRef,
  type UploadId,
} from "../platform/ids";
import { type Combination } from "../platform/records";
import { type SandboxParameters, type TrainingParameters } from "../platform/requests";
import { type FileState } from "../platform/uploadSource";

export interface FileToUpload {
  /** Absolute path on the machine this code runs on. */
  readonly path: string;
  /** The type of the file: Sales, Media... */
  readonly datasetName: string;
  /** The file as it was checked: another one is not sent. Absent: it was not checked. */
  readonly checked?: FileState;
}

export interface UploadFilePlan extends FileToUpload {
  readonly workflow: "uploadFile";
}

export interface CreateDatasetPlan {
  readonly workflow: "createDataset";
  readonly uploadIds: readonly UploadId[];
  /** Datasets to extend; empty for a fresh one. */
  readonly extendIds: readonly DatasetId[];
  readonly activate: boolean;
}

export interface ActivateDatasetPlan {
  readonly workflow: "activateDataset";
  readonly datasetId: DatasetId;
}

/** Where the graph of a new model comes from. */
export type GraphChoice =
  | { readonly from: "suggested"; readonly products: "sum" | "pooled" }
  | { readonly from: "model"; readonly modelId: ModelId; readonly level: "high" | "low" }
  /** `document`: address of the file that the text was in, so that what the server says about it can be shown there. */
  | { readonly from: "text"; readonly text: string; readonly document?: string };

interface ChosenDates {
  readonly train: readonly string[];
  readonly evaluation: readonly string[];
}

export interface BuildModelPlan {
  readonly workflow: "buildModel";
  readonly datasetId: DatasetId;
  readonly combination: Combination;
  readonly graph: GraphChoice;
  readonly training: TrainingParameters;
  /** Share of the dates used for training, from the first on: 0.75. */
  readonly trainShare: number;
  /** The very dates, where somebody has seen and chosen them. */
  readonly dates?: ChosenDates;
  readonly activate: boolean;
  readonly sandbox?: SandboxParameters;
}

export interface RefitModelPlan {
  readonly workflow: "refitModel";
  readonly modelId: ModelId;
  readonly datasetId: DatasetId;
  readonly training: TrainingParameters;
  readonly trainShare: number;
  readonly dates?: ChosenDates;
  /** The new model becomes the active one; documented for builds alone, so sent only where somebody wants it. */
  readonly activate?: boolean;
  /** Needed only where the model's record does not tell. */
  readonly combination?: Combination;
  readonly sandbox?: SandboxParameters;
}

export interface AttributeSalesPlan {
  readonly workflow: "attributeSales";
  readonly modelId: ModelId;
  readonly datasetId: DatasetId;
  /** First and last date as the server spells them; left out: all dates of the dataset. */
  readonly range?: { readonly start: string; readonly end: string };
  readonly samples: number;
  readonly combination?: Combination;
}

export interface AlignAttributionPlan {
  readonly workflow: "alignAttribution";
  /** The clicked one first. */
  readonly attributionIds: readonly AttributionId[];
  /** Of the active set, those that the new ones take the place of. */
  readonly leaveOut?: readonly AttributionId[];
  /** Make the new set the active one. */
  readonly activate: boolean;
}

export interface ActivateAttributionSetPlan {
  readonly workflow: "activateAttributionSet";
  readonly attributionSetId: AttributionSetId;
}

/** Upload files, make a dataset of them, activate it. */
export interface UploadAndActivatePlan {
  readonly workflow: "uploadAndActivate";
  readonly files: readonly FileToUpload[];
  /** Extend the active dataset, where there is one, instead of starting afresh. */
  readonly extendActive: boolean;
}

/** Upload files, extend the active dataset, refit a model on it, attribute. */
export interface RefreshModelPlan {
  readonly workflow: "refreshModel";
  readonly files: readonly FileToUpload[];
  readonly modelId: ModelId;
  readonly training: TrainingParameters;
  readonly trainShare: number;
  readonly samples: number;
  readonly activate: boolean;
  readonly combination?: Combination;
  readonly sandbox?: SandboxParameters;
}

/** Wait for one object that is already there. */
export interface WatchPlan {
  readonly workflow: "watch";
  readonly object: ObjectRef;
}

/** Plain JSON: a plan survives a reload, and the same plan runs on another connection. */
export type Plan =
  | UploadFilePlan
  | CreateDatasetPlan
  | ActivateDatasetPlan
  | BuildModelPlan
  | RefitModelPlan
  | AttributeSalesPlan
  | AlignAttributionPlan
  | ActivateAttributionSetPlan
  | UploadAndActivatePlan
  | RefreshModelPlan
  | WatchPlan;

export type WorkflowName = Plan["workflow"];
export type PlanOf<Name extends WorkflowName> = Extract<Plan, { workflow: Name }>;

/** The kinds of steps: one call that makes or changes something, and the waiting after it. */
export type StepKind =
  "upload" | "createDataset" | "activateDataset" | "build" | "refit" | "attribute" | "align" | "activateSet" | "watch";

/** What a workflow does, in order; known before it starts. */
export interface StepPlan {
  /** Unique in the run: `upload Sales.csv`. */
  readonly name: string;
  readonly kind: StepKind;
}

/** What a person would sensibly do next with the object at hand. */
export type NextStep =
  | { readonly verb: "createDataset"; readonly object: ObjectRef<"upload"> }
  | { readonly verb: "activateDataset" | "buildModel"; readonly object: ObjectRef<"dataset"> }
  | { readonly verb: "attributeSales"; readonly object: ObjectRef<"model"> }
  | { readonly verb: "openResult" | "alignAttribution"; readonly object: ObjectRef<"attribution"> }
  | { readonly verb: "activateAttributionSet"; readonly object: ObjectRef<"attributionSet"> };

export type Outcome =
  | {
      readonly result: "done";
      readonly object: ObjectRef;
      readonly next: readonly NextStep[];
      readonly message?: string;
    }
  | { readonly result: "failed"; readonly object: ObjectRef; readonly word: string; readonly message?: string };
