import { type AttributionRecord } from "../store/attributionRecords";
import { type AttributionSetRecord } from "../store/attributionSetRecords";
import { type DatasetRecord } from "../store/datasetRecords";
import { type JobKind, type JobRecord, type JobState } from "../store/jobRecords";
import { type ModelRecord } from "../store/modelRecords";
import { type Project, type Team } from "../store/projectRecords";
import { type TokenRecord } from "../store/tokenRecords";
import { isOfSpecifiedType, type UploadRecord } from "../store/uploadRecords";

/** The platform says "complete" for uploads, datasets and sets, but "completed" for models and attributions. */
const DONE: Readonly<Record<JobKind, string>> = {
  upload: "complete",
  dataset: "complete",
  model: "completed",
  attribution: "completed",
  attributionSet: "complete",
};

export function statusWord(kind: JobKind, state: JobState): string {
  if (state === "done") return DONE[kind];
  if (state === "working") return kind === "model" ? "training" : "processing";
  return state;
}

const common = (kind: JobKind, job: JobRecord) => ({
  Status: statusWord(kind, job.state),
  Name: job.name,
  CreatedAt: job.createdAt,
  Message: job.message,
  Progress: job.progress,
  Phase: job.phase,
});

export const wireTeam = ({ id, name }: Team) => ({ Id: id, Name: name });

export const wireProject = ({ id, name, teamId, periodicity }: Project) => ({
  Id: id,
  Name: name,
  TeamId: teamId,
  Periodicity: periodicity,
});

export const wireToken = (token: TokenRecord, now: number) => ({
  Id: token.id,
  Name: token.name,
  Role: token.role,
  CreatedAt: token.createdAt,
  ExpiresAt: token.expiresAt,
  RevokedAt: token.revokedAt,
  State: tokenState(token, now),
});

export function tokenState({ revokedAt, expiresAt }: TokenRecord, now: number): "revoked" | "expired" | "valid" {
  if (revokedAt !== null) return "revoked";
  return Date.parse(expiresAt) <= now ? "expired" : "valid";
}

export const wireUpload = (upload: UploadRecord) => ({
  upload_id: upload.iid,
  ...common("upload", upload),
  DatasetName: upload.datasetName,
  Specified: isOfSpecifiedType(upload),
  FileName: upload.fileName,
  Size: upload.size,
  Rows: upload.rows,
  Findings: upload.findings,
  FindingCount: upload.findingCount,
  Sha256: upload.sha256,
});

export const wireDataset = (dataset: DatasetRecord, { activeDataset }: Project) => ({
  IId: dataset.iid,
  ...common("dataset", dataset),
  UploadIds: dataset.uploadIds,
  ParentIds: dataset.parentIds,
  Active: dataset.iid === activeDataset,
  Periodicity: dataset.periodicity,
  Combinations: dataset.combinations,
});

export const wireModel = (model: ModelRecord, { activeModel }: Project) => ({
  IId: model.iid,
  ...common("model", model),
  Country: model.place.country,
  Region: model.place.region,
  Grouping: model.place.grouping,
  DataSet: { IId: model.datasetIid },
  GraphInstance:
    model.instanceId === null
      ? null
      : { Id: model.instanceId, Graph: model.graphId === null ? null : { Id: model.graphId } },
  SourceModelId: model.sourceIid,
  Active: model.iid === activeModel,
  TrainDates: model.trainDates,
  EvalDates: model.evalDates,
  ModelParam: { epochs: model.epochs, learning_rate: model.learningRate, samples: model.samples },
  Sampler: model.fit?.sampler ?? model.sampler,
  Seed: model.seed,
  Metrics: model.metrics && { ...model.metrics, eval: model.metrics.eval ?? null },
  Loss: model.loss,
  Blocks: model.blocks,
});

export const wireAttribution = (attribution: AttributionRecord) => ({
  IId: attribution.iid,
  ...common("attribution", attribution),
  ModelId: attribution.modelIid,
  DatasetId: attribution.datasetIid,
  StartDate: attribution.startDate,
  EndDate: attribution.endDate,
  Samples: attribution.samples,
});

export const wireAttributionSet = (set: AttributionSetRecord, { activeSet }: Project) => ({
  IId: set.iid,
  ...common("attributionSet", set),
  Active: set.iid === activeSet,
  Attributions: set.attributionIds.map((iid) => ({ IId: iid })),
  StartDate: set.startDate,
  EndDate: set.endDate,
});
